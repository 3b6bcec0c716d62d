"""Does somebody with an invitation join by a passkey alone, in a real browser, and come back by it?"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.pages import opened_page
from tests.browser.people import Host
from tests.browser.stack import Stack
from tests.browser.test_entrance import COOK, invites
from tests.browser.test_passkeys import Phone

WORDS = "three odd words together"

pytestmark = pytest.mark.rule("D29")


@pytest.fixture
def phone(chromium: Browser, stack: Stack) -> Iterator[Phone]:
    stack.sql("TRUNCATE restaurants_cache")
    with opened_page(chromium) as page:
        yield Phone(page, stack)


@pytest.fixture
def link(members: Callable[..., Host], stack: Stack) -> str:
    owner = members("owner")
    return invites(owner.page, owner.address("set-up/team/"), stack).removeprefix(stack.web)


def test_an_invited_cook_joins_by_a_passkey_and_signs_in_by_it(phone: Phone, link: str, stack: Stack) -> None:
    page = phone.page
    phone.opens(link)
    assert violations(page) == []
    page.get_by_label("Name").fill("Cora Lis")
    page.get_by_role("button", name="Use a passkey instead").focus()
    page.keyboard.press("Enter")
    phone.is_in()
    found = "SELECT name, left(password, 1) FROM restaurants_account WHERE email = %s"
    assert stack.sql(found, COOK) == [("Cora Lis", "!")]
    phone.opens("/accounts/own/")
    expect(page.get_by_role("link", name="Set a password")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Remove Passkey").click()
    expect(page.get_by_role("heading", name="This passkey stays")).to_be_visible()
    assert violations(page) == []
    phone.signs_out()
    phone.opens("/accounts/login/")
    phone.presses("Sign in with a passkey")
    phone.is_in()
    phone.opens("/accounts/again/?next=/accounts/password/set/")
    phone.presses("Use a passkey")
    expect(page.get_by_role("heading", name="Set a password")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Password", exact=True).fill(WORDS)
    page.get_by_label("Password, once more").fill(WORDS)
    phone.presses("Set the password")
    expect(page.get_by_text("The password is set.")).to_be_visible()
    expect(page.get_by_role("link", name="Change password")).to_be_visible()


def test_where_no_passkey_is_made_nobody_has_joined_and_a_password_will_do(
    phone: Phone, link: str, stack: Stack
) -> None:
    page = phone.page
    phone.opens(link)
    phone.knows_its_owner(does=False)
    phone.presses("Use a passkey instead")
    expect(page.get_by_text("No passkey was made, so you have not joined yet.")).to_be_visible()
    assert violations(page) == []
    assert stack.sql("SELECT count(*) FROM restaurants_account WHERE email = %s", COOK) == [(0,)]
    page.get_by_label("Password", exact=True).fill(WORDS)
    page.get_by_label("Password, once more").fill(WORDS)
    phone.presses("Join the team")
    phone.is_in()

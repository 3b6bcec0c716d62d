"""Can somebody add a passkey, sign in by it, and remove it, where the address allows it?"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.pages import opened_page
from tests.browser.people import HOST_EMAIL
from tests.browser.stack import PASSWORD, Stack


class Phone:
    """A browser with a passkey's keeper of its own, and a person in front of it."""

    def __init__(self, page: Page, stack: Stack, *, host: str = "localhost") -> None:
        self.page, self.web = page, f"http://{host}:{stack.web_port}"
        self.wire = page.context.new_cdp_session(page)
        self.wire.send("WebAuthn.enable")
        keeper = {
            "protocol": "ctap2",
            "transport": "internal",
            "automaticPresenceSimulation": True,
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
        }
        made = self.wire.send("WebAuthn.addVirtualAuthenticator", {"options": keeper})
        self.keeper = str(made["authenticatorId"])

    def knows_its_owner(self, *, does: bool) -> None:
        options = {"authenticatorId": self.keeper, "isUserVerified": does}
        self.wire.send("WebAuthn.setUserVerified", options)

    def opens(self, path: str) -> None:
        self.page.goto(self.web + path)

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def types_password(self) -> None:
        self.opens("/accounts/login/")
        self.page.get_by_label("E-mail").fill(HOST_EMAIL)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.presses("Sign in")

    def adds_passkey(self, name: str) -> None:
        self.opens("/accounts/own/")
        self.page.get_by_role("link", name="Add a passkey").click()
        self.page.get_by_label("Name").fill(name)
        self.presses("Add the passkey")
        expect(self.page.get_by_role("heading", name="Recovery codes")).to_be_visible()

    def signs_out(self) -> None:
        self.opens("/accounts/logout/")
        self.presses("Sign out")

    def is_in(self) -> None:
        expect(self.page.get_by_role("link", name="Tonight")).to_be_visible()


@pytest.fixture
def phone(chromium: Browser, stack: Stack) -> Iterator[Phone]:
    stack.sql("TRUNCATE restaurants_cache")
    with opened_page(chromium) as page:
        yield Phone(page, stack)


def test_a_passkey_is_added_signs_in_alone_and_is_removed(phone: Phone, stack: Stack) -> None:
    page = phone.page
    phone.types_password()
    phone.adds_passkey("Kitchen <tablet>")
    assert violations(page) == []
    phone.opens("/accounts/own/")
    expect(page.get_by_role("link", name="Remove Kitchen <tablet>")).to_be_visible()
    assert violations(page) == []
    phone.signs_out()
    phone.opens("/accounts/login/?next=/accounts/own/")
    phone.presses("Sign in with a passkey")
    expect(page.get_by_role("heading", name="Your sign-in")).to_be_visible()
    assert is_kept(page) is False
    page.get_by_role("link", name="Remove Kitchen <tablet>").click()
    assert violations(page) == []
    phone.presses("Remove the passkey")
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()
    assert stack.sql("SELECT count(*) FROM mfa_authenticator") == [(0,)]
    phone.signs_out()
    phone.opens("/accounts/login/")
    phone.presses("Sign in with a passkey")
    expect(page.get_by_text("That passkey is not known here")).to_be_visible()
    log = "SELECT words FROM restaurants_entry WHERE kind = 'factor' ORDER BY id"
    assert [words for (words,) in stack.sql(log)] == [
        *("Passkey added: Kitchen <tablet>", "Recovery codes made", "Passkey removed: Kitchen <tablet>"),
    ]


def test_who_ticks_it_stays_signed_in_after_a_passkey(phone: Phone) -> None:
    phone.types_password()
    phone.adds_passkey("phone")
    phone.signs_out()
    phone.opens("/accounts/login/")
    phone.page.get_by_label("Stay signed in for two weeks").check()
    phone.presses("Sign in with a passkey")
    phone.is_in()
    assert is_kept(phone.page) is True


def test_with_a_passkey_the_password_alone_lets_nobody_in(phone: Phone) -> None:
    page = phone.page
    phone.types_password()
    phone.adds_passkey("phone")
    codes = page.locator(".recovery-codes code").all_inner_texts()
    phone.signs_out()
    phone.types_password()
    expect(page.get_by_role("heading", name="One more thing")).to_be_visible()
    assert violations(page) == []
    phone.presses("Use a passkey")
    phone.is_in()
    phone.signs_out()
    phone.types_password()
    page.get_by_label("Code").fill(codes[0])
    phone.presses("Sign in")
    phone.is_in()


def test_a_passkey_says_again_that_it_is_its_owner(phone: Phone) -> None:
    page = phone.page
    phone.types_password()
    phone.adds_passkey("phone")
    phone.opens("/accounts/again/passkey/?next=/accounts/own/")
    assert violations(page) == []
    phone.presses("Use a passkey")
    expect(page.get_by_role("heading", name="Your sign-in")).to_be_visible()


def test_a_passkey_that_does_not_ask_whose_it_is_signs_nobody_in(phone: Phone) -> None:
    phone.types_password()
    phone.adds_passkey("phone")
    phone.signs_out()
    phone.knows_its_owner(does=False)
    phone.opens("/accounts/login/")
    phone.presses("Sign in with a passkey")
    expect(phone.page.get_by_text("No passkey was used.")).to_be_visible()
    assert violations(phone.page) == []


def test_at_a_bare_address_no_passkey_is_offered_and_the_page_says_why(
    chromium: Browser, stack: Stack
) -> None:
    with opened_page(chromium) as page:
        phone = Phone(page, stack, host="127.0.0.1")
        phone.opens("/accounts/login/")
        expect(page.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)
        phone.types_password()
        phone.is_in()
        phone.opens("/accounts/own/")
        expect(page.get_by_text("reached by https and a name")).to_be_visible()
        expect(page.get_by_role("link", name="Add a passkey")).to_have_count(0)
        phone.opens("/accounts/own/passkeys/new/")
        expect(page.get_by_role("heading", name="Your sign-in")).to_be_visible()


def is_kept(page: Page) -> bool:
    """Say whether the session outlives the browser."""
    [cookie] = [each for each in page.context.cookies() if each.get("name") == "entracte_session"]
    return cookie.get("expires", -1) > 0

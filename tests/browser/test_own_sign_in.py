"""Does a person find their way through codes, recovery codes and sessions, in a real browser?"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.pages import opened_page
from tests.browser.people import HOST_EMAIL, Host, in_days
from tests.browser.stack import PASSWORD, Stack
from tests.second_factors import code_of, wrong_code_of

Members = Callable[..., Host]
OWNER = "owner@entracte.example"


@pytest.fixture
def opened(chromium: Browser, stack: Stack) -> Iterator[Callable[[], Page]]:
    """A maker of browsers in which nobody is signed in."""
    stack.sql("TRUNCATE restaurants_cache")
    with ExitStack() as browsers:
        yield lambda: browsers.enter_context(opened_page(chromium))


def types_password(page: Page, stack: Stack, email: str) -> None:
    page.goto(f"{stack.web}/accounts/login/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state("networkidle")


def test_an_owner_who_is_asked_for_a_second_factor_sets_up_codes_by_keyboard_and_goes_on(
    opened: Callable[[], Page], stack: Stack
) -> None:
    stack.sql("UPDATE restaurants_restaurant SET needs_second_factor = true")
    page = opened()
    types_password(page, stack, OWNER)
    expect(page.get_by_role("heading", name="A second factor first")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Set up an authenticator app").press("Enter")
    expect(page.get_by_role("img", name="The secret below")).to_be_visible()
    secret = page.locator("#secret").inner_text()
    page.get_by_label("Code").fill(wrong_code_of(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_text("This code is not right.")).to_be_visible()
    assert page.locator("#secret").inner_text() == secret
    assert violations(page) == []
    page.get_by_label("Code").fill(code_of(secret))
    page.keyboard.press("Enter")
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    assert violations(page) == []
    page.get_by_role("link", name="I have them").press("Enter")
    expect(page.get_by_text("The authenticator app is set up.")).to_be_visible()
    page.get_by_role("link", name="Back to the restaurant").press("Enter")
    expect(page.get_by_role("link", name="Tonight")).to_be_visible()
    # the next sign-in asks for a code
    other = opened()
    types_password(other, stack, OWNER)
    assert violations(other) == []
    other.get_by_label("Code").fill(code_of(secret))
    other.keyboard.press("Enter")
    expect(other.get_by_role("link", name="Tonight")).to_be_visible()


def test_a_press_after_the_restaurant_began_to_ask_keeps_the_page_and_leads_to_a_second_factor(
    members: Members, stack: Stack
) -> None:
    manager = members("manager")
    code = manager.takes(in_days(3, stack=stack), last_name="Riley")
    manager.open_booking(code)
    page = manager.page
    stack.sql("UPDATE restaurants_restaurant SET needs_second_factor = true")
    manager.press("Arrived")
    question = page.get_by_role("dialog", name="A second factor first")
    expect(question.get_by_role("link", name="Set one up")).to_be_focused()
    assert violations(page) == []
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    over = opened.value
    over.get_by_role("link", name="Set up an authenticator app").click()
    over.get_by_label("Code").fill(code_of(over.locator("#secret").inner_text()))
    over.get_by_role("button", name="Ask for its codes from now on").click()
    expect(over.get_by_role("heading", name="Recovery codes")).to_be_visible()
    over.close()
    page.keyboard.press("Escape")
    manager.press("Arrived")
    expect(manager.bar).to_contain_text("Ana Riley: arrived.")


def test_a_session_left_open_elsewhere_is_ended_from_ones_own_browser(
    opened: Callable[[], Page], stack: Stack
) -> None:
    here, bar, third = opened(), opened(), opened()
    for page in (bar, third, here):
        types_password(page, stack, HOST_EMAIL)
    here.goto(f"{stack.web}/accounts/own/")
    rows = here.locator(".sessions li").filter(has=here.get_by_text("Chrome on Linux"))
    expect(rows).to_have_count(3)
    expect(rows.first.get_by_text("this browser", exact=True)).to_be_visible()
    assert violations(here) == []
    rows.nth(1).get_by_role("button").press("Enter")
    expect(here.get_by_text("Signed out in 1 place.")).to_be_visible()
    expect(rows).to_have_count(2)
    here.get_by_role("button", name="Sign out everywhere else").press("Enter")
    expect(rows).to_have_count(1)
    for page in (bar, third):
        page.goto(f"{stack.web}/accounts/own/")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_the_menu_with_ones_name_leads_to_ones_own_sign_in(members: Members) -> None:
    host = members("host")
    host.opens()
    host.page.locator(".account > summary").click()
    host.page.get_by_role("link", name="Your sign-in").click()
    expect(host.page.get_by_role("heading", name="Your sign-in")).to_be_visible()
    for width in (390, 820, 1280):
        host.page.set_viewport_size({"width": width, "height": 900})
        assert host.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

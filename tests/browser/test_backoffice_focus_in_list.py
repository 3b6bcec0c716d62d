"""Does the focus stay in the list of a date: as it renews itself, at a press and its undo, at a booking?"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.people import Host, in_days
from tests.browser.stack import Stack

WIDTHS = (1280, 390)
RENEW = """() => new Promise((over) => {
    document.addEventListener("htmx:afterSettle", () => setTimeout(over), { once: true });
    htmx.ajax("GET", document.getElementById("list").getAttribute("hx-get"), "#list");
})"""


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')"))


@pytest.fixture
def host(members: Callable[..., Host], stack: Stack) -> Host:
    """A host before the list of a date with two parties."""
    host, day = members("host", reduced_motion="reduce"), in_days(3, stack=stack)
    for start, name in (("18:00", "Ashdown"), ("18:30", "Berg")):
        host.takes(day, start, last_name=name, email="")
    host.opens(f"bookings/?date={day}")
    return host


@pytest.fixture
def page(host: Host) -> Page:
    return host.page


def test_a_list_that_renews_itself_leaves_the_focus_on_its_control(page: Page) -> None:
    for control in (".quick button", ".name a", ".date-line .actions a"):
        page.locator(f"#list {control}").last.focus()
        before = focused(page)
        page.evaluate(RENEW)
        assert (focused(page), before != "") == (before, True)


def test_a_list_that_renews_itself_takes_the_focus_from_nowhere_else(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")
    page.evaluate(RENEW)
    assert page.evaluate("document.activeElement === document.body") is True


@pytest.mark.parametrize("width", WIDTHS)
def test_a_press_in_the_list_and_its_undo_leave_the_focus_in_the_book(
    host: Host, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.locator(".quick button", has_text="Ana Berg").focus()
    page.keyboard.press("Enter")
    undo = page.locator("#bars").get_by_role("button", name="Undo")
    undo.first.wait_for()
    assert "Ana Berg" in focused(page)
    host.rests()
    undo.first.focus()
    page.keyboard.press("Enter")
    undo.first.wait_for(state="detached")
    assert focused(page) != ""
    assert page.evaluate("document.activeElement === document.body") is False


@pytest.mark.parametrize("width", WIDTHS)
def test_an_opened_booking_begins_at_its_name_and_a_shut_one_leads_back_to_its_line(
    host: Host, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.locator("#list .name a", has_text="Ana Ashdown").focus()
    page.keyboard.press("Enter")
    page.locator("#beside h1").wait_for()
    page.wait_for_function("document.activeElement.tagName === 'H1'")
    assert focused(page) == "Ana Ashdown"
    page.keyboard.press("Escape")
    assert focused(page) == "Ana Ashdown"
    assert page.evaluate("document.activeElement.tagName") == "A"

"""Can every guest use the page of their booking, on every screen, by day and by night, without a script?"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from entracte.bookings.own_link import Opens
from tests.browser.axe import violations
from tests.browser.guest_links import own_page_of
from tests.browser.pages import opened_page
from tests.browser.people import ANA, Host, Visitor, in_days
from tests.browser.stack import Stack
from tests.browser.test_backoffice_pages import SMALLER_THAN_A_FINGER

WIDTHS = (320, 390, 820, 1280)
# a finger presses the words of a choice too
PRESSED = "a, button, input:not([type=radio]), label:has([type=radio]), select, textarea, summary"
LONG = "W" * 60
ANSWERED = (
    "INSERT INTO bookings_feedback (restaurant_id, booking_id, points, comment, given_at) "
    "SELECT restaurant_id, id, 4, %s, now() FROM bookings_booking WHERE code = %s"
)


@pytest.fixture(scope="module")
def addresses(chromium: Browser, installation: Stack, signed_in: Callable[[str], Any]) -> dict[str, str]:
    """The pages of a booking in each state, and of links that open nothing."""
    installation.begin_evening()
    with opened_page(chromium, storage_state=signed_in("host")) as page:
        host = Host(page, installation)
        host.opens()
        day = in_days(3, stack=installation)
        names = ("confirmed", "pending", "pending_payment", "cancelled")
        codes = {
            name: host.takes(day, f"{18 + number}:00", last_name=LONG if name == "pending" else name)
            for number, name in enumerate(names)
        }
        visits = {name: host.takes(in_days(4, stack=installation), name) for name in ("18:00", "20:00")}
    installation.sql("UPDATE bookings_booking SET requests = 'A quiet corner' || chr(10) || 'please'")
    installation.sql("UPDATE bookings_booking SET status = 'confirmed'")
    for name, code in codes.items():
        installation.sql("UPDATE bookings_booking SET status = %s WHERE code = %s", name, code)
    pages = {name: own_page_of(installation, code) for name, code in codes.items()}
    pages["when and where"] = own_page_of(installation, codes["confirmed"], Opens.WHEN_AND_WHERE)
    installation.sql(
        "UPDATE bookings_booking SET status = 'completed' WHERE code = ANY(%s)", [*visits.values()]
    )
    installation.sql(ANSWERED, LONG, visits["20:00"])
    questions = {"a question": visits["18:00"], "an answer": visits["20:00"], "no question": codes["pending"]}
    pages |= {name: own_page_of(installation, code, Opens.FEEDBACK) for name, code in questions.items()}
    pages["changing"] = f"{pages['confirmed']}/change"
    pages["a full date"] = f"{pages['confirmed']}/change?date={day.replace(year=day.year + 2)}&party_size=2"
    pages["a lost link"] = f"{installation.web}/b/"
    pages["a wrong link"] = f"{installation.web}/b/nothing"
    return pages


PAGES = (
    *("confirmed", "pending", "pending_payment", "cancelled", "changing", "a full date"),
    *("when and where", "a wrong link", "a lost link", "a question", "an answer", "no question"),
)


@pytest.fixture
def finger(chromium: Browser) -> Iterator[Page]:
    """A page of a browser with a finger."""
    with opened_page(chromium, has_touch=True, reduced_motion="reduce") as page:
        yield page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody_by_day_and_by_night_and_fits_screens_and_fingers(
    finger: Page, addresses: dict[str, str], name: str
) -> None:
    said: list[str] = []
    finger.on("console", lambda message: said.append(message.text))
    finger.goto(addresses[name])
    for width in WIDTHS:
        finger.set_viewport_size({"width": width, "height": 900})
        too_wide = finger.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (width, too_wide <= 0) == (width, True)
        assert finger.locator(PRESSED).evaluate_all(SMALLER_THAN_A_FINGER) == []
    for scheme in ("light", "dark"):
        finger.emulate_media(color_scheme=scheme)
        assert (scheme, violations(finger)) == (scheme, [])
    assert [text for text in said if "Content Security" in text] == []
    assert finger.context.cookies() == []


@pytest.mark.rule("D40")
def test_a_guest_is_erased_by_the_press_in_a_letter(page: Page, stack: Stack, host: Host) -> None:
    code, to = host.takes(in_days(3, stack=stack), email="erase.me@example.org"), "erase.me@example.org"
    stack.sql("UPDATE bookings_booking SET status = 'cancelled' WHERE code = %s", code)
    page.set_viewport_size({"width": 320, "height": 700})
    own = own_page_of(stack, code)
    page.goto(f"{own}/kept")
    assert violations(page) == []
    page.get_by_role("button", name="Erase me").press("Enter")
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    letter = stack.mailbox.letter(to=to, subject="erase what it keeps")
    [link] = {link for link in letter["links"] if "/k/" in link}
    page.goto(link)
    assert violations(page) == []
    page.get_by_role("button", name="Yes, erase me for good").press("Enter")
    expect(page.get_by_role("heading", name="You are erased")).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("heading", name="This link is used up")).to_be_visible()
    page.goto(own)
    expect(page.get_by_role("heading", name="This link opens nothing")).to_be_visible()


def test_the_card_of_the_form_leads_to_the_page(visitor: Visitor) -> None:
    visitor.arrive()
    visitor.add_tickets()
    visitor.book(ANA)
    with visitor.page.context.expect_page() as opened:
        visitor.widget.get_by_role("link", name="See, change or cancel").click()
    expect(opened.value.get_by_role("heading", name="Your table is booked")).to_be_visible()
    assert opened.value.evaluate("[document.referrer, window.opener]") == ["", None]
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.value.get_by_role("button", name="Tell the others").click()
    expect(opened.value.get_by_role("status")).to_contain_text("Copied: date, time and address.")
    copied = opened.value.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("The Prompt Side\n")
    assert "/b/" not in copied

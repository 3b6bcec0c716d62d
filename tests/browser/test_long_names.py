"""Does a name without a blank ever push a button off the screen, or make a page scroll sideways?

The pages are those of the URLconf, so that a new page is tried without being named.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.evening import Evening, evening_of
from tests.browser.pages import opened_page
from tests.browser.people import Typed, Visitor
from tests.browser.stack import Stack
from tests.browser.urlconf import PAGES, address_of

WIDTHS = (1280, 820, 390)
LONGEST = 160
NAMED = {
    "restaurants_restaurant": ("name", "address"),
    "restaurants_account": ("name",),
    "restaurants_widget": ("name",),
    "restaurants_edit": ("name", "editor"),
    "restaurants_entry": ("name", "words", '"by"'),
    "guests_guest": ("first_name", "last_name", "phone"),
    "guests_guestnote": ("text",),
    "bookings_booking": ("first_name", "last_name", "phone", "requests"),
    "bookings_bookingnote": ("text",),
    "bookings_block": ("reason",),
    "bookings_change": ("reason",),
    "dining_floorplan": ("name",),
    "dining_service": ("name",),
    "dining_closure": ("name",),
    "dining_specialday": ("name",),
    "dining_table": ("name", "section"),
    "dining_combination": ("name",),
}
WIDTH_OF = (
    "SELECT coalesce(character_maximum_length, %s) FROM information_schema.columns "
    "WHERE table_name = %s AND column_name = %s AND table_schema = 'public'"
)
# Each name differs from the others, since some may not stand twice.
WRITE = "UPDATE {0} SET {1} = left(repeat('W', {2} - 6) || lpad(id::text, 6, 'W'), {2})"

OFF_THE_SCREEN = """() => {
    const said = (one) => (one.textContent.trim() || one.name || one.className).slice(-40);
    const found = [...document.querySelectorAll("button, .button, a, input, select, textarea, summary")]
        .filter((one) => one.checkVisibility() && !one.closest(".unseen, .skip, .sprite, noscript"))
        .filter((one) => !one.classList.contains("skip"))
        .map((one) => [one, one.getBoundingClientRect()])
        .filter(([, box]) => box.width > 2 && (box.right > innerWidth + 1 || box.left < -1))
        .map(([one, box]) => `${one.tagName} ${said(one)}: ${box.left} to ${box.right}`);
    const wide = document.documentElement.scrollWidth - innerWidth;
    return wide > 0 ? [`scrolls by ${wide}`, ...found] : found;
}"""


def lengthen(stack: Stack) -> None:
    """Give everything the longest name that its column takes, without a place to break it."""
    for table, columns in NAMED.items():
        for column in columns:
            [(width,)] = stack.sql(WIDTH_OF, LONGEST, table, column.strip('"'))
            stack.sql(WRITE.format(table, column, min(width, LONGEST)))
    local, domain = "w" * 64, ".".join(("w" * 60, "w" * 60, "example"))
    for table in ("guests_guest", "bookings_booking"):
        stack.sql(f"UPDATE {table} SET email = id || %s", f"{local[:60]}@{domain}")
    # the web workers remember the rules by this number
    stack.sql("UPDATE restaurants_restaurant SET rules_version = rules_version + 1")


@pytest.fixture(scope="module")
def evening(chromium: Browser, installation: Stack, signed_in: Callable[[str], Any]) -> Iterator[Evening]:
    with evening_of(chromium, installation, signed_in("owner")) as evening:
        day = evening.keys["day"]
        table = evening.keys["table"]
        evening.host.sends(
            "bookings/blocks/",
            tables=table,
            first_time="10:00",
            last_time="11:00",
            first_date=day,
            last_date=day,
            reason="A broken chair",
        )
        lengthen(installation)
        yield evening


def off_the_screen(page: Page) -> list[str]:
    return [str(each) for each in page.evaluate(OFF_THE_SCREEN)]


def at_every_width(evening: Evening) -> list[tuple[int, str]]:
    found = []
    for width in WIDTHS:
        evening.shows("light", width)
        found += [(width, each) for each in off_the_screen(evening.page)]
    return found


@pytest.mark.parametrize("name", PAGES)
def test_no_page_of_the_back_office_scrolls_sideways_and_every_button_is_on_it(
    evening: Evening, name: str
) -> None:
    evening.page.goto(address_of(evening, name))
    evening.page.evaluate(
        "document.querySelectorAll('main details:not(.menu)').forEach((one) => one.open = true)"
    )
    assert at_every_width(evening) == []


@pytest.mark.parametrize("path", ["bookings/?date={day}", "bookings/{pending}/", "bookings/{crossed}/"])
def test_no_list_and_no_opened_booking_does(evening: Evening, path: str) -> None:
    evening.page.goto(evening.host.address(path.format(**evening.keys)))
    assert at_every_width(evening) == []


def test_what_a_press_brings_stays_on_the_screen(evening: Evening) -> None:
    page = evening.page
    page.goto(evening.host.address(f"bookings/?date={evening.keys['day']}"))
    page.locator(".quick button").first.click()
    page.locator("#bars .bar").first.wait_for()
    assert at_every_width(evening) == []


def test_no_screen_of_the_widget_does(evening: Evening, chromium: Browser) -> None:
    long = Typed("W" * 80, "W" * 80, f"{'w' * 60}@{'w' * 60}.example", "0117 496 0123")
    with opened_page(chromium) as page:
        visitor = Visitor(page, evening.host.stack)
        visitor.arrive()
        visitor.sign_in(Typed())
        visitor.add_tickets()
        visitor.widget.evaluate("element => element.scrollIntoView()")
        assert widget_at_every_width(visitor) == []
        visitor.choose()
        visitor.type_details(long)
        assert widget_at_every_width(visitor) == []
        visitor.submit()
        visitor.widget.get_by_role("heading", name="Your table is booked").wait_for()
        assert widget_at_every_width(visitor) == []


OFF_THE_WIDGET = """(element) => {
    const inside = element.getBoundingClientRect();
    const looked = "button, a, input, select, textarea, h1, h2, h3, p";
    const found = [...element.shadowRoot.querySelectorAll(looked)]
        .filter((one) => one.checkVisibility())
        .map((one) => [one, one.getBoundingClientRect()])
        .filter(([, box]) => box.width > 2 && (box.right > inside.right + 1 || box.left < inside.left - 1))
        .map(([one, box]) => `${one.tagName} ${one.textContent.slice(-40)}: ${box.left} to ${box.right}`);
    const wide = document.documentElement.scrollWidth - innerWidth;
    return wide > 0 ? [`scrolls by ${wide}`, ...found] : found;
}"""


def widget_at_every_width(visitor: Visitor) -> list[tuple[int, str]]:
    found = []
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitor.page.wait_for_timeout(100)
        found += [(width, str(each)) for each in visitor.widget.evaluate(OFF_THE_WIDGET)]
    return found

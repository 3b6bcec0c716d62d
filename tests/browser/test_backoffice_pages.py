"""Can every page of the back office be used by everybody, on every screen, by day and by night?"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.evening import Evening, Scheme, evening_of
from tests.browser.stack import Stack

ROOM = "/r/prompt-side/"
PAGES = {
    "sign-in": "/accounts/login/",
    "tonight": ROOM,
    "a date": ROOM + "bookings/?date={day}",
    "a date without bookings": ROOM + "bookings/?date={empty_day}",
    "an opened booking": ROOM + "bookings/{code}/",
    "a booking to confirm": ROOM + "bookings/{pending}/",
    "a booking that crossed": ROOM + "bookings/{crossed}/",
    "changing a booking": ROOM + "bookings/{code}/change/",
    "correcting a guest": ROOM + "bookings/{code}/correct/",
    "swapping tables": ROOM + "bookings/{code}/swap/",
    "blocked tables": ROOM + "bookings/blocks/",
    "why a time is missing": ROOM + "bookings/why/?date={day}&time=19:00&party_size=5",
    "new booking": ROOM + "bookings/new/?date={day}",
    "walk-in": ROOM + "bookings/walk-in/",
    "guests": ROOM + "guests/",
    "a guest": ROOM + "guests/{guest}/",
    "feedback": ROOM + "guests/feedback/",
    "floor": ROOM + "floor/",
    "a combination": ROOM + "floor/combinations/{combination}/",
    "dates": ROOM + "floor/dates/",
    "a closure": ROOM + "floor/closures/{closure}/",
    "a special day": ROOM + "floor/special-days/{special_day}/",
    "a service of a special day": ROOM + "floor/services/{special_service}/",
    "seating": ROOM + "floor/seating/",
    "bookings that no longer fit": ROOM + "bookings/no-longer-fit/",
    "a service": ROOM + "floor/services/{service}/",
    "a plan": ROOM + "floor/plans/{plan}/",
    "a table": ROOM + "floor/tables/{table}/",
    "set-up": ROOM + "set-up/",
    "letters": ROOM + "set-up/letters/",
    "wording": ROOM + "set-up/letters/wording/?letter=changed",
    "privacy": ROOM + "set-up/privacy/",
    "team": ROOM + "set-up/team/",
    "your letters": ROOM + "your-letters/",
    "who did what": ROOM + "set-up/history/",
    "sign-ins": ROOM + "set-up/history/sign-ins/",
    "widgets": ROOM + "set-up/widgets/",
    "a widget": ROOM + "set-up/widgets/{widget}/",
    "Spektrix": ROOM + "spektrix/",
    "activity": ROOM + "spektrix/activity/",
    "what crosses": ROOM + "spektrix/what-crosses/",
    "help": "/help/setting-up-the-sync/",
    "troubleshooting": "/help/troubleshooting/",
    "password": "/accounts/password/change/",
    "your sign-in": "/accounts/own/",
    "setting up codes": "/accounts/own/codes/",
    "signing in again": "/accounts/again/",
    "a page that is not there": ROOM + "floor/plans/nothing/",
}
# these show the evening or the hour at which they are opened
OF_TODAY = {"tonight", "a date", "new booking", "walk-in", "dates"}
WIDEST = 1280
LOOKS: tuple[tuple[Scheme, int], ...] = (("light", 390), ("dark", 390), ("dark", WIDEST), ("light", WIDEST))
WIDTHS = (WIDEST, 820, 390)
PRESSED = ".button, .quick button, .rail a.place, .pick, .tabs a, .menu > summary, .bar button"

SMALLER_THAN_A_FINGER = """all => all
    .filter((one) => one.checkVisibility() && !one.closest("noscript"))
    .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([, { width, height }]) => width < 44 || height < 44)
    .map(([text, { width, height }]) => `${text}: ${width} by ${height}`)"""


def opens(evening: Evening, name: str) -> None:
    """Open one page, with what a person would have pressed on it."""
    evening.shows("light", WIDEST)
    evening.page.goto(evening.host.stack.web + PAGES[name].format(**evening.keys))
    if name == "an opened booking":
        evening.page.get_by_label("More for this booking").click()
    if name == "Spektrix":
        evening.page.get_by_role("button", name="Test connection").click()
        expect(evening.page.get_by_text("It answers this browser.")).to_be_visible()
        evening.page.get_by_text("Attributes, test customer, API address").click()
    if name == "walk-in":
        evening.page.get_by_text("Name, contact and time at the table").click()


@pytest.fixture(scope="module")
def evening(chromium: Browser, installation: Stack, signed_in: Callable[[str], Any]) -> Iterator[Evening]:
    with evening_of(chromium, installation, signed_in("owner")) as evening:
        yield evening


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.dates] if name in OF_TODAY else []) for name in PAGES]
)
def test_a_page_is_for_everybody_by_day_and_by_night_and_fits_screens_and_fingers(
    evening: Evening, name: str
) -> None:
    opens(evening, name)
    for width in WIDTHS:
        evening.shows("light", width)
        too_wide = evening.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (width, too_wide <= 0) == (width, True)
    assert evening.page.locator(PRESSED).evaluate_all(SMALLER_THAN_A_FINGER) == []
    for scheme, width in LOOKS:
        evening.shows(scheme, width)
        found = violations(evening.page, colours_only=scheme == "dark")
        assert (scheme, width, found) == (scheme, width, [])


def test_an_opened_booking_begins_at_the_top_beside_the_search(evening: Evening) -> None:
    evening.page.goto(evening.host.address(f"bookings/{evening.keys['code']}/"))
    evening.shows("light", WIDEST)
    top = "(one) => one.getBoundingClientRect().top"
    beside, main = (evening.page.locator(each).evaluate(top) for each in ("#beside", "main"))
    misfits = evening.page.locator(".misfits-line").evaluate_all("all => all.length && all[0].offsetHeight")
    assert abs(beside - main - misfits) < 1


def test_one_heading_stands_above_an_empty_note(evening: Evening) -> None:
    evening.page.goto(evening.host.address(f"bookings/{evening.keys['pending']}/"))
    above = evening.page.locator("#beside :is(h2, label)").filter(has_text="ote")
    seen = above.evaluate_all("all => all.filter((one) => one.offsetWidth > 1).map((one) => one.textContent)")
    assert seen == ["Note for the team"]


def test_the_chosen_part_of_the_history_looks_chosen(evening: Evening) -> None:
    opens(evening, "sign-ins")
    of_parts = evening.page.locator("nav[aria-label='Parts of the history'] .button")
    weights = of_parts.evaluate_all("all => all.map((one) => getComputedStyle(one).fontWeight)")
    assert weights == ["400", "600"]


@pytest.mark.parametrize("name", ["who did what", "sign-ins", "team", "guests", "widgets", "floor"])
def test_a_table_keeps_the_names_of_its_columns_on_a_phone(evening: Evening, name: str) -> None:
    opens(evening, name)
    evening.shows("light", 390)
    unnamed = evening.page.locator(".plain-table tbody tr").evaluate_all(
        """rows => rows.flatMap((row) => [...row.cells].slice(1))
            .filter((cell) => cell.checkVisibility() && !cell.dataset.label)
            .filter((cell) => !cell.querySelector("button, a"))
            .map((cell) => cell.textContent.trim())"""
    )
    assert unnamed == []

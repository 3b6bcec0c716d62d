"""Can every page of the back office be used by everybody, on every screen, by day and by night?"""

from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.pages import opened_page
from tests.browser.people import ANA, Host, Visitor, in_days
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
    "swapping tables": ROOM + "bookings/{code}/swap/",
    "blocked tables": ROOM + "bookings/blocks/",
    "why a time is missing": ROOM + "bookings/why/?date={day}&time=19:00&party_size=5",
    "new booking": ROOM + "bookings/new/?date={day}",
    "walk-in": ROOM + "bookings/walk-in/",
    "guests": ROOM + "guests/",
    "a guest": ROOM + "guests/{guest}/",
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
    "team": ROOM + "set-up/team/",
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
Scheme = Literal["light", "dark"]
LOOKS: tuple[tuple[Scheme, int], ...] = (("light", 390), ("dark", 390), ("dark", WIDEST), ("light", WIDEST))
WIDTHS = (WIDEST, 820, 390)
PRESSED = ".button, .quick button, .rail a.place, .pick, .tabs a, .menu > summary, .bar button"

SMALLER_THAN_A_FINGER = """all => all
    .filter((one) => one.checkVisibility() && !one.closest("noscript"))
    .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([, { width, height }]) => width < 44 || height < 44)
    .map(([text, { width, height }]) => `${text}: ${width} by ${height}`)"""


class Evening:
    """A member before a book with something of everything in it."""

    def __init__(self, host: Host, keys: dict[str, str]) -> None:
        self.host, self.page, self.keys = host, host.page, keys

    def opens(self, name: str) -> None:
        """Open one page, with what a person would have pressed on it."""
        self.shows("light", WIDEST)
        self.page.goto(self.host.stack.web + PAGES[name].format(**self.keys))
        if name == "an opened booking":
            self.page.get_by_label("More for this booking").click()
        if name == "Spektrix":
            self.page.get_by_role("button", name="Test connection").click()
            expect(self.page.get_by_text("It answers this browser.")).to_be_visible()
            self.page.get_by_text("Attributes, test customer, API address").click()
        if name == "walk-in":
            self.page.get_by_text("Name, contact and time at the table").click()

    def shows(self, scheme: Scheme, width: int) -> None:
        """Change colours and width, and wait until they are drawn."""
        self.page.emulate_media(color_scheme=scheme)
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.evaluate(
            "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
        )


@pytest.fixture(scope="module")
def evening(chromium: Browser, installation: Stack, signed_in: Callable[[str], Any]) -> Iterator[Evening]:
    installation.begin_evening()
    options = {"storage_state": signed_in("owner"), "reduced_motion": "reduce", "has_touch": True}
    with opened_page(chromium, **options) as page:
        host = Host(page, installation)
        keys = _something_of_everything(host, Visitor(page.context.new_page(), installation))
        yield Evening(host, keys)


def _something_of_everything(host: Host, visitor: Visitor) -> dict[str, str]:
    stack = host.stack
    visitor.arrive()
    visitor.sign_in(ANA)
    visitor.add_tickets()
    crossed = visitor.book(ANA)
    visitor.page.close()
    stack.claim_of(crossed)
    host.opens()
    host.sends("bookings/walk-in/", party_size="2")
    host.sends("bookings/walk-in/", party_size="3", first_name="Ines", last_name="Duarte")
    host.sends(f"bookings/{crossed}/move/", to="completed", sure="yes", version="1")
    stack.handover_of(crossed, "written")
    day = in_days(3, stack=stack)
    people = ("Raman", "Ashdown", "Weiss", "Okonkwo", "Byrne", "Marchetti", "Clarke", "Berg")
    codes = {
        name: host.takes(day, f"{17 + place // 2}:{30 * (place % 2):02}", last_name=name, email="")
        for place, name in enumerate(people)
    }
    for name, steps in {
        "Raman": ("arrived", "seated"),
        "Ashdown": ("arrived",),
        "Byrne": ("no_show",),
        "Marchetti": ("cancelled",),
        "Clarke": ("completed",),
    }.items():
        for version, step in enumerate(steps, start=1):
            host.sends(f"bookings/{codes[name]}/move/", to=step, sure="yes", version=str(version))
    stack.sql("UPDATE bookings_booking SET status = 'pending' WHERE last_name = 'Weiss'")
    stack.sql("UPDATE bookings_booking SET status = 'pending_payment' WHERE last_name = 'Okonkwo'")
    host.sends(f"bookings/{codes['Ashdown']}/note/", note="By the window, and a high chair", version="2")

    def key_of(query: str) -> str:
        return str(stack.sql(query)[0][0])

    far, special = (in_days(days, stack=stack).isoformat() for days in (85, 80))
    host.takes(in_days(85, stack=stack), last_name="Nunes", email="")
    host.sends("floor/closures/new/", name="Boiler", first_date=far)
    host.sends("floor/special-days/new/", name="Gala", first_date=special)
    special_day, plan = (
        key_of("SELECT key FROM dining_specialday"),
        key_of("SELECT key FROM dining_floorplan"),
    )
    gala = {"name": "Gala dinner", "starts": "fixed", "fixed_starts": "18:00, 21:00", "plan": plan}
    numbers = {"notice_minutes": "60", "horizon_days": "90", "largest_party_online": "6"}
    turns = {"party_0": "8", "minutes_0": "150"}
    host.sends(f"floor/special-days/{special_day}/services/new/", **gala, **numbers, **turns, is_active="on")
    return {
        "day": day.isoformat(),
        "empty_day": in_days(90, stack=stack).isoformat(),
        "code": codes["Ashdown"],
        "pending": codes["Weiss"],
        "crossed": crossed,
        "guest": key_of("SELECT key FROM guests_guest WHERE last_name = 'Riley'"),
        "service": key_of("SELECT key FROM dining_service WHERE name = 'Dinner'"),
        "plan": key_of("SELECT key FROM dining_floorplan"),
        "table": key_of("SELECT key FROM dining_table WHERE name = '7'"),
        "widget": stack.widget,
        "combination": key_of("SELECT key FROM dining_combination"),
        "closure": key_of("SELECT key FROM dining_closure"),
        "special_day": special_day,
        "special_service": key_of("SELECT key FROM dining_service WHERE name = 'Gala dinner'"),
    }


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.dates] if name in OF_TODAY else []) for name in PAGES]
)
def test_a_page_is_for_everybody_by_day_and_by_night_and_fits_screens_and_fingers(
    evening: Evening, name: str
) -> None:
    evening.opens(name)
    for width in WIDTHS:
        evening.shows("light", width)
        too_wide = evening.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (width, too_wide <= 0) == (width, True)
    assert evening.page.locator(PRESSED).evaluate_all(SMALLER_THAN_A_FINGER) == []
    for scheme, width in LOOKS:
        evening.shows(scheme, width)
        found = violations(evening.page, colours_only=scheme == "dark")
        assert (scheme, width, found) == (scheme, width, [])

"""Which screens are drawn, by which address, and what was pressed on them before?"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

ROOM = "/r/prompt-side/"
Presses = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Screen:
    """One picture's name, address and presses; `{…}` stands for a key of the book."""

    name: str
    address: str
    presses: Presses | None = None


def button(name: str) -> Presses:
    """Return the press of a button."""
    return lambda page: page.get_by_role("button", name=name, exact=True).first.click()


def summary(text: str) -> Presses:
    """Return the press that opens a part of a page."""
    return lambda page: page.get_by_text(text).first.click()


def _open_menu(page: Page) -> None:
    page.get_by_label("More for this booking").click()


def _past_limit(page: Page) -> None:
    page.get_by_label("Table", exact=True).select_option(index=2)
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_label("Why all the same?")).to_be_visible()


def _complete_early(page: Page) -> None:
    page.get_by_label("More for this booking").click()
    page.get_by_role("button", name="Completed", exact=True).click()
    expect(page.get_by_role("button", name="Yes, completed")).to_be_visible()


def _look_up(page: Page) -> None:
    page.get_by_label("Find a guest").press_sequentially("ana ri")
    expect(page.locator("#found").get_by_role("button").first).to_be_visible()


def _wrong_password(page: Page) -> None:
    page.get_by_label("E-mail").fill("host@entracte.example")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state("networkidle")


def _test_connection(page: Page) -> None:
    page.get_by_role("button", name="Test connection").click()
    expect(page.get_by_text("It answers this browser.")).to_be_visible()
    page.get_by_text("Attributes, test customer, API address").click()


def _search_nothing(page: Page) -> None:
    with page.expect_response(lambda answer: "guests" in answer.url):
        page.get_by_role("searchbox").press_sequentially("zzz")
    page.wait_for_load_state("networkidle")


def _choose_hours(page: Page) -> None:
    page.locator("[name=closes][value=hours]").check(force=True)


def _fixed_starts(page: Page) -> None:
    page.get_by_label("At fixed times").check(force=True)
    page.get_by_label("Name", exact=True).fill("")
    page.get_by_role("button", name="Save service").click()
    page.wait_for_load_state("networkidle")


def _wrong_placeholder(page: Page) -> None:
    page.get_by_label("Greeting").fill("Dear {frist_name},")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Write {first_name}.")).to_be_visible()


def _arrive(page: Page) -> None:
    page.locator("#beside").get_by_role("button", name="Arrived", exact=True).click()
    expect(page.locator("#bars")).to_contain_text("arrived")


def _join_two(page: Page) -> None:
    page.get_by_label("7 2–4").check(force=True)
    page.get_by_label("13 4–6").check(force=True)


STRANGER = (
    Screen("sign-in", "/accounts/login/"),
    Screen("sign-in-refused", "/accounts/login/", _wrong_password),
    Screen("sign-up-closed", "/accounts/signup/"),
    Screen("password-forgotten", "/accounts/password/reset/"),
    Screen("invitation", "/accounts/invitation/{invitation}/"),
    Screen("invitation-refused", "/accounts/invitation/{invitation}/", button("Join the team")),
    Screen("invitation-over", "/accounts/invitation/nothing/"),
    Screen("new-password", "/accounts/new-password/{sign_in_link}/"),
)
HOST = (
    Screen("tonight-of-a-host", ROOM),
    Screen("guest-of-a-host", ROOM + "guests/{guest}/"),
    Screen("forbidden", ROOM + "floor/"),
)
OWNER = (
    Screen("restaurants", "/"),
    Screen("password", "/accounts/password/change/"),
    Screen("your-sign-in", "/accounts/own/"),
    Screen("passkey-new", "/accounts/own/passkeys/new/"),
    Screen("sign-in-again", "/accounts/again/"),
    Screen("sign-out", "/accounts/logout/"),
    Screen("not-found", ROOM + "floor/plans/nothing/"),
    Screen("help-sync", "/help/setting-up-the-sync/"),
    Screen("help-troubleshooting", "/help/troubleshooting/"),
    Screen("tonight", ROOM),
    Screen("tonight-account-menu", ROOM, lambda page: page.locator(".account > summary").click()),
    Screen("booking-late", ROOM + "bookings/{okonkwo}/"),
    Screen("booking-menu", ROOM + "bookings/{weiss}/", _open_menu),
    Screen("booking-seated", ROOM + "bookings/{ashdown}/"),
    Screen("booking-crossed", ROOM + "bookings/{crossed}/"),
    Screen("booking-pending", ROOM + "bookings/{kessler}/"),
    Screen("booking-payment", ROOM + "bookings/{moreau}/"),
    Screen("booking-cancelled", ROOM + "bookings/{brandt}/"),
    Screen("booking-shared", ROOM + "bookings/{byrne}/"),
    Screen("booking-completed-early", ROOM + "bookings/{verified}/", _complete_early),
    Screen("booking-change", ROOM + "bookings/{weiss}/change/"),
    Screen("booking-change-refused", ROOM + "bookings/{verified}/change/", _past_limit),
    Screen("booking-correct", ROOM + "bookings/{weiss}/correct/"),
    Screen("booking-swap", ROOM + "bookings/{weiss}/swap/"),
    Screen("bookings", ROOM + "bookings/?date={day}"),
    Screen("bookings-none", ROOM + "bookings/?date={empty_day}"),
    Screen("bookings-closed", ROOM + "bookings/?date={closed_day}"),
    Screen("misfits", ROOM + "bookings/no-longer-fit/"),
    Screen("blocks", ROOM + "bookings/blocks/", button("Block")),
    Screen("why", ROOM + "bookings/why/?date={day}&time=19:00&party_size=5"),
    Screen("why-not", ROOM + "bookings/why/?date={closed_day}&time=19:00&party_size=25"),
    Screen("new-booking", ROOM + "bookings/new/?date={day}", _look_up),
    Screen("new-booking-refused", ROOM + "bookings/new/?date={day}", button("Book the table")),
    Screen("walk-in", ROOM + "bookings/walk-in/", summary("Name, contact and time at the table")),
    Screen("guests", ROOM + "guests/"),
    Screen("guests-none", ROOM + "guests/", _search_nothing),
    Screen("feedback", ROOM + "guests/feedback/"),
    Screen("guest", ROOM + "guests/{guest}/"),
    Screen("guest-not-linked", ROOM + "guests/{other_guest}/"),
    Screen("floor", ROOM + "floor/"),
    Screen("plan", ROOM + "floor/plans/{plan}/"),
    Screen("table", ROOM + "floor/tables/{table}/"),
    Screen("table-refused", ROOM + "floor/tables/new/", button("Save table")),
    Screen("combination", ROOM + "floor/combinations/{combination}/"),
    Screen("combination-new", ROOM + "floor/combinations/new/", _join_two),
    Screen("service", ROOM + "floor/services/{service}/"),
    Screen("service-refused", ROOM + "floor/services/{service}/", _fixed_starts),
    Screen("service-of-a-special-day", ROOM + "floor/services/{special_service}/"),
    Screen("dates", ROOM + "floor/dates/"),
    Screen("closure", ROOM + "floor/closures/{closure}/", _choose_hours),
    Screen("special-day", ROOM + "floor/special-days/{special_day}/"),
    Screen("seating", ROOM + "floor/seating/"),
    Screen("set-up", ROOM + "set-up/"),
    Screen("letters", ROOM + "set-up/letters/"),
    Screen("wording", ROOM + "set-up/letters/wording/?letter=changed"),
    Screen("wording-refused", ROOM + "set-up/letters/wording/?letter=booked", _wrong_placeholder),
    Screen("privacy", ROOM + "set-up/privacy/"),
    Screen("team", ROOM + "set-up/team/"),
    Screen("history", ROOM + "set-up/history/"),
    Screen("history-sign-ins", ROOM + "set-up/history/sign-ins/"),
    Screen("widgets", ROOM + "set-up/widgets/"),
    Screen("widget", ROOM + "set-up/widgets/{widget}/"),
    Screen("widget-new-refused", ROOM + "set-up/widgets/new/", button("Make the widget")),
    Screen("spektrix", ROOM + "spektrix/", _test_connection),
    Screen("activity", ROOM + "spektrix/activity/"),
    Screen("what-crosses", ROOM + "spektrix/what-crosses/"),
)
# what changes the book comes last
CHANGING = (Screen("tonight-undo", ROOM + "bookings/{okonkwo}/", _arrive),)
PRINTED = (Screen("tonight", ROOM), Screen("bookings", ROOM + "bookings/?date={day}"))

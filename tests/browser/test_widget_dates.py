"""Which date does the widget arrive at, and what does it say where that date has no table?"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.people import ANA, ZONE, Visitor, as_written, in_days
from tests.browser.stack import Stack
from tests.moments import clock_offset_seconds

NO_DATE = "Choose a date"


def close(stack: Stack, on: date) -> None:
    query = "UPDATE dining_service SET weekdays = array_remove(weekdays, %s)"
    stack.edit(query, on.weekday())


def fill(stack: Stack, on: date) -> None:
    """Let one booking hold every table of that day."""
    stack.book_by_api(on, "12:00" if on.weekday() >= 2 else "18:00", party_size=2)
    stack.sql("DELETE FROM bookings_bookedtable")
    stack.sql(
        "INSERT INTO bookings_bookedtable (restaurant_id, booking_id, table_id, is_shared, span) "
        "SELECT t.restaurant_id, b.id, t.id, false, tstzrange(%s::timestamptz, %s::timestamptz) "
        "FROM dining_table t, bookings_booking b",
        f"{on}T06:00Z",
        f"{on + timedelta(days=1)}T04:00Z",
    )


def ask_for_notice(stack: Stack, on: date) -> None:
    stack.edit("UPDATE dining_service SET notice_minutes = %s", ((on - stack.today()).days + 1) * 24 * 60)


def look_ahead_one_day(stack: Stack, on: date) -> None:
    stack.edit("UPDATE dining_service SET horizon_days = 1")


@pytest.mark.rule("D11")
@pytest.mark.parametrize(
    "made_so,sentence",
    [
        (close, "The restaurant is closed on {date}."),
        (fill, "No table for 2 is left on {date}."),
        (ask_for_notice, "It is too late to book {date} online."),
        (look_ahead_one_day, "{date} is too far ahead: bookings are not open yet."),
    ],
)
def test_a_show_date_that_cannot_be_booked_stays_and_says_why(
    visitor: Visitor, stack: Stack, made_so: Callable[[Stack, date], None], sentence: str
) -> None:
    performance, show = stack.performance(days_ahead=3)
    made_so(stack, show)
    visitor.arrive(looks=False)
    visitor.put_in_basket(performance)
    visitor.place_widget()
    expect(visitor.selected_date()).to_have_text(as_written(show))
    expect(visitor.widget.get_by_text(sentence.format(date=as_written(show)))).to_be_visible()
    expect(visitor.widget.get_by_role("status")).to_have_text(
        sentence.format(date=f"{show:%A} {show.day} {show:%B} {show.year}")
    )
    nearest = visitor.widget.get_by_role("group", name="Nearest dates with a table").get_by_role("button")
    expect(nearest.first).to_be_visible()
    assert 1 <= nearest.count() <= 3
    picked = nearest.first.text_content() or ""
    nearest.first.click()
    expect(visitor.selected_date()).to_have_text(picked)
    expect(visitor.widget.get_by_role("button", name=re.compile(r"^\d\d:\d\d")).first).to_be_visible()


def leave_the_late_hours(stack: Stack, on: date) -> None:
    """Let one booking hold every table of that day but for the last starts."""
    fill(stack, on)
    stack.sql(
        "UPDATE bookings_bookedtable SET span = tstzrange(lower(span), %s)",
        datetime.combine(on, time(21), ZONE),
    )


def test_a_date_with_few_times_left_says_so_by_ear_and_by_its_outline(visitor: Visitor, stack: Stack) -> None:
    few, many = in_days(3, stack=stack), in_days(4, stack=stack)
    leave_the_late_hours(stack, few)
    visitor.arrive()
    visitor.pick_date(many)
    visitor.widget.locator("#date").click()
    visitor.turn_to(few)
    day = visitor.widget.locator(f"[data-date='{few}']")
    expect(day).to_have_accessible_name(f"{few:%A} {few.day} {few:%B} {few.year}, few left")
    expect(day).to_have_css("border-style", "dashed")
    expect(visitor.widget.get_by_text("Outlined dates have tables, dashed ones few.")).to_be_visible()
    day.click()
    expect(visitor.widget.get_by_role("button", name=re.compile(r"^21:\d\d")).first).to_be_visible()


def test_a_closed_date_shows_the_opening_hours_where_the_restaurant_wrote_some(
    visitor: Visitor, stack: Stack
) -> None:
    on = in_days(3, stack=stack)
    close(stack, on)
    visitor.arrive()
    visitor.pick_date(on)
    expect(visitor.widget.get_by_text(f"The restaurant is closed on {as_written(on)}.")).to_be_visible()
    expect(visitor.widget.get_by_role("heading", name="Opening hours")).to_have_count(0)
    stack.sql("UPDATE restaurants_restaurant SET opening_hours = E'Dinner from 17:00\nClosed on Mondays'")
    visitor.arrive()
    visitor.pick_date(on)
    expect(visitor.widget.get_by_role("heading", name="Opening hours")).to_be_visible()
    expect(visitor.widget.get_by_text("Closed on Mondays")).to_have_css("white-space", "pre-line")


@pytest.mark.rule("D12")
@pytest.mark.parametrize("expand", [True, False])
def test_a_cancelled_performance_is_skipped(visitor: Visitor, stack: Stack, expand: bool) -> None:
    cancelled, _ = stack.performance(days_ahead=3)
    other, show = stack.performance(days_ahead=6)
    visitor.arrive(looks=False)
    visitor.put_in_basket(other, cancelled)
    stack.control("POST", f"instances/{cancelled}", {"cancelled": True})
    stack.control("POST", "switches", {"expand": expand})
    visitor.place_widget()
    expect(visitor.selected_date()).to_have_text(as_written(show))
    asked = [call for call in stack.calls("web") if "/instances/" in call["path"]]
    assert len(asked) == (0 if expand else 2)
    stack.control("POST", f"instances/{other}", {"cancelled": True})
    visitor.place_widget()
    expect(visitor.widget.get_by_role("grid")).to_be_visible()
    expect(visitor.selected_date()).to_have_text(NO_DATE)


@pytest.mark.rule("D12")
def test_a_past_performance_is_skipped(visitor: Visitor, stack: Stack) -> None:
    stack.control("POST", "clock", {"offset_seconds": clock_offset_seconds() - 4 * 24 * 3600})
    day = stack.today() - timedelta(days=2)
    past = next(identity for identity, start in stack.performances() if start.date() == day)
    coming, show = stack.performance(days_ahead=3)
    visitor.arrive(looks=False)
    visitor.put_in_basket(past, coming)
    visitor.place_widget()
    expect(visitor.selected_date()).to_have_text(as_written(show))


@pytest.mark.rule("D12")
def test_a_basket_without_tickets_leaves_the_date_open(visitor: Visitor) -> None:
    visitor.arrive()
    visitor.sign_in(ANA)
    visitor.widget.evaluate("element => element.scrollIntoView()")
    expect(visitor.widget.get_by_role("grid")).to_be_visible()
    expect(visitor.selected_date()).to_have_text(NO_DATE)
    expect(visitor.widget.get_by_text("We picked the date of your show.")).to_be_hidden()


@pytest.mark.rule("D12")
@pytest.mark.parametrize("with_z", [True, False])
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_the_date_is_that_of_the_ticket_whatever_the_browsers_zone(
    visitors: Callable[..., Visitor], stack: Stack, zone: str, with_z: bool
) -> None:
    stack.sql("UPDATE restaurants_widget SET shows_curtain = true")
    stack.control("POST", "switches", {"start_utc_with_z": with_z})
    performance, show = stack.performance(days_ahead=3)
    visitor = visitors(timezone_id=zone)
    visitor.arrive(looks=False)
    visitor.put_in_basket(performance)
    visitor.place_widget()
    expect(visitor.selected_date()).to_have_text(as_written(show))
    expect(visitor.widget.get_by_text("Curtain up at 19:30.")).to_be_visible()
    expect(visitor.widget.get_by_role("button", name="18:00 too tight")).to_be_visible()
    visitor.choose("18:00")
    label = f"Book a table for 2, {as_written(show)}, 18:00"
    expect(visitor.widget.get_by_role("button", name=label)).to_be_visible()


@pytest.mark.rule("D13")
@pytest.mark.parametrize(
    "kind,said",
    [
        ("slow", "no answer within 4 seconds"),
        ("empty_basket_404", "no basket, or nothing in it"),
        ("404", "no basket, or nothing in it"),
        ("cut_off", "could not be read"),
        ("not_json", "the answer is not JSON"),
        ("403", "Domain Specific Config"),
        ("429", "Spektrix answered HTTP 429"),
        ("500", "Spektrix answered HTTP 500"),
    ],
)
def test_a_basket_that_cannot_be_read_is_as_none_and_said_in_the_console_only(
    visitor: Visitor, stack: Stack, kind: str, said: str
) -> None:
    visitor.arrive(looks=False)
    visitor.sign_in(ANA)
    if kind != "empty_basket_404":
        visitor.put_in_basket(stack.performance(days_ahead=3)[0])
    stack.fault(kind=kind, mode="web", match="basket", seconds=6)
    visitor.said_in_console.clear()
    visitor.place_widget()
    expect(visitor.widget.get_by_role("grid")).to_be_visible()
    expect(visitor.selected_date()).to_have_text(NO_DATE)
    expect(visitor.widget.get_by_role("alert")).to_have_count(0)
    assert any(said in line for line in visitor.said_in_console if line.startswith("Entracte: "))
    whole = " ".join(visitor.said_in_console)
    basket = stack.control("GET", "state")["baskets"][0]
    assert not any(secret in whole for secret in (*ANA.__dict__.values(), basket["id"]))

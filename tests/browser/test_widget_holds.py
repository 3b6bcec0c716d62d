"""Is the chosen time kept while the guest types, and does nobody notice where it cannot be?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.people import ANA, BEN, Visitor, in_days
from tests.browser.stack import Stack, until

BOOKED = "Your table is booked"
DETAILS = "Your details"
ENDED = "The hold has ended; the table may still be free."


@pytest.fixture
def day(stack: Stack) -> date:
    """A day with one place left for a party of eight at six."""
    on = in_days(3, stack=stack)
    stack.book_by_api(on, "18:00", party_size=8)
    return on


def look_for_eight(visitor: Visitor, on: date) -> Visitor:
    visitor.arrive()
    visitor.widget.get_by_label("Party size").select_option("8")
    visitor.pick_date(on)
    expect(visitor.widget.get_by_role("button", name="21:00")).to_be_visible()
    return visitor


def six(visitor: Visitor) -> Locator:
    return visitor.widget.get_by_role("button", name="18:00", exact=True)


def is_held(visitor: Visitor) -> Locator:
    return visitor.widget.locator("section").get_by_text("Held for you for")


def count(stack: Stack, table: str) -> int:
    [[number]] = stack.sql(f"SELECT count(*) FROM {table}")
    return int(number)


def test_the_last_table_is_held_for_who_types_and_nobody_else_sees_it(
    visitors: Callable[..., Visitor], stack: Stack, day: date
) -> None:
    ana = look_for_eight(visitors(timezone_id="Asia/Tokyo"), day)
    ana.choose()
    expect(is_held(ana)).to_be_visible()
    expect(is_held(ana)).to_have_text("Held for you for 5 more minutes.")
    ben = look_for_eight(visitors(width=390), day)
    expect(six(ben)).to_have_count(0)
    ana.type_details(ANA)
    ana.submit()
    expect(ana.widget.get_by_role("heading", name=BOOKED)).to_be_visible()
    assert (count(stack, "bookings_booking"), count(stack, "bookings_hold")) == (2, 0)


def test_going_back_gives_the_time_up_and_shows_it_among_those_that_are_left(
    visitors: Callable[..., Visitor], stack: Stack, day: date
) -> None:
    ana = look_for_eight(visitors(), day)
    ana.choose()
    expect(is_held(ana)).to_be_visible()
    ana.widget.get_by_role("button", name="Change party, date or time").click()
    until(lambda: count(stack, "bookings_hold") == 0, what="the hold to be given up")
    expect(six(ana)).to_be_visible()
    ana.choose("21:00")
    expect(is_held(ana)).to_be_visible()
    assert count(stack, "bookings_hold") == 1
    ben = look_for_eight(visitors(), day)
    expect(six(ben)).to_be_visible()


def test_a_time_that_went_before_it_was_chosen_is_shown_at_once(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    look_for_eight(visitor, day)
    stack.book_by_api(day, "18:00", party_size=8)
    visitor.choose()
    shown = visitor.widget.get_by_role("alert")
    expect(shown).to_have_text("18:00 has just gone. Here are the times that are left.")
    expect(shown).to_be_focused()
    expect(six(visitor)).to_have_count(0)
    expect(visitor.widget.get_by_role("heading", name=DETAILS)).to_have_count(0)


def soon_over(route: Route) -> None:
    """Let the answer on the wire say that the hold lasts a second."""
    answer = route.fetch()
    route.fulfill(response=answer, json={**answer.json(), "seconds": 1})


def test_a_hold_that_ended_is_said_quietly_and_the_guest_books_all_the_same(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    visitor.page.route("**/holds", soon_over)
    look_for_eight(visitor, day).choose()
    expect(visitor.widget.locator("section").get_by_text(ENDED)).to_be_visible()
    expect(visitor.widget.get_by_role("status")).to_have_text(ENDED)
    expect(visitor.widget.get_by_role("alert")).to_have_count(0)
    stack.sql("UPDATE bookings_hold SET expires_at = expires_at - interval '1 hour'")
    visitor.type_details(BEN)
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()


def refuse(status: int, code: str) -> Callable[[Stack], Callable[[Route], None]]:
    def answers(stack: Stack) -> Callable[[Route], None]:
        headers = {"Access-Control-Allow-Origin": stack.theatre}
        body: dict[str, Any] = {"code": code, "message": "No.", "fields": {}}
        return lambda route: route.fulfill(status=status, headers=headers, json=body)

    return answers


@pytest.mark.parametrize(
    "trouble",
    [
        refuse(429, "too_many"),
        refuse(409, "not_held"),
        refuse(422, "off_grid"),
        refuse(503, "unavailable"),
        refuse(404, "unknown_call"),
        lambda stack: lambda route: route.abort(),
    ],
    ids=["too many", "needs room", "refused", "outage", "older server", "no answer"],
)
def test_where_nothing_can_be_held_the_guest_never_notices(
    visitor: Visitor, stack: Stack, day: date, trouble: Callable[[Stack], Callable[[Route], None]]
) -> None:
    visitor.page.route("**/holds", trouble(stack))
    look_for_eight(visitor, day).choose()
    visitor.type_details(ANA)
    expect(visitor.widget.get_by_role("heading", name=DETAILS)).to_be_visible()
    expect(is_held(visitor)).to_have_count(0)
    expect(visitor.widget.get_by_role("alert")).to_have_count(0)
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()


def test_an_answer_about_the_hold_that_was_lost_does_not_keep_the_guest_from_their_own_table(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    visitor.page.route("**/holds", lose)
    look_for_eight(visitor, day)
    with visitor.page.expect_event("requestfailed", lambda request: request.url.endswith("/holds")):
        visitor.choose()
    assert count(stack, "bookings_hold") == 1
    visitor.type_details(ANA)
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()
    assert count(stack, "bookings_hold") == 0


def test_a_restaurant_without_holds_is_not_asked_for_any(visitor: Visitor, stack: Stack, day: date) -> None:
    stack.sql("UPDATE restaurants_restaurant SET hold_minutes = 0")
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    look_for_eight(visitor, day)
    visitor.book(ANA)
    assert not any("/holds" in url for url in asked)


def test_a_hold_leaves_nothing_but_the_visitors_word_in_the_tab(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    look_for_eight(visitor, day).choose()
    expect(is_held(visitor)).to_be_visible()
    [[word]] = stack.sql("SELECT visitor FROM bookings_hold")
    assert visitor.page.evaluate("localStorage.length") == 0
    kept = visitor.page.evaluate("({ ...sessionStorage })")
    assert list(kept) == [f"entracte {stack.widget}"]
    assert f'"word":"{word}"' in kept[f"entracte {stack.widget}"]
    assert word not in str(visitor.page.context.cookies())
    assert word not in visitor.page.content()

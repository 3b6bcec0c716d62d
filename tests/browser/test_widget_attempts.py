"""Is one attempt one booking, and does the next visitor see nothing of the last?"""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.people import ANA, BEN, Visitor, as_written, in_days
from tests.browser.stack import Stack, until

BOOKED = "Your table is booked"
LABELS = ("First name", "Last name", "E-mail", "Phone", "Requests")
MINUTE = 60_000
pytestmark = pytest.mark.rule("D23")


@pytest.fixture
def day(visitor: Visitor, stack: Stack) -> date:
    """A visitor stands before the times of a day, three days ahead."""
    return look_at_times(visitor, stack)


def look_at_times(visitor: Visitor, stack: Stack) -> date:
    on = in_days(3, stack=stack)
    visitor.arrive()
    visitor.pick_date(on)
    return on


def lose_answers(visitor: Visitor, times: int = 1) -> None:
    """Let the server answer a submit, and lose that on the way."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    visitor.page.route("**/bookings", lose, times=times)


def heading(visitor: Visitor, name: str = BOOKED) -> Locator:
    return visitor.widget.get_by_role("heading", name=name)


def try_in_vain(visitor: Visitor, start: str = "18:00") -> None:
    """Choose, type and submit; the table is booked and the answer lost."""
    lose_answers(visitor)
    visitor.choose(start)
    visitor.type_details(ANA)
    visitor.submit()
    expect(visitor.widget.get_by_role("alert")).to_contain_text("you will not be booked twice")


def look_again(visitor: Visitor) -> None:
    """Load the theatre's page again, and look at its widget."""
    visitor.page.reload()
    visitor.page.wait_for_selector("body[data-state=ready]")
    visitor.widget.evaluate("element => element.scrollIntoView()")


def bookings(stack: Stack) -> list[tuple[Any, ...]]:
    return stack.sql("SELECT email, phone, requests FROM bookings_booking ORDER BY id")


def typed_in(visitor: Visitor) -> list[str]:
    return [visitor.widget.get_by_label(label).input_value() for label in LABELS]


def stored(visitor: Visitor) -> dict[str, Any]:
    kept = visitor.page.evaluate("({ ...sessionStorage })")
    text = kept.get(f"entracte {visitor.stack.widget}", "{}")
    return dict(json.loads(text))


@pytest.mark.parametrize(
    "label,text,named",
    [
        ("Phone", "0117 496 0102", "phone"),
        ("E-mail", "ana.r@example.org", "e-mail"),
        ("Requests", "A high chair", "requests"),
    ],
)
def test_a_field_mended_after_a_lost_answer_makes_no_second_booking(
    visitor: Visitor, stack: Stack, day: date, label: str, text: str, named: str
) -> None:
    try_in_vain(visitor)
    visitor.widget.get_by_label(label).fill(text)
    visitor.widget.get_by_role("button", name="Try again").click()
    expect(heading(visitor)).to_be_focused()
    note = f"This is what was booked first. Not taken over: {named}."
    expect(visitor.widget.get_by_text(note)).to_be_visible()
    expect(visitor.widget.get_by_text("Any question? Call")).to_be_visible()
    visitor.code()
    assert bookings(stack) == [(ANA.email, ANA.phone, "")]


def test_a_lost_answer_and_a_reload_make_one_booking(visitor: Visitor, stack: Stack, day: date) -> None:
    try_in_vain(visitor)
    look_again(visitor)
    expect(heading(visitor, "Your details")).to_be_visible()
    assert typed_in(visitor) == [ANA.first_name, ANA.last_name, ANA.email, ANA.phone, ""]
    visitor.submit()
    expect(heading(visitor)).to_be_visible()
    visitor.code()
    assert len(bookings(stack)) == 1


def test_a_lost_answer_and_a_reload_with_another_phone_make_one_booking(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    try_in_vain(visitor)
    look_again(visitor)
    visitor.type_details(replace(ANA, phone="0117 496 0102"))
    visitor.submit()
    expect(visitor.widget.get_by_text("Not taken over: phone.")).to_be_visible()
    assert bookings(stack) == [(ANA.email, ANA.phone, "")]


@pytest.mark.parametrize("reloads", [False, True])
def test_another_start_after_a_lost_answer_makes_one_booking(
    visitor: Visitor, stack: Stack, day: date, reloads: bool
) -> None:
    try_in_vain(visitor)
    if reloads:
        look_again(visitor)
    visitor.widget.get_by_role("button", name="Change party, date or time").click()
    visitor.choose("21:00")
    visitor.submit()
    expect(heading(visitor)).to_be_focused()
    expect(visitor.widget.get_by_text("Your first try was booked after all")).to_be_visible()
    expect(visitor.widget.get_by_text("18:00 · 2 people")).to_be_visible()
    visitor.code()
    assert len(bookings(stack)) == 1


def test_where_the_first_try_never_arrived_another_start_is_booked(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    visitor.page.route("**/bookings", lambda route: route.abort(), times=1)
    visitor.choose("18:00")
    visitor.type_details(ANA)
    visitor.submit()
    expect(visitor.widget.get_by_role("alert")).to_be_visible()
    visitor.widget.get_by_role("button", name="Change party, date or time").click()
    visitor.choose("21:00")
    visitor.submit()
    expect(visitor.widget.get_by_text("21:00 · 2 people")).to_be_visible()
    assert len(bookings(stack)) == 1


def test_while_nobody_can_say_what_became_of_the_first_no_other_is_begun(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    try_in_vain(visitor)
    visitor.widget.get_by_role("button", name="Change party, date or time").click()
    visitor.choose("21:00")
    visitor.page.route("**/attempt", lambda route: route.abort(), times=1)
    visitor.submit()
    expect(visitor.widget.get_by_role("alert")).to_contain_text("No answer came.")
    assert len(bookings(stack)) == 1
    visitor.widget.get_by_role("button", name="Try again").click()
    expect(visitor.widget.get_by_text("18:00 · 2 people")).to_be_visible()
    assert len(bookings(stack)) == 1


def test_the_last_table_that_the_lost_answer_booked_is_not_said_to_be_gone(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    stack.book_by_api(day, "18:00", party_size=8)
    visitor.widget.get_by_label("Party size").select_option("8")
    try_in_vain(visitor)
    look_again(visitor)
    expect(heading(visitor)).to_be_visible()
    visitor.code()
    assert len(bookings(stack)) == 2


def test_a_booking_that_staff_cancelled_may_be_made_again(visitor: Visitor, stack: Stack, day: date) -> None:
    try_in_vain(visitor)
    stack.sql("DELETE FROM bookings_bookedtable")
    stack.sql("UPDATE bookings_booking SET status = 'cancelled'")
    visitor.widget.get_by_role("button", name="Try again").click()
    expect(heading(visitor)).to_be_visible()
    visitor.code()
    statuses = stack.sql("SELECT status FROM bookings_booking ORDER BY id")
    assert statuses == [("cancelled",), ("confirmed",)]


def test_the_tab_keeps_what_was_chosen_and_typed_but_for_the_requests(visitor: Visitor, stack: Stack) -> None:
    visitor.arrive()
    visitor.sign_in(ANA)
    on = visitor.add_tickets()
    expect(visitor.selected_date()).to_have_text(as_written(on))
    assert stored(visitor) == {}
    visitor.choose("18:00")
    visitor.type_details(BEN)
    visitor.widget.get_by_label("Requests").fill("COELIAC, SEVERE")
    kept = stored(visitor)
    assert set(kept) == {"word", "at", "slot", "typed"}
    assert set(kept["slot"]) == {"starts_at", "party_size", "service_key"}
    assert set(kept["typed"].values()) == {BEN.first_name, BEN.last_name, BEN.email, BEN.phone}
    visitor.submit()
    expect(heading(visitor)).to_be_visible()
    kept = stored(visitor)
    assert set(kept) == {"word", "at", "card"}
    assert set(kept["card"]) == {"code", "status", "starts_at", "ends_at", "party_size", "link", "note"}


def test_a_date_that_the_guest_chose_outlives_a_reload_and_the_basket(visitor: Visitor, stack: Stack) -> None:
    visitor.arrive()
    of_show = visitor.add_tickets()
    expect(visitor.selected_date()).to_have_text(as_written(of_show))
    chosen = in_days(9, stack=stack)
    visitor.pick_date(chosen)
    visitor.widget.get_by_label("Party size").select_option("4")
    read_before = visitor.read_baskets()
    look_again(visitor)
    expect(visitor.selected_date()).to_have_text(as_written(chosen))
    until(lambda: visitor.read_baskets() == read_before + 1, what="the basket to be read again")
    expect(visitor.selected_date()).to_have_text(as_written(chosen))
    expect(visitor.widget.get_by_label("Party size")).to_have_value("4")
    expect(visitor.widget.get_by_text("We picked the date of your show.")).to_be_hidden()


def sees_nothing_of(visitor: Visitor, gone: date) -> None:
    expect(heading(visitor, "Book a table at")).to_be_visible()
    inside = visitor.inside()
    assert as_written(gone) not in inside
    assert not any(text in inside for text in (ANA.email, ANA.phone, ANA.last_name))
    heading(visitor, "Book a table at").click()
    visitor.pick_date(gone)
    visitor.choose("20:00")
    assert typed_in(visitor) == [""] * len(LABELS)


@pytest.mark.parametrize("leaves", ["reload", "stay"])
def test_who_comes_after_half_an_hour_sees_nothing_of_the_last(
    visitor: Visitor, stack: Stack, leaves: str
) -> None:
    visitor.page.clock.install()
    day = look_at_times(visitor, stack)
    visitor.choose("18:00")
    visitor.type_details(ANA)
    visitor.widget.get_by_label("Requests").fill("COELIAC, SEVERE")
    visitor.page.clock.fast_forward(31 * MINUTE)
    if leaves == "reload":
        look_again(visitor)
    sees_nothing_of(visitor, day)
    assert ANA.email not in json.dumps(stored(visitor))


def test_the_card_of_a_booked_table_is_gone_after_a_quarter_of_an_hour(
    visitor: Visitor, stack: Stack
) -> None:
    visitor.page.clock.install()
    day = look_at_times(visitor, stack)
    code = visitor.book(ANA)
    visitor.page.clock.fast_forward(10 * MINUTE)
    look_again(visitor)
    visitor.widget.get_by_text(code).click()
    visitor.page.clock.fast_forward(6 * MINUTE)
    expect(visitor.widget.get_by_text(code)).to_have_count(0)
    visitor.page.go_back()
    visitor.page.go_forward()
    expect(visitor.widget.get_by_text(code)).to_have_count(0)
    sees_nothing_of(visitor, day)


def test_start_again_forgets_and_so_does_another_booking(visitor: Visitor, stack: Stack, day: date) -> None:
    visitor.choose("18:00")
    visitor.type_details(ANA)
    visitor.widget.get_by_role("button", name="Start again").click()
    expect(heading(visitor, "Book a table at")).to_be_focused()
    sees_nothing_of(visitor, day)
    visitor.type_details(ANA)
    visitor.submit()
    expect(heading(visitor)).to_be_visible()
    visitor.widget.get_by_role("button", name="Book another table").click()
    sees_nothing_of(visitor, day)
    visitor.type_details(BEN)
    visitor.submit()
    expect(heading(visitor)).to_be_visible()
    assert [row[0] for row in bookings(stack)] == [ANA.email, BEN.email]


@pytest.mark.parametrize(
    "block",
    [
        "for (const name of ['getItem', 'setItem', 'removeItem'])",
        "for (const name of ['setItem'])",
    ],
    ids=["blocked", "full"],
)
def test_where_nothing_can_be_stored_one_attempt_is_still_one_booking(
    visitor: Visitor, stack: Stack, block: str
) -> None:
    visitor.page.add_init_script(
        f"""{block} {{
            const real = Storage.prototype[name];
            Storage.prototype[name] = function (key, ...others) {{
                if (key.startsWith("entracte")) throw new DOMException("no", "SecurityError");
                return real.call(this, key, ...others);
            }};
        }}"""
    )
    look_at_times(visitor, stack)
    try_in_vain(visitor)
    visitor.widget.get_by_label("Phone").fill("0117 496 0102")
    visitor.widget.get_by_role("button", name="Try again").click()
    expect(heading(visitor)).to_be_visible()
    assert len(bookings(stack)) == 1


def test_back_and_forward_walk_the_screens_and_the_pages_own_entries_stay(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    page = visitor.page
    page.evaluate("history.replaceState({ page: 3 }, '', '?from=here#book')")
    address = page.url
    visitor.choose("18:00")
    expect(heading(visitor, "Your details")).to_be_visible()
    assert (page.url, page.evaluate("history.state.page")) == (address, 3)
    visitor.type_details(ANA)
    page.go_back()
    expect(visitor.widget.get_by_role("button", name="18:00")).to_be_visible()
    assert (page.url, page.evaluate("history.state.page")) == (address, 3)
    page.go_forward()
    expect(visitor.widget.get_by_label("E-mail")).to_have_value(ANA.email)
    look_again(visitor)
    expect(heading(visitor, "Your details")).to_be_visible()
    page.go_back()
    expect(visitor.widget.get_by_role("button", name="18:00")).to_be_visible()
    page.go_forward()
    visitor.widget.get_by_role("button", name="Change party, date or time").click()
    visitor.choose("18:00")
    visitor.submit()
    expect(heading(visitor)).to_be_visible()
    code = visitor.code()
    page.go_back()
    expect(heading(visitor, "Book a table at")).to_be_visible()
    page.go_forward()
    expect(visitor.widget.get_by_text(code)).to_be_visible()
    assert len(bookings(stack)) == 1


def test_a_link_within_the_page_does_not_move_the_form(visitor: Visitor, day: date) -> None:
    visitor.choose("18:00")
    visitor.type_details(ANA)
    visitor.page.evaluate("location.hash = 'prices'")
    expect(visitor.widget.get_by_label("E-mail")).to_have_value(ANA.email)
    visitor.page.go_back()
    expect(visitor.widget.get_by_label("E-mail")).to_have_value(ANA.email)
    visitor.page.go_back()
    expect(visitor.widget.get_by_role("button", name="18:00")).to_be_visible()


def test_an_attribute_leaves_the_pages_history_alone(visitor: Visitor, stack: Stack) -> None:
    visitor.arrive(looks=False)
    visitor.place_widget(history="off")
    before = visitor.page.evaluate("history.length")
    visitor.pick_date(in_days(3, stack=stack))
    visitor.choose("18:00")
    expect(heading(visitor, "Your details")).to_be_visible()
    assert visitor.page.evaluate("[history.length, history.state]") == [before, None]
    visitor.widget.get_by_role("button", name=re.compile("^Change")).click()
    expect(visitor.widget.get_by_role("button", name="18:00")).to_be_visible()

"""Do staff go past a limit knowingly only: with a reason, by name, in the history, and never by chance?"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest

from entracte.availability import refusals
from entracte.bookings import errors, queries
from entracte.bookings.actions.book import make_booking
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.status import change_status
from entracte.bookings.actions.walk_in import book_walk_in
from entracte.bookings.asker import Asker
from entracte.bookings.models import BookedTable, Booking
from entracte.bookings.overrides import Override
from entracte.bookings.queries import history_of
from entracte.dining.models import Closure
from tests.builders import FRIDAY, NOON_BEFORE, at
from tests.house import House, at_the_door, book, edit, held, join, make_service, request_for

VIP = Override("The director's mother")
SHARED = Override("The director's mother", shares_tables=True)


def phone(
    house: House,
    override: Override | None = None,
    names: str = "",
    starts_at: str = "2026-12-04 19:00",
    now: datetime = NOON_BEFORE,
    **typed: Any,
) -> Booking:
    return make_booking(
        restaurant=house.restaurant,
        request=request_for(starts_at, **typed),
        asker=Asker(actor=house.host, now=now, source=Booking.Source.PHONE),
        tables=[house.tables[name] for name in names],
        override=override,
    ).booking


def move(house: House, booking: Booking, override: Override | None = None, **wish: Any) -> Booking:
    return move_booking(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        move=MoveRequest(override=override, **wish),
        asker=Asker(actor=house.host, now=NOON_BEFORE),
    )


def why(booking: Booking) -> str:
    return history_of(booking)[-1].reason


def close_friday(house: House, **hours: Any) -> None:
    Closure.objects.create(
        restaurant=house.restaurant, name="Press night", first_date=FRIDAY, last_date=FRIDAY, **hours
    )
    edit(house, house.dinner)


Limit = Callable[[House], object]
LIMITS: list[tuple[Limit, dict[str, str], type[Exception], str]] = [
    (lambda house: edit(house, house.dinner, max_covers=1), {}, refusals.PacingReached, "pacing"),
    (lambda house: edit(house, house.dinner, max_parties=0), {}, refusals.PacingReached, "pacing"),
    (lambda house: edit(house, house.restaurant, max_covers=1), {}, refusals.PacingReached, "pacing"),
    (close_friday, {}, refusals.Closed, "closed then"),
    (lambda house: edit(house, house.dinner, last_departure=time(20)), {}, refusals.Closed, "closed then"),
    (lambda house: None, {"starts_at": "2026-12-04 19:10"}, refusals.OffGrid, "no start at that time"),
    (lambda house: None, {"starts_at": "2026-12-04 15:00"}, refusals.OffGrid, "no start at that time"),
    (
        lambda house: edit(house, house.dinner, largest_party_in_house=1),
        {},
        refusals.PartyTooLarge,
        "the largest party",
    ),
]


@pytest.mark.parametrize("limit,asked,refusal,name", LIMITS)
def test_each_limit_is_passed_with_a_reason_only_and_named_in_the_history(
    house: House, limit: Limit, asked: dict[str, Any], refusal: type[Exception], name: str
) -> None:
    limit(house)
    with pytest.raises(refusal):
        phone(house, **asked)
    with pytest.raises(errors.NoReason):
        phone(house, Override(" "), **asked)
    booking = phone(house, VIP, **asked)
    assert why(booking) == f"Past a limit: {name}. The director's mother"
    assert [row[0] for row in held(booking)] == ["1"]
    assert (booking.service, booking.service_date) == (house.dinner, FRIDAY)
    assert (booking.ends_at - booking.starts_at).total_seconds() == 90 * 60


@pytest.mark.parametrize("limit,asked,refusal,name", LIMITS)
def test_each_limit_is_passed_by_a_move_in_the_same_way(
    house: House, limit: Limit, asked: dict[str, Any], refusal: type[Exception], name: str
) -> None:
    booking = book(house, NOON_BEFORE, "2026-12-05 19:00")
    limit(house)
    start = at(asked.get("starts_at", "2026-12-04 19:00"))
    with pytest.raises(refusal):
        move(house, booking, starts_at=start)
    with pytest.raises(errors.NoReason):
        move(house, booking, Override(""), starts_at=start)
    moved = move(house, booking, VIP, starts_at=start)
    assert why(moved) == f"Past a limit: {name}. The director's mother"
    assert (moved.starts_at, moved.service_date) == (start, FRIDAY)
    assert [row[0] for row in held(moved)] == ["1"]


def test_where_no_limit_stood_in_the_way_only_the_reason_is_kept(house: House) -> None:
    assert why(phone(house, VIP)) == "The director's mother"
    assert why(move(house, book(house, NOON_BEFORE), VIP, party_size=1)) == "The director's mother"


def test_no_override_takes_a_table_that_is_taken(house: House) -> None:
    for _ in range(4):
        book(house, NOON_BEFORE)
    for names in ("", "1"):
        with pytest.raises(refusals.SlotGone):
            phone(house, VIP, names)
    with pytest.raises(refusals.SlotGone):
        phone(house, SHARED)
    with pytest.raises(refusals.SlotGone):
        book_walk_in(
            restaurant=house.restaurant,
            typed=at_the_door(2),
            asker=Asker(actor=None, now=at("2026-12-04 19:10")),
            override=SHARED,
        )


def test_a_party_too_large_for_every_table_needs_tables_chosen(house: House) -> None:
    with pytest.raises(refusals.PartyTooLarge):
        phone(house, VIP, party_size=7)
    booking = phone(house, None, "34", party_size=7)
    assert [row[0] for row in held(booking)] == ["3", "4"]
    assert booking.is_pinned


def test_a_table_is_shared_knowingly_and_the_row_and_the_history_say_so(house: House) -> None:
    first = book(house, NOON_BEFORE)
    second = phone(house, SHARED, "1")
    assert held(first) == held(second) == [("1", "19:00", "20:30")]
    assert [row.booking for row in BookedTable.objects.filter(is_shared=True)] == [second]
    [line] = history_of(second)
    assert line.reason == "Past a limit: a shared table. The director's mother"
    assert [(table["name"], table["shared"]) for table in line.after["tables"]] == [("1", True)]
    assert held(book(house, NOON_BEFORE))[0][0] == "2"


def test_of_several_tables_only_the_taken_one_is_shared(house: House) -> None:
    book(house, NOON_BEFORE)
    second = phone(house, SHARED, "12", party_size=4)
    rows = BookedTable.objects.filter(booking=second).order_by("table__name")
    assert [(row.table.name, row.is_shared) for row in rows] == [("1", True), ("2", False)]


def test_a_table_chosen_twice_is_held_once(house: House) -> None:
    assert held(phone(house, None, "11")) == [("1", "19:00", "20:30")]


def test_a_move_shares_a_table_only_where_that_is_said(house: House) -> None:
    first, second = book(house, NOON_BEFORE), book(house, NOON_BEFORE)
    for override in (None, VIP):
        with pytest.raises(refusals.SlotGone):
            move(house, second, override, tables=[house.tables["1"]])
    moved = move(house, second, SHARED, tables=[house.tables["1"]])
    assert held(first) == held(moved)
    assert why(moved) == "Past a limit: a shared table. The director's mother"
    back = move(house, second, tables=[house.tables["2"]])
    assert (held(back), BookedTable.objects.filter(is_shared=True).count()) == ([("2", "19:00", "20:30")], 0)
    assert why(back) == ""


def test_a_walk_in_shares_a_table_only_where_that_is_said(house: House) -> None:
    book(house, NOON_BEFORE)

    def walk_in(override: Override | None) -> Booking:
        return book_walk_in(
            restaurant=house.restaurant,
            typed=at_the_door(2),
            asker=Asker(actor=None, now=at("2026-12-04 19:10")),
            tables=[house.tables["1"]],
            override=override,
        ).booking

    for override in (None, VIP):
        with pytest.raises(refusals.SlotGone):
            walk_in(override)
    with pytest.raises(errors.NoReason):
        walk_in(Override("", shares_tables=True))
    booking = walk_in(SHARED)
    assert why(booking) == "Past a limit: a shared table. The director's mother"
    assert (booking.is_pinned, held(booking)) == (True, [("1", "19:10", "20:40")])


def test_past_a_limit_and_onto_a_shared_table_both_are_named(house: House) -> None:
    edit(house, house.dinner, max_parties=1)
    book(house, NOON_BEFORE)
    assert why(phone(house, SHARED, "1")) == "Past a limit: pacing, a shared table. The director's mother"


def test_a_table_kept_for_walk_ins_is_the_last_resort(house: House) -> None:
    edit(house, house.tables["1"], kept_for="walk_ins")
    edit(house, house.dinner, max_parties=0)
    others = [phone(house, VIP) for _ in range(3)]
    assert [held(each)[0][0] for each in others] == ["2", "3", "4"]
    booking = phone(house, VIP)
    assert held(booking)[0][0] == "1"
    assert why(booking) == "Past a limit: pacing, a table kept for walk-ins. The director's mother"


def test_a_night_without_any_service_has_no_way_past(house: House) -> None:
    edit(house, house.dinner, weekdays=[0])
    with pytest.raises(refusals.OffGrid):
        phone(house, VIP)


def test_of_two_services_that_are_on_the_one_with_that_start_takes_the_party(house: House) -> None:
    bar = make_service(
        house.restaurant, house.plan, name="Bar", first_start=time(17, 10), interval_minutes=20
    )
    edit(house, house.dinner, max_parties=0)
    edit(house, bar, max_parties=0)
    assert phone(house, VIP, starts_at="2026-12-04 19:10").service == bar
    assert phone(house, VIP, starts_at="2026-12-04 19:00").service == house.dinner


def test_a_shared_table_is_not_taken_back_by_chance(house: House) -> None:
    """A cancelled party that shared a table is reinstated only where the table is free by now."""
    first, second = book(house, NOON_BEFORE), phone(house, SHARED, "1")

    def change(booking: Booking, to: str) -> None:
        change_status(
            booking_id=booking.pk,
            restaurant=house.restaurant,
            to=to,
            asker=Asker(actor=None, now=NOON_BEFORE),
        )

    change(second, "cancelled")
    with pytest.raises(errors.TablesTaken):
        change(second, "confirmed")
    second = phone(house, SHARED, "1", email="ben@example.org")
    change(first, "cancelled")
    with pytest.raises(errors.TablesTaken):
        change(first, "confirmed")
    change(second, "cancelled")
    change(first, "confirmed")
    assert (held(first), BookedTable.objects.filter(is_shared=True).count()) == ([("1", "19:00", "20:30")], 0)


def test_a_split_party_holds_all_its_tables_and_gives_them_back(house: House) -> None:
    booking = move(house, book(house, NOON_BEFORE), tables=[house.tables["1"], house.tables["2"]])
    assert held(booking) == [("1", "19:00", "20:30"), ("2", "19:00", "20:30")]
    assert booking.is_pinned
    later = move(house, booking, starts_at=at("2026-12-04 20:00"))
    assert held(later) == [("1", "20:00", "21:30"), ("2", "20:00", "21:30")]
    assert [held(book(house, NOON_BEFORE, "2026-12-04 20:30"))[0][0] for _ in range(2)] == ["3", "4"]
    one = move(house, booking, tables=[house.tables["2"]])
    assert held(one) == [("2", "20:00", "21:30")]


def test_a_party_grows_into_a_combination_and_keeps_it_until_staff_choose_another(house: House) -> None:
    join(house, "3", "4", min_covers=7)
    booking = move(house, book(house, NOON_BEFORE), party_size=9)
    assert [row[0] for row in held(booking)] == ["3", "4"]
    smaller = move(house, booking, party_size=2)
    assert [row[0] for row in held(smaller)] == ["3", "4"]
    assert [row[0] for row in held(move(house, smaller, tables=[house.tables["1"]]))] == ["1"]


def test_a_larger_party_keeps_to_pacing_and_a_smaller_one_need_not(house: House) -> None:
    booking = book(house, NOON_BEFORE, party_size=3)
    edit(house, house.dinner, max_covers=3)
    with pytest.raises(refusals.PacingReached):
        move(house, booking, party_size=4)
    assert why(move(house, booking, VIP, party_size=4)) == "Past a limit: pacing. The director's mother"
    assert move(house, booking, party_size=2).party_size == 2


def test_another_end_keeps_the_table_that_an_edit_made_too_small(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    edit(house, house.tables["1"], max_covers=1)
    moved = move(house, booking, ends_at=at("2026-12-04 21:00"))
    assert held(moved) == [("1", "19:00", "21:00")]
    assert [row[0] for row in held(move(house, booking, starts_at=at("2026-12-04 19:30")))] == ["2"]


def test_an_overridden_booking_counts_for_all_that_come_after(house: House) -> None:
    edit(house, house.dinner, max_covers=4)
    phone(house, VIP, party_size=5)
    assert queries.diary_for(house.restaurant, date(2026, 12, 4))[0].party_size == 5
    with pytest.raises(refusals.PacingReached):
        phone(house, party_size=1)

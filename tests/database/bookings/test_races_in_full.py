"""Who gets the table when a combination, hold, swap, block or closure meets a booking, in any order?"""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from entracte.availability import refusals
from entracte.bookings import errors
from entracte.bookings.actions.block import block_tables
from entracte.bookings.actions.book import Booked, make_booking
from entracte.bookings.actions.hold import hold_slot
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.pin import pin_booking
from entracte.bookings.actions.status import change_status
from entracte.bookings.actions.swap import swap_tables
from entracte.bookings.asker import Asker
from entracte.bookings.misfits.find import misfits_for
from entracte.bookings.models import Block, BookedTable, Booking, Hold
from entracte.bookings.tables.take import NOT_ALL_RESTORED
from entracte.bookings.transitions import OPEN
from entracte.dining.dates import save_closure
from entracte.dining.models import Closure
from entracte.refusal import Refusal
from entracte.restaurants.models import Restaurant
from tests.builders import FRIDAY, NOON_BEFORE, at
from tests.database.bookings.book_model import (
    Rows,
    refuse_odd_histories,
    refuse_overlaps,
)
from tests.database.bookings.test_races import at_once
from tests.house import House, book, join, make_service, request_for
from tests.waiting import waiting_for_locks

pytestmark = pytest.mark.django_db(transaction=True)

NIGHTS = tuple(FRIDAY + timedelta(days=day) for day in range(6))
REFUSED = Refusal


def in_order(first: Callable[..., Any], second: Callable[..., Any]) -> list[Any]:
    """Let the second come while the first has done its work and not committed yet."""
    is_done, is_over = threading.Event(), threading.Event()

    def ahead() -> object:
        try:
            with transaction.atomic():
                answer = first()
                is_done.set()
                _until_waiting_or(is_over)
            return answer
        finally:
            is_done.set()

    def behind() -> object:
        is_done.wait(timeout=20)
        try:
            return second()
        finally:
            is_over.set()

    return at_once([ahead, behind])


def _until_waiting_or(is_over: threading.Event) -> None:
    while not is_over.wait(timeout=0.005):
        if waiting_for_locks():
            return


def every_way(one: Callable[..., Any], other: Callable[..., Any], night: int) -> list[Any]:
    """Run two at once, or one in the wake of the other: three ways, one for each night in turn."""
    if night % 3 == 0:
        return at_once([one, other])
    if night % 3 == 1:
        return in_order(one, other)
    return in_order(other, one)[::-1]


def guest(house: House, start: datetime, party: int, name: str = "", **more: Any) -> Booked:
    who = request_for(
        party_size=party, last_name=name or "Lima", email=f"{name or party}@example.org", phone=""
    )
    request = replace(who, starts_at=start)
    return make_booking(
        restaurant=house.restaurant,
        request=request,
        asker=Asker(actor=None, now=NOON_BEFORE, source=Booking.Source.WIDGET),
        widget=house.widgets["none"],
        **more,
    )


def at_tables(house: House, booking: Booking, *names: str) -> Booking:
    """Staff put the party at these tables, and do not insist on them."""
    move_booking(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        move=MoveRequest(tables=[house.tables[name] for name in names]),
        asker=Asker(actor=None, now=NOON_BEFORE),
    )
    return pin_booking(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        pinned=False,
        asker=Asker(actor=None, now=NOON_BEFORE),
    )


def move(house: House, booking: Booking, **wish: Any) -> Callable[[], Booking]:
    return lambda: move_booking(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        move=MoveRequest(**wish),
        asker=Asker(actor=house.host, now=NOON_BEFORE),
    )


def read_again(house: House) -> Restaurant:
    return Restaurant.objects.get(pk=house.restaurant.pk)


def tables_of(booking: Booking) -> set[str]:
    return set(BookedTable.objects.filter(booking_id=booking.pk).values_list("table__name", flat=True))


def kinds(answers: Iterable[object]) -> Counter[type]:
    return Counter(type(answer) for answer in answers)


def nothing_is_lost(house: House, answers: Iterable[object]) -> None:
    """Fail where two have one table, an answer is no plain refusal, or an answered booking is lost."""
    rows = Rows.of(house.restaurant)
    refuse_overlaps(rows.held)
    refuse_odd_histories(house.restaurant, rows.bookings)
    for answer in answers:
        if isinstance(answer, Exception):
            assert isinstance(answer, REFUSED), repr(answer)
        if isinstance(answer, Booked):
            stored = Booking.objects.get(code=answer.booking.code)
            is_over = stored.status not in OPEN or stored.changes.filter(reason__contains=NOT_ALL_RESTORED)
            assert rows.bookings[stored.pk].tables or is_over


def allow_moves(house: House) -> None:
    house.restaurant.makes_room = True
    house.restaurant.save()


def test_two_halves_of_a_combination_and_the_whole_are_never_given_together(house: House) -> None:
    join(house, "1", "2", min_covers=3, max_covers=4)
    for night in NIGHTS:
        start = at(f"{night} 19:00")
        for size in (4, 6):
            book(house, NOON_BEFORE, f"{night} 19:00", party_size=size)
        answers = at_once([lambda start=start, size=size: guest(house, start, size) for size in (2, 2, 4)])
        nothing_is_lost(house, answers)
        halves, whole = answers[:2], answers[2]
        if isinstance(whole, Booked):
            assert kinds(halves) == {refusals.SlotGone: 2}
            assert tables_of(whole.booking) == {"1", "2"}
        else:
            assert kinds(answers) == {Booked: 2, refusals.SlotGone: 1}


def test_a_hold_that_ends_while_it_is_booked_goes_to_whoever_came_first(house: House) -> None:
    ended = NOON_BEFORE + timedelta(minutes=5)
    for number, night in enumerate(NIGHTS):
        start = at(f"{night} 19:00")
        hold = hold_slot(
            restaurant=house.restaurant,
            widget=house.widgets["none"],
            visitor=f"visitor {night}",
            address="one",
            starts_at=start,
            party_size=6,
            now=NOON_BEFORE,
        )

        def redeem(start: datetime = start, key: str = hold.key) -> Booked:
            return guest(house, start, 6, "Who holds it", hold=key)

        def take(start: datetime = start) -> Booked:
            return make_booking(
                restaurant=house.restaurant,
                request=request_for(f"{start:%Y-%m-%d} 19:00", party_size=6, email="late@example.org"),
                asker=Asker(actor=None, now=ended, source=Booking.Source.PHONE),
            )

        answers = every_way(redeem, take, number)
        nothing_is_lost(house, answers)
        assert kinds(answers) == {Booked: 1, refusals.SlotGone: 1}
        if number % 3:
            assert isinstance(answers[0 if number % 3 == 1 else 1], Booked)
        assert not Hold.objects.filter(pk=hold.pk, booked_tables__isnull=False, expires_at__gt=ended).exists()


def test_staff_and_a_guest_never_both_get_the_table_that_staff_move_a_party_to(house: House) -> None:
    for number, night in enumerate(NIGHTS):
        start = at(f"{night} 19:00")
        couple = book(house, NOON_BEFORE, f"{night} 19:00", party_size=2)
        for size in (2, 4):
            book(house, NOON_BEFORE, f"{night} 19:00", party_size=size)
        to_four = move(house, couple, tables=[house.tables["4"]])
        answers = every_way(to_four, lambda start=start: guest(house, start, 6), number)
        nothing_is_lost(house, answers)
        assert kinds(answers) in ({Booking: 1, refusals.SlotGone: 1}, {Booked: 1, refusals.SlotGone: 1})
        assert tables_of(couple) == ({"4"} if isinstance(answers[0], Booking) else {"1"})


def test_a_guest_may_have_the_table_that_staff_just_moved_a_party_away_from(house: House) -> None:
    for number, night in enumerate(NIGHTS):
        start = at(f"{night} 19:00")
        couple = book(house, NOON_BEFORE, f"{night} 19:00", party_size=2)
        for size in (2, 4):
            book(house, NOON_BEFORE, f"{night} 19:00", party_size=size)
        to_four = move(house, couple, tables=[house.tables["4"]])
        answers = every_way(to_four, lambda start=start: guest(house, start, 2), number)
        nothing_is_lost(house, answers)
        assert isinstance(answers[1], Booked)
        moved = isinstance(answers[0], Booking)
        assert tables_of(couple) == ({"4"} if moved else {"1"})
        assert tables_of(answers[1].booking) == ({"1"} if moved else {"4"})


def test_room_that_is_made_from_two_sides_at_once_seats_both(house: House) -> None:
    allow_moves(house)
    for number, night in enumerate(NIGHTS):
        start = at(f"{night} 19:00")
        couples = [
            at_tables(house, book(house, NOON_BEFORE, f"{night} 19:00", email=f"{name}@example.org"), name)
            for name in "43"
        ]
        answers = every_way(
            lambda start=start: guest(house, start, 4), lambda start=start: guest(house, start, 6), number
        )
        nothing_is_lost(house, answers)
        assert kinds(answers) == {Booked: 2}
        assert {name for couple in couples for name in tables_of(couple)} == {"1", "2"}


def test_room_that_is_made_from_two_service_days_at_midnight_seats_both(house: House) -> None:
    """Each side locks its own day only, and both would send a couple to table 1: the constraint decides."""
    allow_moves(house)
    make_service(house.restaurant, house.plan, name="Late", first_start=time(22), last_start=time(0, 30))
    make_service(house.restaurant, house.plan, name="Night", first_start=time(0, 45), last_start=time(2))
    for number, night in enumerate(NIGHTS):
        day, tomorrow = night + timedelta(days=20 + number), night + timedelta(days=21 + number)
        late, early = at(f"{tomorrow} 00:00"), at(f"{tomorrow} 00:45")
        couples = [
            at_tables(house, book(house, NOON_BEFORE, f"{tomorrow} {hour}", email=f"{name}@x.org"), name)
            for hour, name in (("00:00", "3"), ("00:45", "4"))
        ]
        assert [couple.service_date for couple in couples] == [day, tomorrow]
        answers = every_way(
            lambda late=late: guest(house, late, 4), lambda early=early: guest(house, early, 6), number
        )
        nothing_is_lost(house, answers)
        assert kinds(answers) == {Booked: 2}
        assert {name for couple in couples for name in tables_of(couple)} == {"1", "2"}


@pytest.mark.parametrize("to_another_day", [False, True])
def test_a_swap_and_a_move_of_the_same_party_leave_it_where_the_last_one_put_it(
    house: House, to_another_day: bool
) -> None:
    for number, night in enumerate(NIGHTS):
        one, other = (
            book(house, NOON_BEFORE, f"{night} 19:00", email=f"{name}@example.org") for name in "ab"
        )
        wish = {"starts_at": at(f"{night + timedelta(days=30)} 19:00")} if to_another_day else {}
        away = move(house, one, tables=[house.tables["3"]], **wish)

        def swap(one: int = one.pk, other: int = other.pk) -> object:
            return swap_tables(
                booking_id=one,
                other_id=other,
                restaurant=house.restaurant,
                asker=Asker(actor=None, now=NOON_BEFORE),
            )

        answers = every_way(swap, away, number)
        nothing_is_lost(house, answers)
        assert isinstance(answers[1], Booking)
        swapped_last = tables_of(one) != {"3"}
        assert tables_of(other) == (
            {"3"} if swapped_last else {"1"} if isinstance(answers[0], tuple) else {"2"}
        )


def test_swaps_and_moves_crosswise_over_two_days_all_end(house: House) -> None:
    for _ in range(4):
        one, other = (book(house, NOON_BEFORE, f"2026-12-0{day} 19:00") for day in (4, 5))

        def swap(first: int, second: int) -> object:
            return swap_tables(
                booking_id=first,
                other_id=second,
                restaurant=house.restaurant,
                asker=Asker(actor=None, now=NOON_BEFORE),
            )

        move(house, other, tables=[house.tables["2"]])()
        answers = at_once(
            [
                lambda one=one, other=other: swap(one.pk, other.pk),
                lambda one=one, other=other: swap(other.pk, one.pk),
                move(house, one, starts_at=at("2026-12-05 20:00")),
                move(house, other, starts_at=at("2026-12-04 20:00")),
            ]
        )
        nothing_is_lost(house, answers)
        assert kinds(answers[2:]) == {Booking: 2}
        Booking.objects.all().delete()
        connection.cursor().execute("UPDATE bookings_changecount SET last = 0")


def test_a_table_is_blocked_or_booked_and_never_both(house: House) -> None:
    for number, night in enumerate(NIGHTS):
        start = at(f"{night} 19:00")
        for size in (2, 2, 4):
            book(house, NOON_BEFORE, f"{night} 19:00", party_size=size)

        def block(start: datetime = start) -> Block:
            return block_tables(
                restaurant=house.restaurant,
                tables=[house.tables["4"]],
                starts_at=start - timedelta(hours=1),
                ends_at=start + timedelta(hours=1),
                reason="A wobbly leg",
                asker=Asker(actor=None, now=NOON_BEFORE),
            )

        answers = every_way(block, lambda start=start: guest(house, start, 6), number)
        nothing_is_lost(house, answers)
        assert kinds(answers) in (
            {Block: 1, refusals.SlotGone: 1},
            {errors.BookingsInTheWay: 1, Booked: 1},
        )


def test_a_date_that_is_closed_while_it_is_booked_keeps_the_booking_or_refuses_it(house: House) -> None:
    for number, night in enumerate(NIGHTS):

        def close(night: date = night) -> Closure:
            closure = Closure(
                restaurant=house.restaurant, name="A wedding", first_date=night, last_date=night
            )
            return save_closure(closure=closure)

        start = at(f"{night} 19:00")
        answers = every_way(close, lambda start=start: guest(house, start, 6), number)
        nothing_is_lost(house, answers)
        assert isinstance(answers[0], Closure)
        assert type(answers[1]) in (Booked, refusals.Closed)
        listed = [misfit.booking for misfit in misfits_for(read_again(house), NOON_BEFORE)]
        kept = isinstance(answers[1], Booked)
        assert [each.service_date for each in listed].count(night) == kept
        later = at_once([lambda start=start: guest(house, start, 2)])
        assert kinds(later) == {refusals.Closed: 1}


@pytest.mark.parametrize("seed", range(4))
def test_after_a_storm_of_all_that_staff_and_guests_do_the_book_is_whole(house: House, seed: int) -> None:
    """Two service days that meet at midnight, eight people, each with steps of their own by a seed."""
    allow_moves(house)
    join(house, "1", "2", min_covers=3, max_covers=4)
    join(house, "3", "4", min_covers=6, max_covers=10)
    make_service(house.restaurant, house.plan, name="Late", first_start=time(22), last_start=time(0, 30))
    make_service(house.restaurant, house.plan, name="Night", first_start=time(0, 45), last_start=time(2))
    walls = ("12-04 23:00", "12-05 00:00", "12-05 00:45", "12-05 01:15", "12-05 22:00")
    starts = [at(f"2026-{wall}") for wall in walls]
    first = [book(house, NOON_BEFORE, f"2026-{wall}", email=f"{wall}@x.org").pk for wall in walls]
    answers: list[Any] = []

    def person(number: int) -> None:
        chance = random.Random(seed * 10 + number)
        for step in range(9):
            try:
                answers.append(one_step(house, chance, starts, first, f"{number}-{step}"))
            except Exception as error:  # noqa: BLE001 - every answer is looked at below
                answers.append(error)

    at_once([lambda number=number: person(number) for number in range(8)])
    assert len(answers) == 72
    nothing_is_lost(house, answers)
    assert kinds(answers)[Booked] > 0


def one_step(
    house: House, chance: random.Random, starts: list[datetime], ids: list[int], name: str
) -> object:
    of: dict[str, Any] = {
        "booking_id": chance.choice(ids),
        "restaurant": house.restaurant,
        "asker": Asker(actor=None, now=NOON_BEFORE),
    }
    start, party, table = chance.choice(starts), chance.choice((2, 2, 4, 6, 8)), chance.choice("1234")
    match chance.randrange(8):
        case 0 | 1 | 2:
            booked = guest(house, start, party, name)
            ids.append(booked.booking.pk)
            return booked
        case 3:
            return move_booking(move=MoveRequest(starts_at=start), **of)
        case 4:
            return move_booking(move=MoveRequest(tables=[house.tables[table]]), **of)
        case 5:
            return swap_tables(other_id=chance.choice(ids), **of)
        case 6:
            return change_status(to=chance.choice(("cancelled", "confirmed", "completed", "no_show")), **of)
        case _:
            return hold_slot(
                restaurant=house.restaurant,
                widget=house.widgets["none"],
                visitor=name,
                address=name,
                starts_at=start,
                party_size=party,
                now=NOON_BEFORE,
            )

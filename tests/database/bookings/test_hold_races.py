"""What happens to a hold when others are at the same slot at the same moment, on real connections?"""

import threading
from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from pytest_django import Settings

from entracte.availability import refusals
from entracte.bookings import errors
from entracte.bookings.actions.book import Booked, make_booking
from entracte.bookings.actions.hold import hold_slot, release_hold
from entracte.bookings.asker import Asker
from entracte.bookings.holds.broken import end_broken_holds
from entracte.bookings.holds.live import forget_expired_holds, live_hold
from entracte.bookings.locked_booking import lock_day
from entracte.bookings.models import BookedTable, Booking, Hold
from entracte.dining.dates import save_closure
from entracte.dining.models import Closure
from tests.builders import FRIDAY, NOON_BEFORE, at
from tests.database.bookings.test_races import at_once, until_somebody_waits
from tests.house import House, request_for

pytestmark = pytest.mark.django_db(transaction=True)

EXPIRED = NOON_BEFORE + timedelta(minutes=5)
LAST_MOMENT = EXPIRED - timedelta(seconds=1)


def hold(
    house: House, number: int = 0, *, address: str = "", on: str = "2026-12-04", now: datetime = NOON_BEFORE
) -> Hold:
    return hold_slot(
        restaurant=house.restaurant,
        widget=house.widgets["none"],
        visitor=f"visitor-{number}",
        address=address or f"address {number}",
        starts_at=at(f"{on} 19:00"),
        party_size=6,
        now=now,
    )


def submit(house: House, number: int = 0, *, word: str = "", now: datetime = NOON_BEFORE) -> Booked:
    return make_booking(
        restaurant=house.restaurant,
        request=request_for(party_size=6, email=f"guest{number}@example.org", phone=""),
        asker=Asker(actor=None, now=now, source=Booking.Source.WIDGET),
        widget=house.widgets["none"],
        hold=word,
    )


def test_of_twenty_visitors_one_holds_the_last_table(house: House) -> None:
    answers = at_once([lambda number=number: hold(house, number) for number in range(20)])
    assert Counter(type(answer) for answer in answers) == {Hold: 1, refusals.SlotGone: 19}
    assert BookedTable.objects.count() == 1


def test_visitors_of_one_address_at_once_pass_no_limit(house: House, settings: Settings) -> None:
    settings.HOLDS_PER_ADDRESS = 3

    days = [f"2026-12-{day:02}" for day in range(4, 12)]
    works = [
        lambda number=number, day=day: hold(house, number, address="one", on=day)
        for number, day in enumerate(days)
    ]
    answers = at_once(works)
    assert Counter(type(answer) for answer in answers) == {Hold: 3, errors.TooManyHolds: 5}


def test_one_visitor_at_once_has_one_hold(house: House) -> None:
    answers = at_once([lambda: hold(house)] * 6)
    assert len({answer.pk for answer in answers}) == 1


@pytest.mark.parametrize("seed", range(4))
def test_a_hold_that_ends_while_it_is_booked_gives_the_table_to_one(house: House, seed: int) -> None:
    word = hold(house).key
    answers = at_once(
        [
            lambda: submit(house, 1, word=word, now=LAST_MOMENT),
            lambda: submit(house, 2, now=EXPIRED),
            lambda: hold(house, 3, now=EXPIRED),
            lambda: forget_expired_holds(EXPIRED),
        ]
    )
    kept = [answer for answer in answers[:3] if not isinstance(answer, Exception)]
    refused = [answer for answer in answers[:3] if isinstance(answer, Exception)]
    assert (len(kept), {type(each) for each in refused}) == (1, {refusals.SlotGone})
    assert BookedTable.objects.count() == 1


def test_a_hold_that_is_being_booked_is_not_dropped_by_whoever_finds_it_expired(house: House) -> None:
    made = hold(house)
    with transaction.atomic():
        lock_day(house.restaurant.pk, FRIDAY)
        assert live_hold(house.widgets["none"], made.key, now=LAST_MOMENT) == made
        assert at_once([lambda: forget_expired_holds(EXPIRED)]) == [0]
    assert forget_expired_holds(EXPIRED) == 1


def test_a_hold_given_up_while_it_is_booked_costs_no_table(house: House) -> None:
    made = hold(house)
    answers = at_once(
        [
            lambda: submit(house, word=made.key),
            lambda: release_hold(widget=house.widgets["none"], hold=made.key),
        ]
    )
    assert isinstance(answers[0], Booked)
    [row] = BookedTable.objects.all()
    assert (row.booking, Hold.objects.count()) == (answers[0].booking, 0)


@pytest.mark.parametrize("on", ["2026-12-04", "2026-12-05"])
def test_holding_while_the_earlier_hold_is_being_booked_ends_well(house: House, on: str) -> None:
    made = hold(house)
    answers = at_once([lambda: submit(house, word=made.key), lambda: hold(house, on=on)])
    assert isinstance(answers[0], Booked)
    assert isinstance(answers[1], Hold | refusals.SlotGone)
    assert BookedTable.objects.filter(booking__isnull=False).count() == 1


@pytest.mark.parametrize("seed", range(5))
def test_booking_by_a_name_that_is_given_again_meanwhile_has_its_table(house: House, seed: int) -> None:
    name = hold(house).name
    again = [lambda: hold(house)] * 3
    answers = at_once([*again[seed % 3 :], lambda: submit(house, word=name), *again[: seed % 3]])
    assert [type(each) for each in answers].count(Booked) == 1
    assert BookedTable.objects.filter(booking__isnull=False).count() == 1


def test_a_booking_waits_for_a_hold_that_is_being_made(house: House) -> None:
    is_held = threading.Event()

    def hold_slowly() -> Hold:
        with transaction.atomic():
            made = hold(house)
            is_held.set()
            until_somebody_waits()
        return made

    def submit_then() -> Booked:
        assert is_held.wait(timeout=20)
        return submit(house, word="visitor-0")

    answers = at_once([hold_slowly, submit_then])
    assert isinstance(answers[0], Hold)
    assert isinstance(answers[1], Booked)


@pytest.mark.rule("D24")
def test_a_held_table_is_not_confirmed_on_a_date_that_is_being_closed(house: House) -> None:
    word = hold(house).key
    is_ended = threading.Event()

    def close_slowly() -> None:
        with transaction.atomic():
            closure = Closure(restaurant=house.restaurant, name="Boiler", first_date=FRIDAY, last_date=FRIDAY)
            save_closure(closure=closure)
            end_broken_holds(house.restaurant, now=NOON_BEFORE)
            is_ended.set()
            until_somebody_waits()

    def submit_then() -> Booked:
        assert is_ended.wait(timeout=20)
        return submit(house, word=word)

    answers = at_once([close_slowly, submit_then])
    assert [type(each) for each in answers] == [type(None), refusals.Closed]
    assert (Booking.objects.count(), Hold.objects.count()) == (0, 0)


@pytest.mark.rule("D24")
def test_a_table_that_is_being_booked_as_it_was_promised_is_booked_though_its_date_is_being_closed(
    house: House,
) -> None:
    word = hold(house).key
    is_booked = threading.Event()

    def book_slowly() -> Booked:
        with transaction.atomic():
            made = submit(house, word=word)
            is_booked.set()
            until_somebody_waits()
        return made

    def close_then() -> None:
        assert is_booked.wait(timeout=20)
        with transaction.atomic():
            closure = Closure(restaurant=house.restaurant, name="Boiler", first_date=FRIDAY, last_date=FRIDAY)
            save_closure(closure=closure)
            end_broken_holds(house.restaurant, now=NOON_BEFORE)

    answers = at_once([book_slowly, close_then])
    assert [type(each) for each in answers] == [Booked, type(None)]
    assert (Booking.objects.count(), Hold.objects.count()) == (1, 0)

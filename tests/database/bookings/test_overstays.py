"""A party that stays past its end is known, and so is the next one at its table."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.bookings.actions.milestones import Milestone, mark_milestone
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.status import change_status
from entracte.bookings.actions.walk_in import book_walk_in
from entracte.bookings.asker import Asker
from entracte.bookings.models import Booking
from entracte.bookings.overstays import overstayed_tables, overstays_to_come
from tests.builders import NOON_BEFORE, at
from tests.house import House, at_the_door, book, held, make_house

HALF_PAST = at("2026-12-04 20:30")


def mark(house: House, booking: Booking, name: str, now: datetime) -> Booking:
    return mark_milestone(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        milestone=Milestone(name),
        asker=Asker(actor=house.host, now=now),
    )


def seated_late(house: House) -> Booking:
    """A couple at table 1 from 19:00 to 20:30 that will not go."""
    return mark(house, book(house, NOON_BEFORE), "seated", at("2026-12-04 19:00"))


def test_a_party_past_its_end_is_still_there_until_it_leaves(house: House) -> None:
    late, table = seated_late(house), house.tables["1"].pk
    other = make_house(NOON_BEFORE, slug="stalls")
    assert overstayed_tables(house.restaurant.pk, HALF_PAST - timedelta(minutes=1)) == frozenset()
    assert overstayed_tables(house.restaurant.pk, HALF_PAST) == {table}
    assert overstayed_tables(other.restaurant.pk, HALF_PAST) == frozenset()
    assert overstayed_tables(house.restaurant.pk, HALF_PAST + timedelta(hours=6)) == frozenset()
    mark(house, late, "left", at("2026-12-04 20:45"))
    assert overstayed_tables(house.restaurant.pk, at("2026-12-04 20:45")) == frozenset()


def test_a_walk_in_is_not_sent_to_a_table_where_somebody_still_sits(house: House) -> None:
    late = seated_late(house)
    first = book_walk_in(
        restaurant=house.restaurant, typed=at_the_door(2), asker=Asker(actor=None, now=at("2026-12-04 20:40"))
    ).booking
    assert held(first)[0][0] == "2"
    mark(house, late, "left", at("2026-12-04 20:41"))
    second = book_walk_in(
        restaurant=house.restaurant, typed=at_the_door(2), asker=Asker(actor=None, now=at("2026-12-04 20:42"))
    ).booking
    assert held(second) == [("1", "20:42", "22:12")]


def test_a_late_party_shows_as_a_clash_with_the_next_at_its_table(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    late, after = seated_late(house), book(house, NOON_BEFORE, "2026-12-04 21:00")
    book(house, NOON_BEFORE, "2026-12-04 21:00")
    half_an_hour = timedelta(minutes=30)

    def clashes(now: datetime) -> list[tuple[str, Booking, Booking]]:
        found = overstays_to_come(house.restaurant.pk, now, half_an_hour)
        return [(clash.table_name, clash.late, clash.following) for clash in found]

    assert clashes(at("2026-12-04 20:29")) == []
    with django_assert_num_queries(2):
        assert clashes(HALF_PAST) == [("1", late, after)]
    assert clashes(at("2026-12-04 21:10")) == [("1", late, after)]
    assert overstays_to_come(house.restaurant.pk, HALF_PAST, timedelta(minutes=29)) == []
    mark(house, late, "left", at("2026-12-04 21:12"))
    assert clashes(at("2026-12-04 21:12")) == []


@pytest.mark.parametrize("gone", ["seated", "left", "cancelled"])
def test_who_sits_left_or_cancelled_is_kept_waiting_by_nobody(house: House, gone: str) -> None:
    seated_late(house)
    after = book(house, NOON_BEFORE, "2026-12-04 20:30")
    assert len(overstays_to_come(house.restaurant.pk, HALF_PAST, timedelta(minutes=30))) == 1
    if gone == "cancelled":
        asker = Asker(actor=None, now=HALF_PAST)
        change_status(booking_id=after.pk, restaurant=house.restaurant, to=gone, asker=asker)
    else:
        mark(house, after, gone, at("2026-12-04 20:33"))
    assert overstays_to_come(house.restaurant.pk, at("2026-12-04 20:33"), timedelta(minutes=30)) == []


def test_a_late_party_that_is_moved_leaves_its_table_to_the_next(house: House) -> None:
    late = seated_late(house)
    book(house, NOON_BEFORE, "2026-12-04 21:00")
    moved = move_booking(
        booking_id=late.pk,
        restaurant=house.restaurant,
        move=MoveRequest(ends_at=at("2026-12-04 21:30"), tables=[house.tables["3"]]),
        asker=Asker(actor=None, now=at("2026-12-04 20:40")),
    )
    assert held(moved) == [("3", "20:40", "21:30")]
    assert overstays_to_come(house.restaurant.pk, at("2026-12-04 20:40"), timedelta(minutes=30)) == []

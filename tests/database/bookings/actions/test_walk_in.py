"""Is a party that walks in seated now, off the grid, where a table is free for its turn?"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import pytest

from entracte.availability import refusals
from entracte.bookings.actions.milestones import Milestone, mark_milestone
from entracte.bookings.actions.walk_in import book_walk_in
from entracte.bookings.asker import Asker
from entracte.bookings.models import Booking
from entracte.bookings.queries import history_of
from entracte.dining.models import Table
from tests.builders import NOON_BEFORE, at
from tests.house import House, at_the_door, book, held, make_service

NOW = at("2026-12-04 19:07") + timedelta(seconds=31)


def walk_in(
    house: House,
    party_size: int = 2,
    now: datetime = NOW,
    tables: Sequence[Table] = (),
    minutes: int | None = None,
    **typed: str,
) -> Booking:
    return book_walk_in(
        restaurant=house.restaurant,
        typed=at_the_door(party_size, **typed),
        asker=Asker(actor=house.host, now=now),
        tables=tables,
        minutes=minutes,
    ).booking


def test_a_walk_in_is_confirmed_and_seated_from_this_minute(house: House) -> None:
    booking = Booking.objects.get(pk=walk_in(house).pk)
    assert (booking.status, booking.source) == ("confirmed", "walk_in")
    assert (booking.arrived_at, booking.seated_at) == (NOW, NOW)
    assert (booking.starts_at, booking.ends_at) == (at("2026-12-04 19:07"), at("2026-12-04 20:37"))
    assert (booking.service, str(booking.service_date)) == (house.dinner, "2026-12-04")
    assert held(booking) == [("1", "19:07", "20:37")]
    assert [line.what for line in history_of(booking)] == ["made"]


def test_names_may_be_given_and_are_recognised(house: House) -> None:
    known = book(house, NOON_BEFORE, "2026-12-10 19:00").guest
    assert walk_in(house, last_name="Lima", phone="07700 900001").guest == known
    assert walk_in(house).guest != walk_in(house).guest


def test_a_table_promised_within_the_turn_is_not_given_away(house: House) -> None:
    for _ in range(3):
        book(house, NOON_BEFORE, "2026-12-04 20:00")
    assert held(walk_in(house)) == [("4", "19:07", "20:37")]
    with pytest.raises(refusals.SlotGone):
        walk_in(house)
    assert held(walk_in(house, minutes=45)) == [("1", "19:07", "19:52")]


def test_a_party_sits_down_the_moment_another_left(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    for _ in range(3):
        book(house, NOON_BEFORE)
    with pytest.raises(refusals.SlotGone):
        walk_in(house)
    mark_milestone(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        milestone=Milestone.LEFT,
        asker=Asker(actor=None, now=NOW),
    )
    assert held(walk_in(house)) == [("1", "19:07", "20:37")]


def test_staff_may_choose_the_table(house: House) -> None:
    assert held(walk_in(house, party_size=5, tables=[house.tables["2"]])) == [("2", "19:07", "21:07")]
    with pytest.raises(refusals.PartyTooLarge):
        walk_in(house, party_size=9)


@pytest.mark.parametrize(
    "now,service",
    [
        ("2026-12-04 11:50", "Lunch"),
        ("2026-12-04 14:30", "Lunch"),
        ("2026-12-04 16:50", "Dinner"),
        ("2026-12-04 22:10", "Dinner"),
    ],
)
def test_it_belongs_to_the_service_that_is_on_or_nearest(house: House, now: str, service: str) -> None:
    make_service(house.restaurant, house.plan, name="Lunch", first_start=time(12), last_start=time(14))
    on = walk_in(house, now=at(now)).service
    assert on is not None
    assert on.name == service


def test_after_midnight_it_belongs_to_last_nights_service_while_that_may_still_sit(house: House) -> None:
    house.dinner.weekdays, house.dinner.last_start = [4], time(0, 30)
    house.dinner.save()
    assert str(walk_in(house, now=at("2026-12-05 01:15")).service_date) == "2026-12-04"
    with pytest.raises(refusals.OffGrid):
        walk_in(house, now=at("2026-12-05 12:00"))

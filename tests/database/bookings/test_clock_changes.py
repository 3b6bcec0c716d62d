"""Are the two nights right on which the clocks change, from the offer to the row?"""

from datetime import UTC, date, datetime, time

import pytest

from entracte.availability import refusals
from entracte.availability.fit import Wish
from entracte.bookings.actions.book import BookingRequest, make_booking
from entracte.bookings.asker import Asker
from entracte.bookings.models import Booking
from entracte.bookings.queries import offers_for
from tests.builders import LONDON
from tests.house import House, edit, make_service, typed_booking

AUTUMN_BEFORE, SPRING_BEFORE = date(2026, 10, 24), date(2027, 3, 27)


@pytest.fixture
def night(house: House) -> House:
    """A service from 23:30 to 02:30 by the half hour, and no other."""
    make_service(
        house.restaurant,
        house.plan,
        name="Night",
        first_start=time(23, 30),
        last_start=time(2, 30),
        turn_times=[[20, 30]],
        horizon_days=400,
    )
    edit(house, house.dinner, is_active=False)
    return house


def shown(house: House, on: date) -> list[str]:
    answer = offers_for(
        restaurant=house.restaurant, date=on, wish=Wish(6), now=datetime(2026, 10, 1, tzinfo=UTC)
    )
    return [f"{offer.starts_at.astimezone(LONDON):%H:%M}" for offer in answer.offers]


def booked(house: House, starts_at: datetime) -> Booking:
    request = BookingRequest(starts_at=starts_at, typed=typed_booking(party_size=6, phone=""), section="")
    return make_booking(
        restaurant=house.restaurant,
        request=request,
        asker=Asker(actor=None, now=datetime(2026, 10, 1, tzinfo=UTC), source=Booking.Source.WIDGET),
    ).booking


def test_a_start_that_does_not_exist_in_spring_is_neither_offered_nor_booked(night: House) -> None:
    assert shown(night, SPRING_BEFORE) == ["23:30", "00:00", "00:30", "02:00", "02:30"]
    assert booked(night, datetime(2027, 3, 28, 1, 0, tzinfo=UTC)).starts_at.astimezone(LONDON).hour == 2


def test_a_start_that_occurs_twice_in_autumn_is_offered_and_booked_once(night: House) -> None:
    assert shown(night, AUTUMN_BEFORE) == ["23:30", "00:00", "00:30", "01:00", "01:30", "02:00", "02:30"]
    first, second = (datetime(2026, 10, 25, hour, 0, tzinfo=UTC) for hour in (0, 1))
    assert {instant.astimezone(LONDON).hour for instant in (first, second)} == {1}
    assert booked(night, first).service_date == AUTUMN_BEFORE
    with pytest.raises(refusals.OffGrid):
        booked(night, second)
    assert "01:00" not in shown(night, AUTUMN_BEFORE)


def test_a_turn_over_the_change_lasts_its_minutes(night: House) -> None:
    booking = booked(night, datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    assert (booking.ends_at - booking.starts_at).total_seconds() == 30 * 60
    assert f"{booking.ends_at.astimezone(LONDON):%H:%M %z}" == "01:00 +0000"

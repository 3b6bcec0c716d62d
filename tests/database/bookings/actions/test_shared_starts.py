"""Is a start that two services have booked, held and moved to in the one that was meant?"""

from datetime import time
from typing import Any

import pytest

from entracte.availability.refusals import OffGrid, PacingReached
from entracte.bookings.actions.book import BookingRequest, make_booking
from entracte.bookings.actions.hold import hold_slot
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.asker import Asker
from entracte.bookings.errors import ServiceNeeded
from entracte.bookings.models import Booking, Hold
from entracte.bookings.overrides import Override
from entracte.dining.models import Service
from tests.builders import NOON_BEFORE, at
from tests.house import House, book, edit, make_service, typed_booking

SIX, HALF_PAST_SIX, NINE = "2026-12-04 18:00", "2026-12-04 18:30", "2026-12-04 21:00"
STAFF = Booking.Source.PHONE


@pytest.fixture
def early(house: House) -> Service:
    """Pre-theatre, for 75 minutes, which shares its only start, 18:00, with dinner."""
    return make_service(
        house.restaurant,
        house.plan,
        name="Pre-theatre",
        first_start=time(18),
        last_start=time(18),
        turn_times=[[20, 75]],
    )


def take(house: House, service_key: str = "", starts_at: str = SIX, **more: Any) -> Booking:
    source = more.pop("source", Booking.Source.WIDGET)
    return make_booking(
        restaurant=house.restaurant,
        request=BookingRequest(at(starts_at), typed_booking(), "", service_key),
        asker=Asker(actor=None, now=NOON_BEFORE, source=source),
        widget=house.widgets["none"],
        **more,
    ).booking


def hold(house: House, service_key: str = "", starts_at: str = SIX) -> Hold:
    return hold_slot(
        restaurant=house.restaurant,
        widget=house.widgets["none"],
        visitor="visitor-one",
        address="an address",
        starts_at=at(starts_at),
        party_size=2,
        now=NOON_BEFORE,
        service_key=service_key,
    )


def move(house: House, row: Booking, **wish: Any) -> Booking:
    return move_booking(
        booking_id=row.pk,
        restaurant=house.restaurant,
        move=MoveRequest(**wish),
        asker=Asker(actor=house.host, now=NOON_BEFORE, source=STAFF),
    )


def test_the_service_that_is_named_is_booked_for_as_long_as_it_seats(house: House, early: Service) -> None:
    booked = [take(house, each.key) for each in (house.dinner, early)]
    assert [(row.service, row.turn_minutes) for row in booked] == [(house.dinner, 90), (early, 75)]


@pytest.mark.parametrize("source", [Booking.Source.WIDGET, STAFF])
def test_without_a_name_neither_is_booked(house: House, early: Service, source: str) -> None:
    with pytest.raises(ServiceNeeded):
        take(house, source=source)
    with pytest.raises(ServiceNeeded):
        hold(house)
    assert (Booking.objects.count(), Hold.objects.count()) == (0, 0)


def test_neither_is_guessed_because_the_other_cannot_take_the_party(house: House, early: Service) -> None:
    edit(house, early, largest_party_online=1)
    with pytest.raises(ServiceNeeded):
        take(house)
    assert take(house, house.dinner.key).service == house.dinner


def test_a_start_that_one_service_has_needs_no_name(house: House, early: Service) -> None:
    assert take(house, starts_at=HALF_PAST_SIX).service == house.dinner
    edit(house, early, is_active=False)
    assert take(house).service == house.dinner


@pytest.mark.parametrize("name", ["no-such-service", "x\x00", "\ud800"])
def test_a_service_without_that_start_has_none(house: House, early: Service, name: str) -> None:
    for key, start in ((early.key, HALF_PAST_SIX), (name, SIX)):
        with pytest.raises(OffGrid):
            take(house, key, start)
        with pytest.raises(OffGrid):
            hold(house, key, start)


def test_a_service_out_of_use_is_not_booked_under_the_name_of_another(house: House, early: Service) -> None:
    edit(house, early, is_active=False)
    with pytest.raises(OffGrid):
        take(house, early.key)


def test_the_hold_of_one_service_is_not_booked_as_the_other(house: House, early: Service) -> None:
    kept = hold(house, early.key)
    assert hold(house, early.key) == kept
    other = hold(house, house.dinner.key)
    assert (other.pk == kept.pk, other.service, f"{other.ends_at:%H:%M}") == (False, house.dinner, "19:30")
    assert take(house, early.key, hold="visitor-one").turn_minutes == 75
    assert not Hold.objects.exists()


def test_what_is_held_needs_no_name_again(house: House, early: Service) -> None:
    hold(house, early.key)
    assert take(house, hold="visitor-one").service == early


def test_a_booking_keeps_its_service_where_that_has_the_new_start(house: House, early: Service) -> None:
    row = book(house, NOON_BEFORE, NINE)
    assert move(house, row, starts_at=at(SIX)).service == house.dinner


def test_a_booking_of_another_service_is_moved_to_the_one_that_is_named(house: House, early: Service) -> None:
    late = make_service(
        house.restaurant, house.plan, name="Supper", first_start=time(22), last_start=time(22)
    )
    row = book(house, NOON_BEFORE, "2026-12-04 22:00")
    with pytest.raises(ServiceNeeded):
        move(house, row, starts_at=at(SIX))
    moved = move(house, row, starts_at=at(SIX), service_key=early.key)
    assert (late.pk != moved.service_id, moved.service, moved.turn_minutes) == (True, early, 75)


def test_the_service_alone_is_changed_with_its_turn_and_under_its_limits(
    house: House, early: Service
) -> None:
    row = take(house, house.dinner.key)
    changed = move(house, row, service_key=early.key)
    assert (changed.service, f"{changed.ends_at:%H:%M}", changed.turn_minutes) == (early, "19:15", 75)
    edit(house, house.dinner, max_parties=0)
    with pytest.raises(PacingReached):
        move(house, row, service_key=house.dinner.key)
    with pytest.raises(OffGrid):
        move(house, row, service_key=early.key, starts_at=at(HALF_PAST_SIX))


def test_past_a_limit_the_named_service_is_booked_too(house: House, early: Service) -> None:
    override = Override(reason="Friends of the house")
    row = take(house, early.key, "2026-12-04 18:10", source=STAFF, override=override)
    assert (row.service, row.turn_minutes) == (early, 75)
    with pytest.raises(ServiceNeeded):
        take(house, source=STAFF, override=override)
    moved = move(house, row, starts_at=at("2026-12-04 18:20"), service_key=early.key, override=override)
    assert moved.service == early

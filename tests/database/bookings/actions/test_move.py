"""Do staff move bookings to where there is room, and nowhere else?"""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from entracte.availability import refusals
from entracte.bookings import errors
from entracte.bookings.actions.milestones import Milestone, mark_milestone
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.walk_in import book_walk_in
from entracte.bookings.asker import Asker
from entracte.bookings.models import Booking
from entracte.bookings.queries import history_of
from entracte.dining.models import FloorPlan, Placement
from tests.builders import NOON_BEFORE, at
from tests.house import House, at_the_door, book, edit, held, make_house, make_service


def move(
    house: House,
    booking: Booking,
    version: int | None = None,
    now: datetime = NOON_BEFORE,
    **wish: Any,
) -> Booking:
    return move_booking(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        move=MoveRequest(**wish),
        asker=Asker(actor=house.host, now=now, version=version),
    )


def test_another_time_keeps_the_table_and_is_one_line_of_history(house: House) -> None:
    book(house, NOON_BEFORE, "2026-12-05 20:00")
    booking = book(house, NOON_BEFORE, "2026-12-04 19:00")
    booking = move(house, booking, starts_at=at("2026-12-04 19:30"), version=1)
    assert held(booking) == [("1", "19:30", "21:00")]
    line = history_of(booking)[-1]
    assert (line.what, line.before["starts_at"]) == ("moved", at("2026-12-04 19:00").isoformat())
    assert line.after["starts_at"] == at("2026-12-04 19:30").isoformat()
    with pytest.raises(errors.StalePage):
        move(house, booking, version=1, party_size=3)


def test_another_day_takes_the_best_table_that_is_free_there(house: House) -> None:
    book(house, NOON_BEFORE, "2026-12-05 20:00")
    booking = move(house, book(house, NOON_BEFORE), starts_at=at("2026-12-05 20:00"))
    assert held(booking) == [("2", "20:00", "21:30")]
    assert str(Booking.objects.get(pk=booking.pk).service_date) == "2026-12-05"


def test_a_larger_party_gets_a_larger_table_and_a_longer_turn(house: House) -> None:
    booking = move(house, book(house, NOON_BEFORE), party_size=5)
    assert held(booking) == [("4", "19:00", "21:00")]
    assert (booking.party_size, booking.turn_minutes) == (5, 120)
    with pytest.raises(refusals.PartyTooLarge):
        move(house, booking, party_size=7)


@pytest.mark.parametrize(
    "wish",
    [
        {"party_size": 3},
        {"party_size": 1},
        {"party_size": 3, "starts_at": at("2026-12-04 19:30")},
        {"party_size": 3, "ends_at": at("2026-12-04 21:15")},
    ],
)
def test_a_party_that_shrinks_keeps_its_table_whatever_that_is_for(
    house: House, wish: dict[str, Any]
) -> None:
    edit(house, house.tables["4"], min_covers=4)
    booking = book(house, NOON_BEFORE, party_size=5)
    for name in ("bo", "cy", "di"):
        book(house, NOON_BEFORE, last_name=name, email=f"{name}@example.org")
    booking = move(house, booking, **wish)
    assert (held(booking)[0][0], booking.party_size) == ("4", wish["party_size"])
    booking = move(house, booking, starts_at=at("2026-12-04 20:00"))
    assert held(booking)[0][0] == "4"


def test_a_party_that_shrinks_leaves_a_table_that_its_new_service_has_not(house: House) -> None:
    plan = FloorPlan.objects.create(restaurant=house.restaurant, name="Bar")
    Placement.objects.create(restaurant=house.restaurant, plan=plan, table=house.tables["3"])
    make_service(house.restaurant, plan, name="Late", first_start=time(22), last_start=time(22, 30))
    booking = move(
        house, book(house, NOON_BEFORE, party_size=5), party_size=3, starts_at=at("2026-12-04 22:00")
    )
    assert held(booking)[0][0] == "3"


@pytest.mark.rule("D3")
def test_staff_set_the_end(house: House) -> None:
    booking = move(house, book(house, NOON_BEFORE), ends_at=at("2026-12-04 22:15"))
    assert (booking.ends_at, booking.turn_minutes) == (at("2026-12-04 22:15"), 195)
    assert held(booking) == [("1", "19:00", "22:15")]
    for wrong in ("2026-12-04 19:00", "2026-12-04 18:00", "2026-12-06 19:00"):
        with pytest.raises(errors.ImpossibleEnd):
            move(house, booking, ends_at=at(wrong))


def test_a_walk_in_keeps_the_table_that_another_party_left_in_the_same_minute(house: House) -> None:
    leaves, sits = at("2026-12-04 20:07") + timedelta(seconds=5), at("2026-12-04 20:07:40")
    earlier = book(house, NOON_BEFORE, "2026-12-04 19:00")
    mark_milestone(
        booking_id=earlier.pk,
        restaurant=house.restaurant,
        milestone=Milestone.LEFT,
        asker=Asker(actor=house.host, now=leaves),
    )
    walk_in = book_walk_in(
        restaurant=house.restaurant, typed=at_the_door(2), asker=Asker(actor=None, now=sits)
    ).booking
    assert held(walk_in) == [("1", "20:07", "21:37")]
    assert held(move(house, walk_in, ends_at=at("2026-12-04 22:00"))) == [("1", "20:07", "22:00")]


def test_a_party_that_sits_changes_tables_from_now_on(house: House) -> None:
    """The new table was another party's when this one sat down; that it is free now is enough."""
    book(house, NOON_BEFORE, "2026-12-04 17:30", party_size=5)
    booking = book(house, NOON_BEFORE, "2026-12-04 19:00")
    large = house.tables["4"]
    with pytest.raises(refusals.SlotGone):
        move(house, booking, tables=[large])
    mark_milestone(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        milestone=Milestone.SEATED,
        asker=Asker(actor=house.host, now=at("2026-12-04 19:02")),
    )
    booking = move(house, booking, tables=[large], now=at("2026-12-04 19:40"))
    assert held(booking) == [("4", "19:40", "20:30")]
    assert (booking.starts_at, booking.ends_at) == (at("2026-12-04 19:00"), at("2026-12-04 20:30"))


def test_no_move_onto_another_partys_table(house: House) -> None:
    others = [book(house, NOON_BEFORE, "2026-12-04 20:30") for _ in range(4)]
    booking = book(house, NOON_BEFORE, "2026-12-04 19:00")
    with pytest.raises(refusals.SlotGone):
        move(house, booking, starts_at=at("2026-12-04 19:30"))
    with pytest.raises(refusals.SlotGone):
        move(house, booking, ends_at=at("2026-12-04 20:45"))
    with pytest.raises(refusals.SlotGone):
        move(house, others[1], tables=[house.tables["1"]])
    assert held(booking) == [("1", "19:00", "20:30")]


def test_the_chosen_table_takes_any_party(house: House) -> None:
    booking = move(house, book(house, NOON_BEFORE), tables=[house.tables["2"]], party_size=3)
    assert held(booking) == [("2", "19:00", "20:45")]
    other = make_house(NOON_BEFORE, slug="stalls")
    with pytest.raises(errors.UnknownTable):
        move(house, booking, tables=[other.tables["1"]])


def test_a_start_off_the_grid_is_refused_but_an_unchanged_one_never(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    with pytest.raises(refusals.OffGrid):
        move(house, booking, starts_at=at("2026-12-04 19:10"))
    Booking.objects.filter(pk=booking.pk).update(starts_at=at("2026-12-04 19:07"))
    moved = move(house, booking, starts_at=at("2026-12-04 19:07"), party_size=1)
    assert (moved.starts_at, moved.ends_at) == (at("2026-12-04 19:07"), at("2026-12-04 20:37"))


def test_a_booking_moves_into_another_service(house: House) -> None:
    lunch = make_service(
        house.restaurant, house.plan, name="Lunch", first_start=time(12), last_start=time(14)
    )
    booking = move(house, book(house, NOON_BEFORE), starts_at=at("2026-12-04 12:30"))
    assert Booking.objects.get(pk=booking.pk).service == lunch


@pytest.mark.parametrize("status", ["completed", "no_show", "cancelled"])
def test_what_is_over_is_not_moved(house: House, status: str) -> None:
    booking = book(house, NOON_BEFORE)
    Booking.objects.filter(pk=booking.pk).update(status=status)
    with pytest.raises(errors.IllegalChange):
        move(house, booking, party_size=1)


def test_who_has_left_is_not_moved(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    mark_milestone(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        milestone=Milestone.LEFT,
        asker=Asker(actor=None, now=at("2026-12-04 20:00")),
    )
    with pytest.raises(errors.IllegalChange):
        move(house, booking, party_size=1)

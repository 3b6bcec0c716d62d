"""A table is free from the moment its party left, and comes back as far as it is free then."""

from datetime import datetime

from entracte.availability.fit import Wish
from entracte.bookings import queries
from entracte.bookings.actions.milestones import Milestone, mark_milestone, undo_milestone
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.models import Booking
from tests.builders import FRIDAY, NOON_BEFORE, at
from tests.house import House, book, edit, held

HALF_PAST = at("2026-12-04 20:30")


def mark(house: House, booking: Booking, name: str, now: datetime) -> Booking:
    return mark_milestone(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        milestone=Milestone(name),
        asker=Asker(actor=house.host, now=now),
    )


def undo_left(house: House, booking: Booking, now: datetime) -> Booking:
    return undo_milestone(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        milestone=Milestone.LEFT,
        asker=Asker(actor=house.host, now=now),
    )


def change(house: House, booking: Booking, to: str, now: datetime = NOON_BEFORE) -> Booking:
    return change_status(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        to=to,
        asker=Asker(actor=None, now=now),
    )


def starts(house: House, party_size: int, now: datetime) -> list[str]:
    wish = Wish(party_size, is_online=False)
    answer = queries.offers_for(restaurant=house.restaurant, date=FRIDAY, wish=wish, now=now)
    return [f"{offer.starts_at:%H:%M}" for offer in answer.offers if offer.starts_at >= now]


def test_the_table_is_free_from_that_moment_without_a_reset_and_the_end_stays(house: House) -> None:
    edit(house, house.dinner, reset_minutes=15)
    six = book(house, NOON_BEFORE, "2026-12-04 18:00", party_size=6)
    assert held(six) == [("4", "18:00", "20:15")]
    now = at("2026-12-04 19:00")
    assert starts(house, 6, now) == ["20:30", "21:00", "21:30"]
    left = mark(house, six, "left", now)
    assert held(left) == [("4", "18:00", "19:00")]
    assert left.ends_at == at("2026-12-04 20:00")
    assert starts(house, 6, now) == ["19:00", "19:30", "20:00", "20:30", "21:00", "21:30"]


def test_leaving_during_the_reset_ends_that_too(house: House) -> None:
    edit(house, house.dinner, reset_minutes=15)
    left = mark(house, book(house, NOON_BEFORE), "left", at("2026-12-04 20:35"))
    assert held(left) == [("1", "19:00", "20:35")]


def test_who_left_before_the_start_has_no_table_and_gets_it_back_by_undoing(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    mark(house, booking, "left", at("2026-12-04 18:50"))
    assert held(booking) == []
    for to in ("completed", "confirmed"):
        change(house, booking, to, at("2026-12-04 18:52"))
    assert held(booking) == []
    undo_left(house, booking, at("2026-12-04 18:55"))
    assert held(booking) == [("1", "19:00", "20:30")]
    assert queries.history_of(booking)[-1].reason == ""


def test_who_has_not_left_after_all_keeps_the_table_up_to_the_next_party_and_history_says_so(
    house: House,
) -> None:
    booking = book(house, NOON_BEFORE)
    mark(house, booking, "left", at("2026-12-04 19:30"))
    book(house, at("2026-12-04 19:31"), "2026-12-04 20:00")
    undo_left(house, booking, at("2026-12-04 19:40"))
    assert held(booking) == [("1", "19:00", "20:00")]
    assert "only as far as it was free" in queries.history_of(booking)[-1].reason


def test_completed_before_its_start_and_put_back_it_has_what_is_still_free(house: House) -> None:
    booking = change(house, book(house, NOON_BEFORE), "completed", at("2026-12-04 18:00"))
    next_party = book(house, at("2026-12-04 18:01"), "2026-12-04 20:00")
    assert held(next_party) == [("1", "20:00", "21:30")]
    change(house, booking, "confirmed", at("2026-12-04 18:05"))
    assert held(booking) == [("1", "19:00", "20:00")]
    assert "only as far as it was free" in queries.history_of(booking)[-1].reason


def test_completed_before_its_start_and_put_back_too_late_it_holds_none(house: House) -> None:
    booking = change(house, book(house, NOON_BEFORE), "completed", at("2026-12-04 18:00"))
    assert held(book(house, at("2026-12-04 18:01"))) == [("1", "19:00", "20:30")]
    change(house, booking, "confirmed", at("2026-12-04 18:05"))
    assert held(booking) == []
    assert "only as far as it was free" in queries.history_of(booking)[-1].reason


def test_of_two_tables_each_is_put_back_as_far_as_it_is_free(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    move_booking(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        move=MoveRequest(tables=[house.tables["1"], house.tables["2"]]),
        asker=Asker(actor=None, now=NOON_BEFORE),
    )
    change(house, booking, "completed", at("2026-12-04 18:00"))
    assert held(book(house, NOON_BEFORE, "2026-12-04 20:00")) == [("1", "20:00", "21:30")]
    change(house, booking, "confirmed", at("2026-12-04 18:05"))
    assert held(booking) == [("1", "19:00", "20:00"), ("2", "19:00", "20:30")]


def test_a_no_show_frees_its_table_for_the_next(house: House) -> None:
    booking = book(house, NOON_BEFORE, party_size=6)
    now = at("2026-12-04 19:20")
    assert starts(house, 6, now) == ["21:00", "21:30"]
    change(house, booking, "no_show", now)
    assert starts(house, 6, now) == ["19:30", "20:00", "20:30", "21:00", "21:30"]

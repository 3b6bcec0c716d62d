"""Which change of a booking causes which letter to the guest, and when is it not true any more?"""

from datetime import timedelta

import pytest

from entracte.bookings.actions.milestones import Milestone, mark_milestone
from entracte.bookings.actions.pin import pin_booking
from entracte.bookings.actions.status import receive_deposit
from entracte.bookings.actions.walk_in import book_walk_in
from entracte.bookings.choices import Status
from entracte.bookings.models import Booking
from entracte.bookings.queries import changes_after
from entracte.mail.letters import BY_NAME, is_superseded
from tests.builders import NOON_BEFORE, at
from tests.database.mail.letters.correspondence import (
    asked_by,
    become,
    last_change,
    letter_names,
    moved,
)
from tests.house import House, at_the_door, book, edit


def superseded(booking: Booking, name: str, number: int) -> bool:
    """Say whether the letter of this line of history is not to be sent any more."""
    lines = changes_after(number - 1, booking.pk)
    return is_superseded(BY_NAME[name], lines[0], lines[1:])


def test_a_booking_causes_the_letter_of_its_status(house: House) -> None:
    assert letter_names(book(house, NOON_BEFORE)) == ["booked"]
    edit(house, house.restaurant, confirms_by_hand=True)
    pending = book(house, NOON_BEFORE, "2026-12-05 19:00")
    assert letter_names(pending) == ["waiting"]
    assert letter_names(become(house, pending, Status.CONFIRMED)) == ["confirmed"]


def test_a_deposit_causes_a_letter_when_it_is_due_and_when_it_came_in(house: House) -> None:
    edit(house, house.restaurant, deposit_from_party=2)
    booking = book(house, NOON_BEFORE)
    assert letter_names(booking) == ["deposit_due"]
    paid = receive_deposit(booking_id=booking.pk, restaurant=house.restaurant, asker=asked_by(house))
    assert letter_names(paid) == ["confirmed"]


def test_a_paid_booking_that_a_person_confirms_waits(house: House) -> None:
    edit(house, house.restaurant, deposit_from_party=2, confirms_by_hand=True)
    booking = book(house, NOON_BEFORE)
    paid = receive_deposit(booking_id=booking.pk, restaurant=house.restaurant, asker=asked_by(house))
    assert letter_names(paid) == ["waiting"]


@pytest.mark.parametrize("by_guest", [False, True])
def test_another_time_or_party_causes_a_letter_whoever_changed_it(by_guest: bool, house: House) -> None:
    booking = moved(house, book(house, NOON_BEFORE), "2026-12-04 19:30", by_guest=by_guest)
    assert letter_names(booking) == ["changed"]
    assert letter_names(moved(house, booking, party_size=3, by_guest=by_guest)) == ["changed"]


def test_what_a_guest_does_not_read_causes_none(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    pin_booking(booking_id=booking.pk, restaurant=house.restaurant, pinned=True, asker=asked_by(house))
    assert letter_names(booking) == []
    now = at("2026-12-04 19:00")
    mark_milestone(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        milestone=Milestone.SEATED,
        asker=asked_by(house, now=now),
    )
    assert letter_names(moved(house, booking, party_size=3, now=now)) == []


def test_none_is_written_where_staff_said_so_nor_to_who_stands_at_the_door(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    assert letter_names(become(house, booking, Status.CANCELLED, guest_gets_letter=False)) == []
    walked_in = book_walk_in(
        restaurant=house.restaurant,
        typed=at_the_door(email="ana@example.org"),
        tables=[house.tables["2"]],
        asker=asked_by(house, now=at("2026-12-04 19:00")),
    )
    assert letter_names(walked_in.booking) == []


def test_what_is_put_right_after_the_visit_causes_none(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    after = booking.ends_at + timedelta(hours=1)
    assert letter_names(become(house, booking, Status.COMPLETED, now=after)) == []
    assert letter_names(become(house, booking, Status.CONFIRMED, now=after)) == []
    assert letter_names(become(house, booking, Status.CANCELLED, now=after)) == []


def test_the_letter_about_the_guests_own_cancelling_waits_a_minute(house: House) -> None:
    by_guest = become(house, book(house, NOON_BEFORE), Status.CANCELLED, by_guest=True)
    assert letter_names(by_guest) == ["cancelled"]
    wait = BY_NAME["cancelled"].wait
    assert wait(last_change(by_guest)) == timedelta(minutes=1)
    by_staff = become(house, book(house, NOON_BEFORE, "2026-12-05 19:00"), Status.CANCELLED)
    assert wait(last_change(by_staff)) == timedelta(0)


def test_cancelling_taken_back_by_the_guest_leaves_no_letter(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    cancelled = last_change(become(house, booking, Status.CANCELLED, by_guest=True)).number
    assert not superseded(booking, "cancelled", cancelled)
    assert letter_names(become(house, booking, Status.CONFIRMED, by_guest=True)) == []
    assert superseded(booking, "cancelled", cancelled)


def test_a_letter_is_superseded_by_a_change_that_causes_another_and_by_no_other(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    made = last_change(booking).number
    moved(house, booking, "2026-12-04 19:30", guest_gets_letter=False)
    assert not superseded(booking, "booked", made)
    first = last_change(moved(house, booking, "2026-12-04 20:00")).number
    assert superseded(booking, "booked", made)
    assert not superseded(booking, "changed", first)
    moved(house, booking, party_size=3)
    assert superseded(booking, "changed", first)


def test_a_letter_about_a_booking_that_ended_without_one_is_not_sent(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    made = last_change(booking).number
    become(house, booking, Status.CANCELLED, guest_gets_letter=False)
    assert superseded(booking, "booked", made)

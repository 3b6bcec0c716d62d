"""All actions change a booking in the same way: one version, one line, and nothing for a stale page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entracte.bookings import errors
from entracte.bookings.actions.milestones import Milestone, mark_milestone, undo_milestone
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.note import add_note
from entracte.bookings.actions.pin import pin_booking
from entracte.bookings.actions.status import change_status
from entracte.bookings.actions.swap import swap_tables
from entracte.bookings.asker import Asker
from entracte.bookings.changing import changing
from entracte.bookings.history import NOTE_ADDED
from entracte.bookings.models import BookedTable, Booking, BookingNote, Change
from entracte.bookings.queries import history_of
from tests.builders import NOON_BEFORE, at
from tests.house import House, book

EVENING = at("2026-12-04 18:59")
Action = Callable[[House, Booking, Asker], object]


def which(house: House, booking: Booking) -> dict[str, Any]:
    return {"booking_id": booking.pk, "restaurant": house.restaurant}


def swap(house: House, booking: Booking, asker: Asker) -> None:
    other = book(house, NOON_BEFORE, "2026-12-04 19:00")
    swap_tables(**which(house, booking), other_id=other.pk, asker=asker)


def undo(house: House, booking: Booking, asker: Asker) -> None:
    arrived = Asker(actor=None, now=NOON_BEFORE)
    changed = mark_milestone(**which(house, booking), milestone=Milestone.ARRIVED, asker=arrived)
    if asker.version is not None:
        asker = Asker(actor=asker.actor, now=asker.now, version=asker.version + changed.version - 1)
    undo_milestone(**which(house, booking), milestone=Milestone.ARRIVED, asker=asker)


ACTIONS: dict[str, Action] = {
    "status": lambda house, row, asker: change_status(**which(house, row), to="completed", asker=asker),
    "milestone": lambda house, row, asker: mark_milestone(
        **which(house, row), milestone=Milestone.SEATED, asker=asker
    ),
    "undo": undo,
    "pin": lambda house, row, asker: pin_booking(**which(house, row), pinned=True, asker=asker),
    "move": lambda house, row, asker: move_booking(
        **which(house, row), move=MoveRequest(party_size=1), asker=asker
    ),
    "note": lambda house, row, asker: add_note(**which(house, row), text="By the window", asker=asker),
    "swap": swap,
}


@pytest.mark.parametrize("name", ACTIONS)
def test_a_change_is_one_version_and_one_line_by_the_one_who_asked(house: House, name: str) -> None:
    booking = book(house, NOON_BEFORE)
    lines, version = len(history_of(booking)), booking.version
    if name == "undo":
        lines, version = lines + 1, version + 1
    ACTIONS[name](house, booking, Asker(actor=house.host, now=EVENING, version=1))
    booking.refresh_from_db()
    assert (booking.version, len(history_of(booking))) == (version + 1, lines + 1)
    line = history_of(booking)[-1]
    assert (line.actor, line.at) == (house.host, EVENING)


@pytest.mark.parametrize("name", ACTIONS)
def test_a_stale_page_changes_nothing(house: House, name: str) -> None:
    booking = book(house, NOON_BEFORE)
    with pytest.raises(errors.StalePage):
        ACTIONS[name](house, booking, Asker(actor=house.host, now=EVENING, version=7))
    assert not Change.objects.filter(at=EVENING).exists()


def test_what_the_body_raises_undoes_everything(house: House) -> None:
    booking = book(house, NOON_BEFORE)

    def change_half() -> None:
        asker = Asker(actor=house.host, now=EVENING)
        with changing(**which(house, booking), asker=asker, what=NOTE_ADDED) as change:
            change.booking.is_pinned = True
            BookingNote.objects.create(restaurant=house.restaurant, booking=booking, text="Never kept")
            BookedTable.objects.filter(booking=booking).delete()
            raise errors.IllegalChange

    with pytest.raises(errors.IllegalChange):
        change_half()
    booking.refresh_from_db()
    assert (booking.is_pinned, booking.notes.count(), booking.version) == (False, 0, 1)
    assert booking.booked_tables.count() == 1
    assert len(history_of(booking)) == 1


def test_only_the_columns_that_changed_are_saved(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        pin_booking(**which(house, booking), pinned=True, asker=Asker(actor=None, now=EVENING))
    [update] = [each["sql"] for each in asked if each["sql"].startswith('UPDATE "bookings_booking"')]
    assert update.count("=") == 3
    assert '"is_pinned"' in update
    assert '"version"' in update

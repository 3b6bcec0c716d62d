"""The history of bookings: one line a change, with who, when, from, to and why, numbered without gaps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection

from entracte.bookings.facts import BOOKING_WRITTEN
from entracte.bookings.models import Booking, BookingNote, Change
from entracte.bookings.sql import NEXT_NUMBER, TABLES_OF_BOOKING
from entracte.jobs.facts import announce

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker

MADE, STATUS, MILESTONE, MOVED, PINNED = "made", "status", "milestone", "moved", "pinned"
LATE, RECONFIRMED = "late", "reconfirmed"
WISHED, WISH_WITHDRAWN = "wished", "wish_withdrawn"
WISH_DECLINED, WISH_EXPIRED = "wish_declined", "wish_expired"
# why a booking was moved, where staff accepted its guest's wish
AS_WISHED = "As the guest wished"
# staff took the mark off the guest's address, from which letters had come back
LETTERS_AGAIN = "letters_again"
NOTE_ADDED, NOTE_STRUCK, CORRECTED = "note_added", "note_struck", "corrected"

# what guest and restaurant agreed on: where one of these is another, somebody may get a letter
AGREED = frozenset({"status", "party_size", "starts_at", "ends_at"})
INSTANTS = ("starts_at", "ends_at", "arrived_at", "seated_at", "left_at")

State = dict[str, object]


def state_of(booking: Booking) -> State:
    """Return what a line of history compares: status, party, pin, times and tables; no personal data."""
    state: State = {"status": str(booking.status), "party_size": booking.party_size}
    state["pinned"] = booking.is_pinned
    for name in INSTANTS:
        at: datetime | None = getattr(booking, name)
        state[name] = at.isoformat() if at else None
    state["tables"] = [
        {
            "table": table_id,
            "name": name,
            "from": start.isoformat(),
            "until": end.isoformat(),
            "shared": is_shared,
        }
        for table_id, name, start, end, is_shared in _tables_of(booking.pk)
    ]
    return state


def record(
    *,
    booking: Booking,
    what: str,
    before: Mapping[str, object],
    asker: Asker,
    reason: str = "",
    note: BookingNote | None = None,
) -> Change:
    """Write the line for what differs between `before` and now. The last write of its transaction.

    Takes the restaurant's number, whose row stays locked until the commit: hence last.
    """
    after = state_of(booking)
    changed = [name for name in after if before.get(name) != after[name]]
    change = Change.objects.create(
        restaurant_id=booking.restaurant_id,
        number=_next_number(booking.restaurant_id),
        booking=booking,
        at=asker.now,
        actor=asker.actor,
        by_guest=asker.by_guest or asker.is_online,
        guest_gets_letter=asker.guest_gets_letter,
        what=what,
        before={name: before[name] for name in changed if name in before},
        after={name: after[name] for name in changed},
        reason=reason[:200],
        note=note,
    )
    if AGREED.intersection(changed):
        announce(BOOKING_WRITTEN, change.pk)
    return change


def last_change(booking: Booking) -> Change:
    """Return the newest line of the booking's history; its making is the first. One query."""
    return Change.objects.filter(booking=booking).latest("number")


def _tables_of(booking_id: int) -> list[tuple[int, str, datetime, datetime, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES_OF_BOOKING, [booking_id])
        rows: list[tuple[int, str, datetime, datetime, bool]] = cursor.fetchall()
        return rows


def _next_number(restaurant_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBER, [restaurant_id])
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])

"""Write the note that staff keep about a booking."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.history import NOTE, record, state_of
from entracte.bookings.locked_booking import lock_booking, refuse_stale
from entracte.bookings.models import Booking
from entracte.bookings.retry_on_conflict import retry_on_conflict

if TYPE_CHECKING:
    from entracte.restaurants.models import Account, Restaurant


@retry_on_conflict
def write_note(
    *,
    booking_id: int,
    restaurant: Restaurant,
    note: str,
    actor: Account | None,
    now: datetime,
    version: int | None = None,
) -> Booking:
    """Write the staff's note anew; history tells that, not the words. Raises StalePage, UnknownBooking."""
    with transaction.atomic():
        booking = lock_booking(restaurant=restaurant, booking_id=booking_id)
        refuse_stale(booking, version)
        before = state_of(booking)
        booking.note = note.strip()
        booking.version += 1
        booking.save(update_fields=["note", "version"])
        record(booking=booking, what=NOTE, before=before, actor=actor, now=now)
    return booking

"""How is a booking tied to its tables? While it is pinned, nobody takes them to make room for others."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.errors import AlreadyDone, IllegalChange
from entracte.bookings.history import PINNED, record, state_of
from entracte.bookings.locked_booking import lock_booking, refuse_stale
from entracte.bookings.models import Booking
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.bookings.transitions import OPEN

if TYPE_CHECKING:
    from entracte.restaurants.models import Account, Restaurant


@retry_on_conflict
def pin_booking(
    *,
    booking_id: int,
    restaurant: Restaurant,
    pinned: bool,
    actor: Account | None,
    now: datetime,
    version: int | None = None,
) -> Booking:
    """Pin an open booking to the tables it has, or let them be provisional again.

    Locks the service day and the booking. Raises AlreadyDone, StalePage, UnknownBooking, and IllegalChange
    where the booking is over or the party has left.
    """
    with transaction.atomic():
        booking = lock_booking(restaurant=restaurant, booking_id=booking_id)
        if booking.is_pinned == pinned:
            raise AlreadyDone
        refuse_stale(booking, version)
        if booking.status not in OPEN or booking.left_at is not None:
            raise IllegalChange
        before = state_of(booking)
        booking.is_pinned = pinned
        booking.version += 1
        booking.save(update_fields=["is_pinned", "version"])
        record(booking=booking, what=PINNED, before=before, actor=actor, now=now)
    return booking

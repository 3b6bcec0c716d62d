"""Pin a booking to its tables: while it is pinned, they are not changed to make room for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte.bookings.changing import changing
from entracte.bookings.errors import IllegalChange
from entracte.bookings.history import PINNED
from entracte.bookings.models import Booking
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.bookings.transitions import OPEN

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.restaurants.models import Restaurant


@retry_on_conflict
def pin_booking(
    *,
    booking_id: int,
    restaurant: Restaurant,
    pinned: bool,
    asker: Asker,
) -> Booking:
    """Pin an open booking to the tables it has, or let them be provisional again.

    Locks the service day and the booking. Raises AlreadyDone, StalePage, UnknownBooking, and IllegalChange
    where the booking is over or the party has left.
    """
    with changing(
        booking_id=booking_id,
        restaurant=restaurant,
        asker=asker,
        what=PINNED,
        is_done=lambda found: found.is_pinned == pinned,
    ) as change:
        booking = change.booking
        if booking.status not in OPEN or booking.left_at is not None:
            raise IllegalChange
        booking.is_pinned = pinned
    return booking

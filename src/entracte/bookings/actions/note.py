"""Write the note that staff keep about a booking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte.bookings.changing import changing
from entracte.bookings.history import NOTE
from entracte.bookings.models import Booking
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.visible_text import visible

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.restaurants.models import Restaurant


@retry_on_conflict
def write_note(
    *,
    booking_id: int,
    restaurant: Restaurant,
    note: str,
    asker: Asker,
) -> Booking:
    """Replace the staff's note; history says that it was, not its words. Raises StalePage, UnknownBooking."""
    with changing(booking_id=booking_id, restaurant=restaurant, asker=asker, what=NOTE) as change:
        change.booking.note = visible(note).strip()
    return change.booking

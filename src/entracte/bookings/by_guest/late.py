"""A guest says by the link that the party comes later; the list shows it, and no span follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte.bookings.by_guest.rules import refuse_late
from entracte.bookings.changing import changing
from entracte.bookings.history import LATE
from entracte.bookings.retry_on_conflict import retry_on_conflict

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.bookings.models import Booking
    from entracte.restaurants.models import Restaurant


@retry_on_conflict
def say_late(*, booking_id: int, restaurant: Restaurant, asker: Asker, minutes: int) -> Booking:
    """Note how many minutes later the party comes; 0 is in time after all.

    Locks the service day and the booking. Raises AlreadyDone where that was said, PartyHasCome,
    TooLateForGuest outside the hours in which it helps, IllegalChange, StalePage, UnknownBooking.
    """
    with changing(
        booking_id=booking_id,
        restaurant=restaurant,
        asker=asker,
        what=LATE,
        is_done=lambda found: found.late_minutes == minutes,
    ) as change:
        refuse_late(change.booking, now=asker.now)
        change.booking.late_minutes = minutes
        change.reason = f"{minutes} minutes" if minutes else "in time after all"
    return change.booking

"""A guest says again, by the link, that the party comes; the list shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte.bookings.by_guest.rules import refuse_reconfirm
from entracte.bookings.changing import changing
from entracte.bookings.history import RECONFIRMED
from entracte.bookings.retry_on_conflict import retry_on_conflict

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.bookings.models import Booking
    from entracte.restaurants.models import Restaurant


@retry_on_conflict
def reconfirm(*, booking_id: int, restaurant: Restaurant, asker: Asker) -> Booking:
    """Note that the guest says again that the party comes: a mark, never a status.

    Another start or a cancelled booking takes it away. Locks the service day and the booking. Raises
    AlreadyDone where that was said, PartyHasCome, NothingToConfirm, StalePage, UnknownBooking.
    """
    with changing(
        booking_id=booking_id,
        restaurant=restaurant,
        asker=asker,
        what=RECONFIRMED,
        is_done=lambda found: found.reconfirmed_at is not None,
    ) as change:
        refuse_reconfirm(change.booking, now=asker.now)
        change.booking.reconfirmed_at = asker.now
    return change.booking

"""Mark when a party arrived, sat down and left: times on a Confirmed booking, each undone by one press."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from entracte.bookings.changing import changing
from entracte.bookings.errors import IllegalChange
from entracte.bookings.history import MILESTONE
from entracte.bookings.holds.live import drop_expired_holds
from entracte.bookings.models import Booking
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.bookings.tables.take import NOT_ALL_RESTORED, restore_tables, shorten_tables

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.restaurants.models import Restaurant


class Milestone(StrEnum):
    """One of the three; the value is what a form sends."""

    ARRIVED = "arrived"
    SEATED = "seated"
    LEFT = "left"

    @property
    def column(self) -> str:
        """The column of the booking that keeps its time."""
        return f"{self.value}_at"


@retry_on_conflict
def mark_milestone(
    *,
    booking_id: int,
    restaurant: Restaurant,
    milestone: Milestone,
    asker: Asker,
) -> Booking:
    """Note that it happened now. Leaving before the end frees the table from this moment on.

    Locks the service day and the booking. Raises AlreadyDone, StalePage, IllegalChange where the booking is
    not Confirmed, UnknownBooking.
    """
    with changing(
        booking_id=booking_id,
        restaurant=restaurant,
        asker=asker,
        what=MILESTONE,
        is_done=lambda found: _reached_at(found, milestone) is not None,
    ) as change:
        if milestone is Milestone.LEFT:
            shorten_tables(change.booking, asker.now)
        setattr(change.booking, milestone.column, asker.now)
    return change.booking


@retry_on_conflict
def undo_milestone(
    *,
    booking_id: int,
    restaurant: Restaurant,
    milestone: Milestone,
    asker: Asker,
) -> Booking:
    """Take a milestone back. Where the party has not left after all, it keeps its table while that is free.

    Locks and raises as `mark_milestone` does; AlreadyDone where there is nothing to undo.
    """
    with changing(
        booking_id=booking_id,
        restaurant=restaurant,
        asker=asker,
        what=MILESTONE,
        is_done=lambda found: _reached_at(found, milestone) is None,
    ) as change:
        setattr(change.booking, milestone.column, None)
        if milestone is Milestone.LEFT:
            drop_expired_holds(restaurant.pk, now=asker.now)
            change.reason = "" if restore_tables(change.booking) else NOT_ALL_RESTORED
    return change.booking


def _reached_at(booking: Booking, milestone: Milestone) -> datetime | None:
    """Return when the party reached it. Raises IllegalChange where the booking is not Confirmed."""
    if booking.status != Booking.Status.CONFIRMED:
        raise IllegalChange
    reached_at: datetime | None = getattr(booking, milestone.column)
    return reached_at

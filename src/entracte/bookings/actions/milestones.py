"""When did the party arrive, sit down and leave? Times on a Confirmed booking, each undone by one press."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.errors import AlreadyDone, IllegalChange
from entracte.bookings.history import MILESTONE, record, state_of
from entracte.bookings.live_holds import drop_expired_holds
from entracte.bookings.locked_booking import lock_booking, refuse_stale
from entracte.bookings.models import Booking
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.bookings.tables.take import NOT_ALL_RESTORED, restore_tables, shorten_tables

if TYPE_CHECKING:
    from entracte.restaurants.models import Account, Restaurant


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
    actor: Account | None,
    now: datetime,
    version: int | None = None,
) -> Booking:
    """Note that it happened now. Leaving before the end frees the table from this moment on.

    Locks the service day and the booking. Raises AlreadyDone, StalePage, IllegalChange where the booking is
    not Confirmed, UnknownBooking.
    """
    with transaction.atomic():
        booking = _opened(booking_id, restaurant)
        if getattr(booking, milestone.column) is not None:
            raise AlreadyDone
        refuse_stale(booking, version)
        before = state_of(booking)
        if milestone is Milestone.LEFT:
            shorten_tables(booking, now)
        _keep(booking, milestone, now)
        record(booking=booking, what=MILESTONE, before=before, actor=actor, now=now)
    return booking


@retry_on_conflict
def undo_milestone(
    *,
    booking_id: int,
    restaurant: Restaurant,
    milestone: Milestone,
    actor: Account | None,
    now: datetime,
    version: int | None = None,
) -> Booking:
    """Take a milestone back. Where the party has not left after all, it keeps its table while that is free.

    Locks and raises as `mark_milestone` does; AlreadyDone where there is nothing to undo.
    """
    with transaction.atomic():
        booking = _opened(booking_id, restaurant)
        if getattr(booking, milestone.column) is None:
            raise AlreadyDone
        refuse_stale(booking, version)
        before = state_of(booking)
        _keep(booking, milestone, None)
        reason = ""
        if milestone is Milestone.LEFT:
            drop_expired_holds(restaurant.pk, now=now)
            reason = "" if restore_tables(booking) else NOT_ALL_RESTORED
        record(booking=booking, what=MILESTONE, before=before, actor=actor, now=now, reason=reason)
    return booking


def _opened(booking_id: int, restaurant: Restaurant) -> Booking:
    booking = lock_booking(restaurant=restaurant, booking_id=booking_id)
    if booking.status != Booking.Status.CONFIRMED:
        raise IllegalChange
    return booking


def _keep(booking: Booking, milestone: Milestone, at: datetime | None) -> None:
    setattr(booking, milestone.column, at)
    booking.version += 1
    booking.save(update_fields=[milestone.column, "version"])

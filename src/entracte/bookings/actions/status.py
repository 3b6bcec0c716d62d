"""How does a booking change its status? As the table of transitions has it, with a line of history."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.errors import AlreadyDone, IllegalChange
from entracte.bookings.history import STATUS, record, state_of
from entracte.bookings.live_holds import drop_expired_holds
from entracte.bookings.locked_booking import lock_booking, refuse_stale
from entracte.bookings.models import Booking
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.bookings.tables.take import (
    NOT_ALL_RESTORED,
    free_tables,
    restore_tables,
    shorten_tables,
    take_back_tables,
)
from entracte.bookings.transitions import Tables, status_when_paid, step_to
from entracte.jobs.facts import announce

if TYPE_CHECKING:
    from entracte.restaurants.models import Account, Restaurant


@retry_on_conflict
def change_status(
    *,
    booking_id: int,
    restaurant: Restaurant,
    to: str,
    actor: Account | None,
    now: datetime,
    version: int | None = None,
    reason: str = "",
) -> Booking:
    """Take one step of the table, with what it does to the booking's tables and the fact it is told as.

    Locks the service day and the booking. `version` is what the page showed. Raises AlreadyDone where the
    booking has that status already, StalePage, IllegalChange, UnknownBooking, and TablesTaken where the
    tables to take back are not free; then nothing is written.
    """
    with transaction.atomic():
        booking = lock_booking(restaurant=restaurant, booking_id=booking_id)
        if booking.status == to:
            raise AlreadyDone
        refuse_stale(booking, version)
        step = step_to(booking, to)
        if step is None:
            raise IllegalChange
        before = state_of(booking)
        if not _change_tables(booking, step.tables, now):
            reason = f"{reason} {NOT_ALL_RESTORED}".strip()
        booking.status = step.to
        booking.version += 1
        booking.save(update_fields=["status", "version"])
        change = record(booking=booking, what=STATUS, before=before, actor=actor, now=now, reason=reason)
        if step.fact:
            announce(step.fact, change.pk)
    return booking


def receive_deposit(
    *,
    booking_id: int,
    restaurant: Restaurant,
    actor: Account | None,
    now: datetime,
    version: int | None = None,
) -> Booking:
    """Note that the deposit of a booking came in: it is Confirmed, or Pending where staff confirm by hand.

    Locks and raises as `change_status` does.
    """
    return change_status(
        booking_id=booking_id,
        restaurant=restaurant,
        to=status_when_paid(restaurant),
        actor=actor,
        now=now,
        version=version,
        reason="Deposit received",
    )


def _change_tables(booking: Booking, tables: Tables, now: datetime) -> bool:
    """Do what the step says; False where not all could be restored."""
    if tables in (Tables.TAKEN_BACK, Tables.RESTORED):
        drop_expired_holds(booking.restaurant_id, now=now)
    match tables:
        case Tables.FREED:
            free_tables(booking)
        case Tables.SHORTENED:
            shorten_tables(booking, now)
        case Tables.TAKEN_BACK:
            take_back_tables(booking)
        case Tables.RESTORED:
            return restore_tables(booking)
        case Tables.KEPT:
            pass
    return True

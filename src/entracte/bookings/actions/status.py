"""Change the status of a booking, by one step of the table of transitions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from entracte.bookings.changing import BookingChange, changing
from entracte.bookings.errors import IllegalChange
from entracte.bookings.history import STATUS
from entracte.bookings.holds.live import drop_expired_holds
from entracte.bookings.models import Booking
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.bookings.tables.take import (
    NOT_ALL_RESTORED,
    free_tables,
    restore_tables,
    shorten_tables,
    take_back_tables,
)
from entracte.bookings.transitions import Tables, Transition, status_when_paid, step_to

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.restaurants.models import Restaurant


@retry_on_conflict
def change_status(
    *,
    booking_id: int,
    restaurant: Restaurant,
    to: str,
    asker: Asker,
    reason: str = "",
) -> Booking:
    """Take one step of the table, with what it does to the booking's tables and the fact that is announced.

    Locks the service day and the booking. Raises AlreadyDone where the
    booking has that status already, StalePage, IllegalChange, UnknownBooking, and TablesTaken where the
    tables to take back are not free; then nothing is written.
    """
    with changing(
        booking_id=booking_id,
        restaurant=restaurant,
        asker=asker,
        what=STATUS,
        is_done=lambda found: found.status == to,
    ) as change:
        set_status(change, step_to(change.booking, to), asker, reason)
    return change.booking


def set_status(change: BookingChange, transition: Transition | None, asker: Asker, reason: str = "") -> None:
    """Do to a locked booking and its tables what the transition says.

    Raises IllegalChange without one, and TablesTaken.
    """
    if transition is None:
        raise IllegalChange
    is_whole = _change_tables(change.booking, transition.tables, asker.now)
    change.reason = reason if is_whole else f"{reason} {NOT_ALL_RESTORED}".strip()
    change.fact = transition.fact
    change.booking.status = transition.to


def receive_deposit(
    *,
    booking_id: int,
    restaurant: Restaurant,
    asker: Asker,
) -> Booking:
    """Note that the deposit came in: the booking is Confirmed, or Pending where a person has to confirm it.

    Locks and raises as `change_status` does.
    """
    second = Booking.objects.filter(restaurant=restaurant, pk=booking_id, is_second_table=True)
    return change_status(
        booking_id=booking_id,
        restaurant=restaurant,
        to=status_when_paid(restaurant, is_second_table=second.exists()),
        asker=asker,
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

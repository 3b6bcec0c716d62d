"""A guest cancels by the link of the booking, and takes that back within a minute (D38)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte.bookings.actions.status import set_status
from entracte.bookings.by_guest.rules import cancel_to_undo, refuse_cancel
from entracte.bookings.changing import changing
from entracte.bookings.choices import Status
from entracte.bookings.errors import UndoOver
from entracte.bookings.history import STATUS
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.bookings.transitions import step_to, undoing_step

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.bookings.models import Booking
    from entracte.restaurants.models import Restaurant


@retry_on_conflict
def cancel_by_guest(*, booking_id: int, restaurant: Restaurant, asker: Asker) -> Booking:
    """Cancel a booking for its guest, within the rules of its restaurant; its tables are free at once.

    Locks the service day and the booking. Raises AlreadyDone where it is cancelled, StalePage, PartyHasCome,
    TooLateForGuest, IllegalChange, UnknownBooking; then nothing is written.
    """
    with changing(
        booking_id=booking_id,
        restaurant=restaurant,
        asker=asker,
        what=STATUS,
        is_done=lambda found: found.status == Status.CANCELLED,
    ) as change:
        refuse_cancel(change.booking, now=asker.now)
        set_status(change, step_to(change.booking, Status.CANCELLED), asker)
    return change.booking


@retry_on_conflict
def undo_cancel_by_guest(*, booking_id: int, restaurant: Restaurant, asker: Asker) -> Booking:
    """Give a booking that its guest cancelled within the last minute its status and its tables back.

    Locks as `cancel_by_guest` does. Raises AlreadyDone where it is not cancelled, StalePage, UndoOver,
    TablesTaken where a table went to others meanwhile, UnknownBooking; then nothing is written.
    """
    with changing(
        booking_id=booking_id,
        restaurant=restaurant,
        asker=asker,
        what=STATUS,
        is_done=lambda found: found.status != Status.CANCELLED,
    ) as change:
        cancelled = cancel_to_undo(change.booking, now=asker.now)
        if cancelled is None:
            raise UndoOver
        set_status(change, undoing_step(cancelled.before["status"]), asker)
    return change.booking

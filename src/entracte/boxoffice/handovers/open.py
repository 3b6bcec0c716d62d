"""A handover is opened when a booking is completed, and withdrawn when it is put back (R7, R8, D2, D5)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.queries import change_by_id, is_reopened_since
from entracte.boxoffice.connection_lock import connection_for_work
from entracte.boxoffice.handovers.next_step import take_next_step
from entracte.boxoffice.models import Claim, Connection, Handover, HandoverState
from entracte.boxoffice.person import Person, locked_person
from entracte.boxoffice.reasons import StopReason, plain
from entracte.boxoffice.steps import record_step

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


def open_handover(change_id: int, *, at: datetime) -> Handover | None:
    """Open the handover of a booking that became Completed, and decide what it does.

    One handover per change, however often this is called. Locks the person's rows, as the settling of a
    claim does, so a handover never waits for a claim that has just ended. None where the restaurant has
    nothing to do with Spektrix, or the handover is there already.
    """
    change = change_by_id(change_id)
    if change is None:
        return None
    with transaction.atomic():
        connection = connection_for_work(change.restaurant_id)
        person = locked_person(change.booking.guest_id)
        if Handover.objects.filter(change_id=change_id).exists() or _is_stranger(person, connection):
            return None
        handover = Handover(
            restaurant_id=change.restaurant_id,
            booking=change.booking,
            guest=person.guest,
            change=change,
            completed_at=change.at,
        )
        if is_reopened_since(change.number, change.booking_id):
            end_withdrawn(handover, at=at)
        else:
            take_next_step(handover, person, connection, at=at)
        return handover


def withdraw_unwritten(change_id: int, *, at: datetime) -> int:
    """Withdraw what a booking that was put back still had to write (D5); return how many handovers.

    Only of changes before this one: the next Completed has a handover of its own. May be called twice.
    """
    change = change_by_id(change_id)
    if change is None:
        return 0
    with transaction.atomic():
        connection_for_work(change.restaurant_id)
        locked_person(change.booking.guest_id)
        handovers = list(
            Handover.objects.select_for_update(of=("self",)).filter(
                booking_id=change.booking_id, state__in=Handover.OPEN, change__number__lt=change.number
            )
        )
        for handover in handovers:
            end_withdrawn(handover, at=at)
    return len(handovers)


def end_withdrawn(handover: Handover, *, at: datetime) -> None:
    """End a handover whose booking is no longer Completed. Runs under the person's lock."""
    handover.state, handover.reason = HandoverState.WITHDRAWN, StopReason.REOPENED.value
    handover.settled_at, handover.next_try_at = at, None
    handover.save()
    record_step(handover, "withdrawn", plain(StopReason.REOPENED), at=at)


def is_completed(booking: Booking) -> bool:
    """Say whether the booking is Completed now: the only state that is ever written (R8)."""
    return booking.status == booking.Status.COMPLETED


def _is_stranger(person: Person, connection: Connection | None) -> bool:
    """Say whether there is no connection, and the guest never had to do with one."""
    if connection is not None:
        return False
    return not person.links() and not Claim.objects.filter(guest_id__in=person.ids).exists()

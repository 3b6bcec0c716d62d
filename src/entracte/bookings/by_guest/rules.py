"""What a guest may do with a booking by its link, as its restaurant allows, and until when (D37, D38)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from entracte.bookings.choices import Status
from entracte.bookings.errors import (
    IllegalChange,
    NeedsAPerson,
    NothingToConfirm,
    PartyHasCome,
    TooLateForGuest,
)
from entracte.bookings.history import MOVED, STATUS, last_change
from entracte.bookings.models import Change
from entracte.bookings.transitions import OPEN, first_status

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

UNDO = timedelta(minutes=1)
JUST_NOW = timedelta(minutes=10)
# from so long before the start on a guest can say that the party comes later
LATE_BEFORE = timedelta(hours=3)


def cancels_until(booking: Booking) -> datetime | None:
    """Return until when its guest may cancel it; None where only the restaurant does so."""
    if not booking.restaurant.guests_cancel:
        return None
    return booking.starts_at - timedelta(hours=booking.restaurant.cancel_hours)


def may_cancel(booking: Booking, *, now: datetime) -> bool:
    """Say whether its guest may cancel it now."""
    until = cancels_until(booking)
    return booking.status in OPEN and not _has_come(booking) and until is not None and now < until


def refuse_cancel(booking: Booking, *, now: datetime) -> None:
    """Say why its guest cannot cancel a booking that stands: raises PartyHasCome, TooLateForGuest."""
    if _has_come(booking):
        raise PartyHasCome
    if booking.status in OPEN and not may_cancel(booking, now=now):
        raise TooLateForGuest


def may_change(booking: Booking, *, now: datetime) -> bool:
    """Say whether its guest may change it now, or ask staff to."""
    until = booking.starts_at - timedelta(hours=booking.restaurant.change_hours)
    restaurant = booking.restaurant
    statuses = OPEN if restaurant.wish_hours else (Status.CONFIRMED,)
    is_allowed = restaurant.guests_change and booking.status in statuses
    return is_allowed and not _has_come(booking) and now < until


def needs_a_person(booking: Booking, party_size: int) -> bool:
    """Say whether a change to this party is not its guest's alone to make, whatever the time."""
    restaurant = booking.restaurant
    is_confirmed_at_once = first_status(restaurant, party_size) == booking.status == Status.CONFIRMED
    return not is_confirmed_at_once or party_size > (restaurant.change_largest or party_size)


def refuse_change(booking: Booking, *, party_size: int, now: datetime) -> None:
    """Say why its guest cannot change it so: raises PartyHasCome, TooLateForGuest, NeedsAPerson."""
    _refuse_over(booking)
    if needs_a_person(booking, party_size):
        raise NeedsAPerson
    if not may_change(booking, now=now):
        raise TooLateForGuest


def refuse_wish(booking: Booking, *, now: datetime) -> None:
    """Say why its guest cannot ask for a change: raises PartyHasCome, TooLateForGuest, NeedsAPerson."""
    _refuse_over(booking)
    if not booking.restaurant.wish_hours:
        raise NeedsAPerson
    if not may_change(booking, now=now):
        raise TooLateForGuest


def may_say_late(booking: Booking, *, now: datetime) -> bool:
    """Say whether it helps the restaurant now that its guest says to come later."""
    is_near = booking.starts_at - LATE_BEFORE <= now < booking.ends_at
    return booking.status == Status.CONFIRMED and is_near and not _has_come(booking)


def refuse_late(booking: Booking, *, now: datetime) -> None:
    """Say why it is not taken: raises PartyHasCome, TooLateForGuest, IllegalChange."""
    if booking.status != Status.CONFIRMED:
        raise IllegalChange
    if _has_come(booking):
        raise PartyHasCome
    if not may_say_late(booking, now=now):
        raise TooLateForGuest


def may_reconfirm(booking: Booking, *, now: datetime) -> bool:
    """Say whether there is something that its guest can say again: that the party comes."""
    is_to_come = booking.status == Status.CONFIRMED and now < booking.starts_at
    return is_to_come and booking.reconfirmed_at is None and not _has_come(booking)


def refuse_reconfirm(booking: Booking, *, now: datetime) -> None:
    """Say why it is not taken: raises PartyHasCome, NothingToConfirm."""
    if _has_come(booking):
        raise PartyHasCome
    if not may_reconfirm(booking, now=now):
        raise NothingToConfirm


def cancel_to_undo(booking: Booking, *, now: datetime) -> Change | None:
    """Return the line by which its guest cancelled within the last minute, or None. At most one query."""
    if booking.status != Status.CANCELLED:
        return None
    last = Change.objects.filter(booking=booking, what=STATUS).order_by("-number").first()
    return last if last is not None and last.by_guest and now < last.at + UNDO else None


def is_just_changed(booking: Booking, *, now: datetime) -> bool:
    """Say whether the last that happened to it is that its guest changed it, a moment ago. One query."""
    last = last_change(booking)
    return last.by_guest and last.what == MOVED and now < last.at + JUST_NOW


def _has_come(booking: Booking) -> bool:
    return booking.status in OPEN and any((booking.arrived_at, booking.seated_at, booking.left_at))


def _refuse_over(booking: Booking) -> None:
    """Raise IllegalChange, PartyHasCome where there is nothing to change any more."""
    if booking.status not in OPEN:
        raise IllegalChange
    if _has_come(booking):
        raise PartyHasCome

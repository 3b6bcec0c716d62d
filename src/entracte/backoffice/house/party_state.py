"""The mark and the word for how a party stands, the same everywhere a party is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from entracte.bookings.transitions import Status

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

# Parties are let be for a few minutes before they are called late.
LATE_AFTER = timedelta(minutes=5)
OVER = frozenset({"left", "no-show", "cancelled"})


@dataclass(frozen=True, slots=True)
class PartyState:
    """A mark of the sprite and its word."""

    mark: str
    word: str

    @property
    def is_over(self) -> bool:
        return self.mark in OVER


BY_STATUS = {
    Status.PENDING: PartyState("pending", "To confirm"),
    Status.PENDING_PAYMENT: PartyState("payment", "Deposit due"),
    Status.COMPLETED: PartyState("left", "Completed"),
    Status.NO_SHOW: PartyState("no-show", "No-show"),
    Status.CANCELLED: PartyState("cancelled", "Cancelled"),
}


def state_of(booking: Booking, now: datetime) -> PartyState:
    """Return how this party stands at this instant."""
    known = BY_STATUS.get(Status(booking.status))
    if known is not None:
        return known
    if booking.left_at is not None:
        return PartyState("left", "Left")
    if booking.seated_at is not None:
        return PartyState("seated", "Seated")
    if booking.arrived_at is not None:
        return PartyState("arrived", "Arrived")
    if now > booking.starts_at + LATE_AFTER:
        return PartyState("late", "Late")
    return PartyState("due", "Due")

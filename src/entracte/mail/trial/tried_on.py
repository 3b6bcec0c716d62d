"""On which booking own words are tried: the newest that suits, one that was chosen, or a made-up one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from entracte.bookings.examples.for_letters import made_up_line, newest_for_letter
from entracte.bookings.history import last_change

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change
    from entracte.mail.letters.kind import LetterKind
    from entracte.restaurants.models import Restaurant


@dataclass(frozen=True, slots=True)
class TriedOn:
    """A booking, and the line of its history that a letter would speak of."""

    booking: Booking
    change: Change
    is_made_up: bool = False


def newest_to_try_on(restaurant: Restaurant, kind: LetterKind, *, now: datetime) -> TriedOn:
    """Return the restaurant's newest booking that this letter speaks of, or a made-up one."""
    newest = newest_for_letter(restaurant, kind.statuses)
    change = newest or made_up_line(restaurant, min(kind.statuses), now=now)
    return TriedOn(change.booking, change, is_made_up=newest is None)


def to_try_on(booking: Booking, kind: LetterKind) -> TriedOn:
    """Return this booking, shown as if it stood where this letter speaks of it. One query."""
    change = last_change(booking)
    change.booking = booking
    if booking.status not in kind.statuses:
        booking.status = min(kind.statuses)
    return TriedOn(booking, change)

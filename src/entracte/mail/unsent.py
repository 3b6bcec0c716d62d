"""Which letters are not sent though they are due: what they say is over, or their address gets none."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from entracte.bookings.demands.queries import own_address_of, still_stands
from entracte.bookings.queries import changes_after
from entracte.mail.letters import BY_NAME, is_superseded
from entracte.mail.limits import is_address_full
from entracte.mail.marks import mark_of
from entracte.mail.models import Letter, LetterState

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change
    from entracte.mail.letters.kind import LetterKind

TIME_IS_OVER = "Its time was over before it could be sent."
MARKED = "A letter to this address came back. If it is right, press Write to it again first."
TOO_MANY = "This address got too many letters within a day. Send it again if it is meant."


def why_not_sent(letter: Letter, *, at: datetime) -> tuple[LetterState, str] | None:
    """Return the state that the letter ends in unsent, and for staff why; None where it is to be sent."""
    kind, booking, change = BY_NAME[letter.kind], letter.booking, letter.change
    if booking is None or change is None:
        return None
    change.booking = booking
    if kind.demanded:
        if not _is_demanded(letter, booking, at=at):
            return LetterState.DROPPED, TIME_IS_OVER
    elif _is_over(kind, change, at=at):
        return LetterState.SUPERSEDED, ""
    if at >= kind.good_until(booking):
        return LetterState.DROPPED, TIME_IS_OVER
    if mark_of(booking.restaurant_id, letter.to_address):
        return LetterState.FAILED, MARKED
    if letter.pressed_by_id is None and is_address_full(letter, at=at):
        return LetterState.FAILED, TOO_MANY
    return None


def _is_over(kind: LetterKind, change: Change, *, at: datetime) -> bool:
    booking = change.booking
    later = changes_after(change.number, booking.pk)
    return is_superseded(kind, change, later) or not kind.still_true(booking, at)


def _is_demanded(letter: Letter, booking: Booking, *, at: datetime) -> bool:
    """Say whether a letter about all that is kept still goes to its guest, and its link would serve."""
    kind = BY_NAME[letter.kind]
    if kind.brings_file or kind.demanded is None:
        return letter.to_address == own_address_of(booking)
    return still_stands(booking, kind.demanded, to=letter.to_address, now=at)


def end_unsent(letter: Letter, state: LetterState, reason: str, *, at: datetime) -> None:
    """End a letter without sending it. Runs under the lock of its row."""
    letter.state, letter.reason, letter.ended_at = state, reason, at
    letter.save(update_fields=["state", "reason", "ended_at"])

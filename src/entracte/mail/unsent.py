"""Which letters are not sent though they are due: what they say is over, or their address gets none."""

from datetime import datetime

from entracte.bookings.queries import changes_after
from entracte.mail.letters import BY_NAME, is_superseded
from entracte.mail.limits import is_address_full
from entracte.mail.marks import mark_of
from entracte.mail.models import Letter, LetterState

TIME_IS_OVER = "Its time was over before it could be sent."
MARKED = "A letter to this address came back. If it is right, press Write to it again first."
TOO_MANY = "This address got too many letters within a day. Send it again if it is meant."


def why_not_sent(letter: Letter, *, at: datetime) -> tuple[LetterState, str] | None:
    """Return the state that the letter ends in unsent, and for staff why; None where it is to be sent."""
    kind, booking, change = BY_NAME[letter.kind], letter.booking, letter.change
    if booking is None or change is None:
        return None
    change.booking = booking
    is_over = is_superseded(kind, change, changes_after(change.number, booking.pk))
    if is_over or not kind.still_true(booking, at):
        return LetterState.SUPERSEDED, ""
    if at >= kind.good_until(booking):
        return LetterState.DROPPED, TIME_IS_OVER
    if mark_of(booking.restaurant_id, letter.to_address):
        return LetterState.FAILED, MARKED
    if letter.pressed_by_id is None and is_address_full(letter, at=at):
        return LetterState.FAILED, TOO_MANY
    return None


def end_unsent(letter: Letter, state: LetterState, reason: str, *, at: datetime) -> None:
    """End a letter without sending it. Runs under the lock of its row."""
    letter.state, letter.reason, letter.ended_at = state, reason, at
    letter.save(update_fields=["state", "reason", "ended_at"])

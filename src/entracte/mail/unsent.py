"""Which letters are not sent though they are due: a newer one took their place, or their time is over."""

from datetime import datetime

from entracte.bookings.queries import changes_after
from entracte.mail.letters import BY_NAME, is_superseded
from entracte.mail.models import Letter, LetterState

TIME_IS_OVER = "Its time was over before it could be sent."


def why_not_sent(letter: Letter, *, at: datetime) -> tuple[LetterState, str] | None:
    """Return the state that the letter ends in unsent, and for staff why; None where it is to be sent."""
    kind, booking, change = BY_NAME[letter.kind], letter.booking, letter.change
    if booking is None or change is None:
        return None
    change.booking = booking
    if is_superseded(kind, change, changes_after(change.number, booking.pk)):
        return LetterState.SUPERSEDED, ""
    if at >= kind.good_until(booking):
        return LetterState.DROPPED, TIME_IS_OVER
    return None


def end_unsent(letter: Letter, state: LetterState, reason: str, *, at: datetime) -> None:
    """End a letter without sending it. Runs under the lock of its row."""
    letter.state, letter.reason, letter.ended_at = state, reason, at
    letter.save(update_fields=["state", "reason", "ended_at"])

"""A letter that is asked for goes, and goes again when it has rested."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from entracte.jobs.facts import announce
from entracte.mail.models import Letter, LetterState
from entracte.mail.outbox import put_letter
from entracte.mail.work import LETTER_DUE

if TYPE_CHECKING:
    from entracte.bookings.models import Change
    from entracte.mail.letters.kind import LetterKind

# Whoever asks may be a stranger who knows the address: it is not written to more often than this.
REST = timedelta(minutes=15)


def put_again(change: Change, kind: LetterKind, *, to: str, at: datetime, rest: timedelta = REST) -> None:
    """Write a booking's letter, or send the one again that was written before and has rested.

    Needs a transaction; `change` is a `locked_change`.
    """
    letter, is_new = put_letter(change, kind, at=at, to=to)
    if is_new:
        return
    rested = Letter.objects.filter(pk=letter.pk, ended_at__lte=at - rest)
    again = {"state": LetterState.WAITING, "reason": "", "message_id": "", "ended_at": None}
    if rested.update(**again, to_address=to, due_at=at, created_at=at):
        announce(LETTER_DUE, letter.pk)

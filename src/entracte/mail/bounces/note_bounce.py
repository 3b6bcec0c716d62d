"""A letter that came back marks its address, and staff read so at the letter."""

from datetime import datetime

from entracte.mail.marks import mark_address_of
from entracte.mail.models import Letter, LetterState

CAME_BACK = "The letter came back: there is no such mailbox, or it takes no letters."
CALLED_SPAM = "The letter was called spam by whoever got it."
GONE = (LetterState.SENT, LetterState.PERHAPS_SENT)


def note_came_back(key: str, *, at: datetime) -> None:
    """Mark the address of the letter with this key, and let the letter fail. May be called twice."""
    for letter in Letter.objects.filter(key=key):
        mark_address_of(letter, CAME_BACK, at=at)
        gone = Letter.objects.filter(pk=letter.pk, state__in=GONE)
        gone.update(state=LetterState.FAILED, reason=CAME_BACK, ended_at=at)


def note_called_spam(key: str, *, at: datetime) -> None:
    """Mark the address of the letter with this key; the letter did arrive. May be called twice."""
    for letter in Letter.objects.filter(key=key):
        mark_address_of(letter, CALLED_SPAM, at=at)

"""What staff do about letters: send one again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from entracte.jobs.facts import announce
from entracte.mail.models import Letter, LetterState
from entracte.mail.work import LETTER_DUE

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker

# what is on its way goes by itself, and what a newer letter replaced says what is not true any more
AGAIN = (LetterState.SENT, LetterState.PERHAPS_SENT, LetterState.FAILED)


def may_go_again(letter: Letter) -> bool:
    """Say whether a press may send the letter again."""
    return letter.state in AGAIN


def send_again(letter: Letter, asker: Asker) -> bool:
    """Let a letter go again by a press; return whether it does.

    It goes whatever the address got today, but not to an address that is marked, nor where it is not true any
    more: the letter then says so. Of two presses at a time one counts.
    """
    with transaction.atomic():
        row = Letter.objects.filter(pk=letter.pk, state__in=AGAIN)
        pressed = row.update(
            state=LetterState.WAITING, reason="", due_at=asker.now, ended_at=None, pressed_by=asker.actor
        )
        if pressed:
            announce(LETTER_DUE, letter.pk)
    return bool(pressed)

"""Every letter to a guest, one file each; which follow from a change, and which are not true any more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from entracte.bookings.choices import Source
from entracte.mail.letters import (
    ask_erasure,
    ask_everything,
    booked,
    cancelled,
    changed,
    confirmed,
    deposit_due,
    everything,
    lost_link,
    not_changed,
    reminder,
    thanks,
    waiting,
    wish_waits,
)
from entracte.mail.letters.kind import LetterKind

if TYPE_CHECKING:
    from entracte.bookings.models import Change

LETTERS: tuple[LetterKind, ...] = (
    booked.LETTER,
    waiting.LETTER,
    deposit_due.LETTER,
    confirmed.LETTER,
    changed.LETTER,
    wish_waits.LETTER,
    not_changed.LETTER,
    cancelled.LETTER,
    reminder.LETTER,
    thanks.LETTER,
    lost_link.LETTER,
    ask_everything.LETTER,
    everything.LETTER,
    ask_erasure.LETTER,
)
BY_NAME = {kind.name: kind for kind in LETTERS}
# what says nothing of the booking, so that its guest knows no more after it
DEMANDED = [kind.name for kind in LETTERS if kind.demanded]


def letters_for(change: Change) -> tuple[LetterKind, ...]:
    """Return the letters to the guest that follow from a change; its booking is at hand.

    None where staff said that the guest is to get none, to a party at the door, and once the visit is over.
    """
    booking = change.booking
    is_over = change.at >= booking.ends_at
    if not change.guest_gets_letter or booking.source == Source.WALK_IN or is_over:
        return ()
    return tuple(kind for kind in LETTERS if kind.follows_from(change))


def is_superseded(kind: LetterKind, change: Change, later: Iterable[Change]) -> bool:
    """Say whether a letter is not to be sent any more, by its change and the booking's later ones.

    A later change wrote a letter of its own, or the booking does not stand as the letter says.
    """
    return change.booking.status not in kind.statuses or any(_replaces(each, kind) for each in later)


def _replaces(later: Change, kind: LetterKind) -> bool:
    return any(each.replaces_others or each is kind for each in letters_for(later))

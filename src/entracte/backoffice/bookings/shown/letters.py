"""The letters of an opened booking: what each was, to whom, when, what became of it, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from entracte.mail.by_hand import may_go_again
from entracte.mail.queries import is_on_its_way, is_sent, letters_of, needs_a_person, title_of

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
    from entracte.mail.models import Letter


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter. `at` is when it was sent or ended, or, on its way, when it was written."""

    key: str
    at: datetime
    day: date
    title: str
    to: str
    fate: str
    mark: str
    reason: str
    subject: str
    text: str
    is_on_its_way: bool
    may_go_again: bool


def letter_lines(booking: Booking) -> list[LetterLine]:
    """Return the letters to the guest, the oldest first, in the time zone that is active."""
    return [_line(letter) for letter in letters_of(booking)]


def _line(letter: Letter) -> LetterLine:
    at = letter.ended_at or letter.created_at
    return LetterLine(
        key=letter.key,
        at=at,
        day=timezone.localtime(at).date(),
        title=title_of(letter),
        to=letter.to_address,
        fate=letter.get_state_display(),
        mark=_mark(letter),
        reason=letter.reason,
        subject=letter.subject,
        text=letter.text,
        is_on_its_way=is_on_its_way(letter),
        may_go_again=may_go_again(letter),
    )


def _mark(letter: Letter) -> str:
    """Return the mark beside the words, which say it too."""
    if needs_a_person(letter):
        return "no"
    return "yes" if is_sent(letter) else "unasked"

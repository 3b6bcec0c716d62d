"""A restaurant's own words in one letter: what is wrong with them, and what the letter then says."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from entracte.mail.wording.fields import GREETING, SUBJECT, TEXT, all_placeholders_of, placeholders_of
from entracte.mail.wording.first_name import first_name_of
from entracte.mail.wording.placeholders import filled, trouble_with, wrong_piece

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
    from entracte.mail.letters.kind import LetterKind, LetterText

KEEPS_USUAL = "Guests have to read the usual text of this letter. Write {usual_text}, and yours around it."


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The parts as they were typed; an empty one says what is usual."""

    subject: str = ""
    greeting: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SaidWords:
    """The parts as a guest reads them."""

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]


def troubles_of(kind: LetterKind, own: OwnWords) -> dict[str, str]:
    """Return what is wrong, by the part that it stands in: one sentence for staff each."""
    parts: dict[str, str] = asdict(own)
    troubles = {part: _trouble(kind, part, text) for part, text in parts.items()}
    return {part: trouble for part, trouble in troubles.items() if trouble}


def said(kind: LetterKind, booking: Booking, usual: LetterText, own: OwnWords) -> SaidWords:
    """Return what the letter says, in the language that is active.

    A part that is empty, or that has a placeholder which is not known any more, says what is usual; so does a
    greeting by a first name where the guest's can be none. Each line of the text is a paragraph.
    """

    def part(name: str, text: str) -> str:
        if _trouble(kind, name, text):
            return ""
        known = {each.name: each for each in placeholders_of(kind, name)}
        return filled(text, lambda found: known[found].value(booking, usual))

    lines = (line.strip() for line in part(TEXT, own.text).splitlines())
    return SaidWords(
        subject=part(SUBJECT, own.subject) or usual.subject,
        greeting=_greeting(booking, part(GREETING, own.greeting), is_by_name="{first_name}" in own.greeting),
        paragraphs=tuple(line for line in lines if line) or usual.paragraphs,
    )


def _trouble(kind: LetterKind, part: str, text: str) -> str:
    known = [each.name for each in placeholders_of(kind, part)]
    piece = wrong_piece(text, known)
    for each in all_placeholders_of(kind):
        if piece == f"{{{each.name}}}":
            return f"“{piece}” can stand in the {min(each.stands_in)} only."
    return trouble_with(text, known) or _left_out(kind, part, text)


def _left_out(kind: LetterKind, part: str, text: str) -> str:
    """A letter about all that is kept of a guest says what its link does, whatever else it says."""
    is_left_out = kind.demanded and part == TEXT and text.strip() and "{usual_text}" not in text
    return KEEPS_USUAL if is_left_out else ""


def _greeting(booking: Booking, own: str, *, is_by_name: bool) -> str:
    name = first_name_of(booking)
    if own and (name or not is_by_name):
        return own
    return _("Hello %(name)s,") % {"name": name} if name else _("Hello,")

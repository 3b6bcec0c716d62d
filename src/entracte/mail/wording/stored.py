"""The rows of a restaurant's own words: read when a letter is composed, and saved with their history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from entracte.mail.models import Wording
from entracte.mail.wording.own_words import OwnWords, troubles_of
from entracte.restaurants.edits.keep_edit import Editor, keep_edit

if TYPE_CHECKING:
    from entracte.mail.letters.kind import LetterKind
    from entracte.restaurants.models import Restaurant


def own_words_of(restaurant_id: int, letter: str, language: str) -> OwnWords:
    """Return what the restaurant says in this letter in this language; empty for the usual. One query."""
    row = Wording.objects.filter(restaurant=restaurant_id, letter=letter, language=language).first()
    return _words(row) if row else OwnWords()


def all_own_words(restaurant: Restaurant) -> dict[tuple[str, str], OwnWords]:
    """Return all that the restaurant says, by letter and language. One query."""
    rows = Wording.objects.filter(restaurant=restaurant).order_by("letter", "language")
    return {(row.letter, row.language): _words(row) for row in rows}


def save_own_words(
    *, restaurant: Restaurant, kind: LetterKind, language: str, own: OwnWords, by: Editor | None = None
) -> None:
    """Save what was typed; what differs is one line of history. Words that are all empty leave no row.

    Of two saves at a time the later counts. Raises Django's ValidationError where a placeholder is wrong.
    """
    if troubles := troubles_of(kind, own):
        raise ValidationError(troubles)
    tidy = _tidied(own)
    if tidy == OwnWords():
        return _back_to_usual(restaurant, kind, language, by)
    row, _ = Wording.objects.get_or_create(restaurant=restaurant, letter=kind.name, language=language)
    row.subject, row.greeting, row.text = tidy.subject, tidy.greeting, tidy.text
    with keep_edit(row, by, name=_name(kind, language)):
        row.save()
    return None


def _back_to_usual(restaurant: Restaurant, kind: LetterKind, language: str, by: Editor | None) -> None:
    row = Wording.objects.filter(restaurant=restaurant, letter=kind.name, language=language).first()
    if row is not None:
        with keep_edit(row, by, name=_name(kind, language)):
            row.delete()


def _name(kind: LetterKind, language: str) -> str:
    return f"{kind.title}, {language}"


def _words(row: Wording) -> OwnWords:
    return OwnWords(row.subject, row.greeting, row.text)


def _tidied(own: OwnWords) -> OwnWords:
    """Return subject and greeting in one line each, and the lines of the text without blanks around them."""
    lines = "\n".join(line.strip() for line in own.text.strip().splitlines())
    return OwnWords(" ".join(own.subject.split()), " ".join(own.greeting.split()), lines)

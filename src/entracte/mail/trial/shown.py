"""A letter as own words would make it; none of its links opens anything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import override

from entracte.mail.composing import Composed, page_of
from entracte.mail.post import masked
from entracte.mail.wording.fields import all_placeholders_of
from entracte.mail.wording.own_words import OwnWords, SaidWords, said

if TYPE_CHECKING:
    from entracte.mail.letters.kind import LetterKind
    from entracte.mail.trial.tried_on import TriedOn

WHY_TEST = "You get this letter because you asked for a test, under Set-up, Letters. Its links open nothing."


def shown(kind: LetterKind, language: str, own: OwnWords, on: TriedOn, *, is_test: bool = False) -> Composed:
    """Return the letter about this booking, without a calendar file; a test says so. Writes nothing."""
    with override(language):
        page = page_of(kind.name, on.booking, on.change, {}, own)
        if is_test:
            page = replace(page, subject=f"Test: {page.subject}", why=WHY_TEST)
        return Composed(page.subject, masked(page.as_text()), masked(page.as_html()))


def usual_words(kind: LetterKind, language: str, on: TriedOn) -> SaidWords:
    """Return what the letter about this booking says where a restaurant has no words of its own."""
    with override(language):
        return said(kind, on.booking, kind.write(on.booking, on.change), OwnWords())


def values_of(kind: LetterKind, language: str, on: TriedOn) -> dict[str, str]:
    """Return what each placeholder of this letter says about this booking, by name."""
    with override(language):
        usual = kind.write(on.booking, on.change)
        return {each.name: each.value(on.booking, usual) for each in all_placeholders_of(kind)}

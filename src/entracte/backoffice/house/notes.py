"""The team's notes on a page: the form that adds one, and the lines that show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django import forms

from entracte.backoffice.house.forms import PageForm

if TYPE_CHECKING:
    from entracte.guests.team_note import TeamNote

LONGEST_NOTE = 2000
# By this word the page knows that a note was kept, and drops what it keeps of the typing.
NOTED = "noted"


class NoteForm(PageForm):
    """A note that is added."""

    note = forms.CharField(
        label="Note for the team",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 2}),
        error_messages={
            "required": "Write the note first.",
            "max_length": f"Write no more than {LONGEST_NOTE} letters in one note.",
        },
    )


class StrikeForm(PageForm):
    """Which note is struck out."""

    strike = forms.CharField(max_length=16)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note: its words, who added it and when, and who struck it out ('' where nobody did)."""

    key: str
    text: str
    author: str
    added_at: datetime | None
    is_struck: bool
    struck_by: str
    struck_at: datetime | None


def note_lines(notes: Iterable[TeamNote]) -> list[NoteLine]:
    """Return the notes as they are shown: those that stand first, the oldest first."""
    lines = [
        NoteLine(
            key=note.key,
            text=note.text,
            author=str(note.author or ""),
            added_at=note.added_at,
            is_struck=note.struck_at is not None,
            struck_by=str(note.struck_by or ""),
            struck_at=note.struck_at,
        )
        for note in notes
    ]
    return sorted(lines, key=lambda line: line.is_struck)

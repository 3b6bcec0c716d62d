"""What happened to a booking, a line for each change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import dateformat, timezone

from entracte.bookings.transitions import Status

if TYPE_CHECKING:
    from entracte.bookings.models import Change

MILESTONES = {"arrived_at": "Arrived", "seated_at": "Seated", "left_at": "Left"}
# "note" stands in histories that are older than the rows of notes
SENTENCES = {
    "note_added": "Note added",
    "note_struck": "Note struck out",
    "note": "Note changed",
    "corrected": "Corrected",
    "late": "Runs late",
    "letters_again": "Letters go to the guest’s address again",
    "reconfirmed": "Confirms that they come",
    "erased": "The guest was erased",
    "wished": "Asks for a change",
    "wish_withdrawn": "Took the wish for a change back",
    "wish_declined": "Declined the change that the guest asked for",
    "wish_expired": "The change that the guest asked for was not answered in time",
}
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line: when, what, who, why."""

    at: datetime
    day: date
    sentence: str
    who: str


def history_lines(changes: Iterable[Change]) -> list[HistoryLine]:
    """Return the history, the oldest line first, in the time zone that is active."""
    return [
        HistoryLine(
            at=change.at,
            day=timezone.localtime(change.at).date(),
            sentence=_sentence(change),
            who=_who(change),
        )
        for change in changes
    ]


def _who(change: Change) -> str:
    if change.actor:
        return str(change.actor)
    return "the guest" if change.by_guest else ""


def _sentence(change: Change) -> str:
    sentence = _what_changed(change.what, change.before, change.after)
    why = change.note.text if change.note else change.reason
    return f"{sentence}: {why}" if why else sentence


def _what_changed(what: str, before: Values, after: Values) -> str:
    if what == "made":
        return f"Booked, {_status(after)}".rstrip(", ")
    if what == "status":
        return f"{_status(before)} → {_status(after)}"
    if what == "milestone":
        milestones = [
            word if after.get(name) else f"Not {word.lower()}"
            for name, word in MILESTONES.items()
            if name in after
        ]
        return ", ".join(milestones) or "Milestone"
    if what == "pinned":
        return "Pinned to its tables" if after.get("pinned") else "May make room for others"
    if what in SENTENCES:
        return SENTENCES[what]
    return ", ".join(_moved(before, after)) or "Changed"


def _moved(before: Values, after: Values) -> list[str]:
    parts = []
    if "party_size" in after:
        parts.append(f"Party {before.get('party_size')} → {after['party_size']}")
    if "starts_at" in after:
        parts.append(f"Start {_at(before.get('starts_at'))} → {_at(after['starts_at'])}")
    elif "ends_at" in after:
        parts.append(f"End {_at(before.get('ends_at'))} → {_at(after['ends_at'])}")
    was, becomes = _tables(before.get("tables")), _tables(after.get("tables"))
    if "tables" in after and was != becomes:
        parts.append(f"Table {was or '–'} → {becomes or '–'}")
    return parts


def _status(values: Values) -> str:
    status = values.get("status")
    return Status(str(status)).label if status else ""


def _at(value: object) -> str:
    if not isinstance(value, str):
        return "–"
    return dateformat.format(timezone.localtime(datetime.fromisoformat(value)), "D j M H:i")


def _tables(value: object) -> str:
    taken = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    return ", ".join(f"{one['name']}{' (shared)' if one.get('shared') else ''}" for one in taken)

"""What happened to a booking, in plain lines?"""

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
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One line: when, what, who, why."""

    at: datetime
    day: date
    sentence: str
    who: str


def told_history(changes: Iterable[Change]) -> list[ToldChange]:
    """Return the history, the oldest line first, in the time zone that is active."""
    return [
        ToldChange(
            at=change.at,
            day=timezone.localtime(change.at).date(),
            sentence=_sentence(change),
            who=str(change.actor) if change.actor else "",
        )
        for change in changes
    ]


def _sentence(change: Change) -> str:
    told = _told(change.what, change.before, change.after)
    return f"{told}: {change.reason}" if change.reason else told


def _told(what: str, before: Values, after: Values) -> str:
    if what == "made":
        return f"Booked, {_status(after)}".rstrip(", ")
    if what == "status":
        return f"{_status(before)} → {_status(after)}"
    if what == "milestone":
        told = [
            word if after.get(name) else f"Not {word.lower()}"
            for name, word in MILESTONES.items()
            if name in after
        ]
        return ", ".join(told) or "Milestone"
    if what == "pinned":
        return "Pinned to its tables" if after.get("pinned") else "May make room for others"
    if what == "note":
        return "Note changed"
    return ", ".join(_moved(before, after)) or "Changed"


def _moved(before: Values, after: Values) -> list[str]:
    told = []
    if "party_size" in after:
        told.append(f"Party {before.get('party_size')} → {after['party_size']}")
    if "starts_at" in after:
        told.append(f"Start {_at(before.get('starts_at'))} → {_at(after['starts_at'])}")
    elif "ends_at" in after:
        told.append(f"End {_at(before.get('ends_at'))} → {_at(after['ends_at'])}")
    was, becomes = _tables(before.get("tables")), _tables(after.get("tables"))
    if "tables" in after and was != becomes:
        told.append(f"Table {was or '–'} → {becomes or '–'}")
    return told


def _status(values: Values) -> str:
    status = values.get("status")
    return Status(str(status)).label if status else ""


def _at(value: object) -> str:
    if not isinstance(value, str):
        return "–"
    return dateformat.format(timezone.localtime(datetime.fromisoformat(value)), "D j M H:i")


def _tables(value: object) -> str:
    held = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    return ", ".join(f"{one['name']}{' (shared)' if one.get('shared') else ''}" for one in held)

"""What every letter answers: what causes it, how long it stays true, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from entracte.bookings.choices import Status
from entracte.bookings.history import MADE
from entracte.bookings.history import STATUS as STATUS_CHANGED

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change


@dataclass(frozen=True, slots=True)
class LetterText:
    """What a letter says beside the facts of the booking, in the language that is active."""

    subject: str
    heading: str
    paragraphs: tuple[str, ...]
    button: str


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One letter to a guest. `title` is its name for staff.

    It follows from a change and waits for `wait` before it is sent. It is true while the booking has one of
    `statuses`, and superseded by the next change that causes a letter. It is of use until
    `good_until`. One that goes `after_visit` asks how it was, and brings no calendar file. `still_true` is
    asked when it is to be sent. One without `replaces_others` supersedes those of its own kind alone.
    """

    name: str
    title: str
    follows_from: Callable[[Change], bool]
    statuses: frozenset[Status]
    write: Callable[[Booking, Change], LetterText]
    wait: Callable[[Change], timedelta] = lambda change: timedelta(0)
    good_until: Callable[[Booking], datetime] = lambda booking: booking.ends_at
    after_visit: bool = False
    still_true: Callable[[Booking, datetime], bool] = lambda booking, at: True
    replaces_others: bool = True


def is_made(change: Change, status: Status) -> bool:
    """Say whether this line made a booking of this status."""
    return change.what == MADE and change.after.get("status") == status


def status_became(change: Change, to: Status, *, out_of: frozenset[Status]) -> bool:
    """Say whether this line gave a booking this status, from one of these."""
    is_status = change.what == STATUS_CHANGED and change.after.get("status") == to
    return is_status and change.before.get("status") in out_of

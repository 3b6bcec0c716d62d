"""What every letter answers: what causes it, how long it stays true, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from entracte.bookings.choices import Demanded, Status
from entracte.bookings.history import MADE
from entracte.bookings.history import STATUS as STATUS_CHANGED

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Change

ANY_STATUS = frozenset(Status)
# the own page of a booking can be opened, and asked at, so long after the visit; and its letters a day more
LAST_LINK = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class LetterText:
    """What a letter says beside the facts of the booking, in the language that is active.

    `why` says why it came, where that is not the booking. The button leads to the booking's page, or to a
    part of it by its name; so does `second`.
    """

    subject: str
    heading: str
    paragraphs: tuple[str, ...]
    button: str
    why: str = ""
    button_part: str = ""
    second: str = ""
    second_part: str = ""


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One letter to a guest. `title` is its name for staff.

    It follows from a change and waits for `wait` before it is sent. It is true while the booking has one of
    `statuses`, and superseded by the next change that causes a letter. It is of use until
    `good_until`. One that goes `after_visit` asks how it was, and brings no calendar file. `still_true` is
    asked when it is to be sent. One without `replaces_others` supersedes those of its own kind alone.
    One that is `demanded` is about all that is kept of the guest and goes to the profile's own address: it
    has neither calendar file nor facts of the booking, and is true as long as the demand stands. Its link
    carries the demand out, or it `brings_file` once that was done.
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
    demanded: Demanded | None = None
    brings_file: bool = False


def is_made(change: Change, status: Status) -> bool:
    """Say whether this line made a booking of this status."""
    return change.what == MADE and change.after.get("status") == status


def status_became(change: Change, to: Status, *, out_of: frozenset[Status]) -> bool:
    """Say whether this line gave a booking this status, from one of these."""
    is_status = change.what == STATUS_CHANGED and change.after.get("status") == to
    return is_status and change.before.get("status") in out_of


def after_last_link(booking: Booking) -> datetime:
    """Return when nothing that was asked for at the booking's own page is of use any more."""
    return booking.ends_at + LAST_LINK

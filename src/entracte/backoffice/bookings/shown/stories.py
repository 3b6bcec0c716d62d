"""The stories of an opened booking, Spektrix, letters and history, and when the page asks for them again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from entracte.backoffice.bookings.shown.history import history_lines
from entracte.backoffice.bookings.shown.letters import LetterLine, letter_lines
from entracte.backoffice.house.access import Desk
from entracte.bookings.queries import history_of
from entracte.bookings.transitions import Status
from entracte.boxoffice.activity.put_back import what_spektrix_still_keeps
from entracte.boxoffice.activity.timeline import is_underway, timeline_of

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

# A worker settles things within seconds; what waits longer waits for Spektrix or for a person.
FRESH = timedelta(seconds=30)
SOON_SECONDS, SELDOM_SECONDS = 2, 30


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """One line of what crossed to Spektrix and back."""

    at: datetime
    day: date
    sentence: str


def stories_context(desk: Desk, booking: Booking) -> dict[str, Any]:
    """Return what all stories of a booking are rendered from."""
    bridge = [
        BridgeLine(line.at, timezone.localtime(line.at).date(), _sentence(line.sentence, line.times))
        for line in timeline_of(booking)
    ]
    letters, history = letter_lines(booking), history_lines(history_of(booking))
    moments = [line.at for line in bridge] + [line.at for line in letters] + [line.at for line in history]
    latest = max(moments, default=None)
    return {
        "bridge": bridge,
        "still_kept": what_spektrix_still_keeps(booking),
        "letters": letters,
        "history": history,
        "letter_url": reverse("backoffice:letter_again", args=[desk.restaurant.slug, booking.code]),
        "story_url": reverse("backoffice:story", args=[desk.restaurant.slug, booking.code]),
        "look_again_seconds": _look_again_seconds(booking, letters, latest, desk.now),
    }


def _look_again_seconds(
    booking: Booking, letters: list[LetterLine], latest: datetime | None, now: datetime
) -> int | None:
    """Return when the story may have gone on; None where it rests until somebody presses something."""
    is_fresh = latest is not None and now - latest < FRESH
    if is_underway(booking) or any(letter.is_on_its_way for letter in letters):
        return SOON_SECONDS if is_fresh else SELDOM_SECONDS
    # the worker begins the handover itself, a moment after the press
    return SOON_SECONDS if is_fresh and booking.status == Status.COMPLETED else None


def _sentence(sentence: str, times: int) -> str:
    return sentence if times == 1 else f"{sentence} ({times} times)"

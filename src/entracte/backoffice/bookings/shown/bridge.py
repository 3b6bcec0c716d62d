"""What does the story of an opened booking show, and when does the page ask for it again?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from entracte.backoffice.bookings.shown.history import told_history
from entracte.backoffice.house.access import Desk
from entracte.bookings.queries import history_of
from entracte.bookings.transitions import Status
from entracte.boxoffice.timeline import is_underway, timeline_of

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

# A worker settles things within seconds; what waits longer waits for Spektrix or for a person.
FRESH = timedelta(seconds=30)
SOON_SECONDS, SELDOM_SECONDS = 2, 30


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story on the bridge."""

    at: datetime
    day: date
    sentence: str


def story_context(desk: Desk, booking: Booking) -> dict[str, Any]:
    """Return what both stories of a booking are rendered from."""
    told = [
        Told(line.at, timezone.localtime(line.at).date(), _sentence(line.sentence, line.times))
        for line in timeline_of(booking)
    ]
    history = told_history(history_of(booking))
    latest = max([*(line.at for line in told), *(change.at for change in history)], default=None)
    return {
        "story": told,
        "history": history,
        "story_url": reverse("backoffice:story", args=[desk.restaurant.slug, booking.code]),
        "look_again_seconds": _look_again_seconds(booking, latest, desk.now),
    }


def _look_again_seconds(booking: Booking, latest: datetime | None, now: datetime) -> int | None:
    """Return when the story may have gone on; None where it rests until somebody presses something."""
    is_fresh = latest is not None and now - latest < FRESH
    if is_underway(booking):
        return SOON_SECONDS if is_fresh else SELDOM_SECONDS
    # the worker begins the handover itself, a moment after the press
    return SOON_SECONDS if is_fresh and booking.status == Status.COMPLETED else None


def _sentence(sentence: str, times: int) -> str:
    return sentence if times == 1 else f"{sentence} ({times} times)"

"""Submits that were answered: the same key and body get the same booking again, for a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from entracte.bookings.errors import KeyReused
from entracte.bookings.models import Booking, Submission
from entracte.bookings.sql import EARLIER_SUBMISSION
from entracte.restaurants.locks import lock_named

if TYPE_CHECKING:
    from entracte.restaurants.models import Widget


@dataclass(frozen=True, slots=True)
class SubmissionKey:
    """The key that came with a submit, and a keyed hash of its body."""

    key: str
    body_hash: str


def earlier_booking(
    widget: Widget | None, submission: SubmissionKey | None, *, now: datetime
) -> Booking | None:
    """Return the booking that this submit made before, or None. Locks the key until the transaction ends.

    Raises KeyReused where the body was another.
    """
    if widget is None or submission is None:
        return None
    lock_named(f"submission:{widget.pk}:{submission.key}")
    with connection.cursor() as cursor:
        cursor.execute(EARLIER_SUBMISSION, [widget.pk, submission.key])
        row = cursor.fetchone()
    if row is None:
        return None
    submission_id, body_hash, created_at, booking_id = row
    if created_at <= _oldest(now):
        Submission.objects.filter(pk=submission_id).delete()
        return None
    if body_hash != submission.body_hash:
        raise KeyReused
    return Booking.objects.select_related("restaurant").get(pk=booking_id)


def keep_submission(
    booking: Booking, widget: Widget | None, submission: SubmissionKey | None, *, now: datetime
) -> None:
    """Keep what this submit made, where it came with a key."""
    if widget is None or submission is None:
        return
    Submission.objects.create(
        restaurant_id=booking.restaurant_id,
        widget=widget,
        key=submission.key,
        body_hash=submission.body_hash,
        booking=booking,
        created_at=now,
    )


def forget_old_submissions(now: datetime) -> int:
    """Delete the submits older than the setting; returns how many. May be called any time."""
    deleted, _ = Submission.objects.filter(created_at__lte=_oldest(now)).delete()
    return deleted


def _oldest(now: datetime) -> datetime:
    return now - timedelta(hours=settings.IDEMPOTENCY_HOURS)

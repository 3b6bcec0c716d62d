"""Submits that were answered: an attempt's key gets the same booking again, for a day (D23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, transaction

from entracte.bookings.choices import Status
from entracte.bookings.models import Booking, Submission
from entracte.bookings.sql import EARLIER_SUBMISSION
from entracte.restaurants.locks import lock_named

if TYPE_CHECKING:
    from entracte.bookings.typed_booking import TypedBooking
    from entracte.restaurants.models import Widget

# what the form says of itself: another page of the restaurant may speak another language
NOT_WISHED = {"language"}


@dataclass(frozen=True, slots=True)
class SubmissionKey:
    """The key of an attempt, which stays while its body changes, and a keyed hash of the body."""

    key: str
    body_hash: str


@dataclass(frozen=True, slots=True)
class EarlierBooking:
    """What an attempt made before, and in what the request that is sent now differs from what stands."""

    booking: Booking
    not_taken_over: tuple[str, ...]


def earlier_booking(
    widget: Widget | None,
    submission: SubmissionKey | None,
    *,
    starts_at: datetime,
    typed: TypedBooking,
    service_key: str,
    now: datetime,
) -> EarlierBooking | None:
    """Return the booking that this attempt made before, or None. Locks the key until the transaction ends.

    A key whose booking was cancelled is free, as is one older than the setting.
    """
    if widget is None or submission is None:
        return None
    found = _standing(widget, submission.key, now)
    if found is None:
        return None
    body_hash, booking = found
    if body_hash == submission.body_hash:
        return EarlierBooking(booking, ())
    sent = {"starts_at": starts_at, **typed.columns()}
    wished = sent.keys() - NOT_WISHED
    differing = [name for name in sent if name in wished and sent[name] != getattr(booking, name)]
    if service_key and booking.service is not None and service_key != booking.service.key:
        differing.append("service_key")
    return EarlierBooking(booking, tuple(differing))


def booking_of_attempt(widget: Widget, key: str, *, now: datetime) -> Booking | None:
    """Return the booking that an attempt of this key made and that stands, or None.

    Waits for a submit of the key that is just being booked.
    """
    with transaction.atomic():
        found = _standing(widget, key, now)
    return None if found is None else found[1]


def _standing(widget: Widget, key: str, now: datetime) -> tuple[str, Booking] | None:
    """Lock the key; return the hash of what was sent with it and the booking, or None where it is free."""
    lock_named(f"submission:{widget.pk}:{key}")
    with connection.cursor() as cursor:
        cursor.execute(EARLIER_SUBMISSION, [widget.pk, key])
        row = cursor.fetchone()
    if row is None:
        return None
    submission_id, body_hash, created_at, booking_id = row
    booking = Booking.objects.select_related("restaurant", "service").get(pk=booking_id)
    if created_at <= _oldest(now) or booking.status == Status.CANCELLED:
        Submission.objects.filter(pk=submission_id).delete()
        return None
    return body_hash, booking


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

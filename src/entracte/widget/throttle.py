"""May this visitor submit once more? Counted in the database, so that all web workers agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from entracte.widget.errors import Refusal
from entracte.widget.models import SubmitCount

if TYPE_CHECKING:
    from entracte.restaurants.models import Widget

COUNT = """
INSERT INTO widget_submitcount (who, span_starts_at, submits) VALUES (%s, %s, 1)
ON CONFLICT (who, span_starts_at) DO UPDATE SET submits = widget_submitcount.submits + 1
RETURNING submits
"""


def count_submit(*, widget: Widget, address: str, now: datetime) -> None:
    """Count one submit of this masked address and of this widget; commits at once.

    Raises Refusal 429 with Retry-After once a limit is passed (ENTRACTE_BOOKINGS_PER_ADDRESS,
    ENTRACTE_BOOKINGS_PER_WIDGET, per ENTRACTE_BOOKINGS_LIMIT_SECONDS).
    """
    seconds = settings.BOOKINGS_LIMIT_SECONDS
    span_starts_at = _span_start(now)
    limits = (
        (address, settings.BOOKINGS_PER_ADDRESS),
        (f"widget:{widget.key}", settings.BOOKINGS_PER_WIDGET),
    )
    if any(_count(who, span_starts_at) > limit for who, limit in limits):
        wait = int((span_starts_at + timedelta(seconds=seconds) - now).total_seconds()) + 1
        raise Refusal(
            429, "too_many", "Too many bookings were tried. Please wait a moment.", retry_after=wait
        )


def forget_old_counts(*, now: datetime) -> int:
    """Delete the counts of spans that have passed; returns how many. May be called any time."""
    deleted, _ = SubmitCount.objects.filter(span_starts_at__lt=_span_start(now)).delete()
    return deleted


def _span_start(now: datetime) -> datetime:
    seconds = settings.BOOKINGS_LIMIT_SECONDS
    return datetime.fromtimestamp(now.timestamp() // seconds * seconds, UTC)


def _count(who: str, span_starts_at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [who, span_starts_at])
        row = cursor.fetchone()
    return int(row[0]) if row else 0

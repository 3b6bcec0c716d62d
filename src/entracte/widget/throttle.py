"""May this visitor submit, or ask for a hold, once more? Counted in the database, for all web workers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from entracte.widget.errors import Refusal
from entracte.widget.models import SubmitCount

if TYPE_CHECKING:
    from entracte.restaurants.models import Widget

WHO_LETTERS = 64
TOO_MANY_HOLDS = "Too many tables are held just now. Please book without."
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
    limits = (
        (address, settings.BOOKINGS_PER_ADDRESS),
        (f"widget:{widget.key}", settings.BOOKINGS_PER_WIDGET),
    )
    _count_each(limits, now, "Too many bookings were tried. Please wait a moment.")


def count_hold(*, widget: Widget, address: str, now: datetime) -> None:
    """Count one asking for a hold, apart from the submits, of this masked address and this widget.

    Commits at once. Raises Refusal as `count_submit` does (ENTRACTE_HOLD_TRIES_PER_ADDRESS,
    ENTRACTE_HOLD_TRIES_PER_WIDGET).
    """
    limits = (
        (f"hold:{address}"[:WHO_LETTERS], settings.HOLD_TRIES_PER_ADDRESS),
        (f"hold:widget:{widget.key}", settings.HOLD_TRIES_PER_WIDGET),
    )
    _count_each(limits, now, TOO_MANY_HOLDS)


def forget_old_counts(*, now: datetime) -> int:
    """Delete the counts of spans that have passed; returns how many. May be called any time."""
    deleted, _ = SubmitCount.objects.filter(span_starts_at__lt=_span_start(now)).delete()
    return deleted


def _count_each(limits: Iterable[tuple[str, int]], now: datetime, sentence: str) -> None:
    span_starts_at = _span_start(now)
    if any(_count(who, span_starts_at) > limit for who, limit in limits):
        ends_at = span_starts_at + timedelta(seconds=settings.BOOKINGS_LIMIT_SECONDS)
        wait = int((ends_at - now).total_seconds()) + 1
        raise Refusal(429, "too_many", sentence, retry_after=wait)


def _span_start(now: datetime) -> datetime:
    seconds = settings.BOOKINGS_LIMIT_SECONDS
    return datetime.fromtimestamp(now.timestamp() // seconds * seconds, UTC)


def _count(who: str, span_starts_at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [who, span_starts_at])
        row = cursor.fetchone()
    return int(row[0]) if row else 0

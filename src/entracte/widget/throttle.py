"""How often a visitor may submit or ask for a hold, counted in the database for all web workers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from entracte.widget.models import SubmitCount
from entracte.widget.refusals import CallRefused, TooManyHoldTries, TooManySubmits

if TYPE_CHECKING:
    from entracte.restaurants.models import Widget

# who is counted, and how often at most
Limit = tuple[str, int]
WHO_LETTERS = 64
# The ORM cannot count and read in one statement; this does so for both who are counted, and commits once.
# The second is counted only where the first is within its limit, so that one visitor cannot use up a widget.
COUNT = """
WITH first AS (
    INSERT INTO widget_submitcount (who, span_starts_at, submits) VALUES (%(first)s, %(since)s, 1)
    ON CONFLICT (who, span_starts_at) DO UPDATE SET submits = widget_submitcount.submits + 1
    RETURNING submits
), second AS (
    INSERT INTO widget_submitcount (who, span_starts_at, submits)
    SELECT %(second)s, %(since)s, 1 FROM first WHERE first.submits <= %(first_limit)s
    ON CONFLICT (who, span_starts_at) DO UPDATE SET submits = widget_submitcount.submits + 1
    RETURNING submits
)
SELECT count(*) FROM second WHERE submits <= %(second_limit)s
"""


def count_submit(*, widget: Widget, address: str, now: datetime) -> None:
    """Count one submit of this masked address and of this widget; commits at once.

    Raises TooManySubmits with Retry-After once a limit is passed (ENTRACTE_BOOKINGS_PER_ADDRESS,
    ENTRACTE_BOOKINGS_PER_WIDGET, per ENTRACTE_BOOKINGS_LIMIT_SECONDS).
    """
    limits = (
        (address, settings.BOOKINGS_PER_ADDRESS),
        (f"widget:{widget.key}", settings.BOOKINGS_PER_WIDGET),
    )
    _count_each(limits, now, TooManySubmits)


def count_hold(*, widget: Widget, address: str, now: datetime) -> None:
    """Count one asking for a hold, apart from the submits, of this masked address and this widget.

    Commits at once. Raises TooManyHoldTries as `count_submit` does (ENTRACTE_HOLD_TRIES_PER_ADDRESS,
    ENTRACTE_HOLD_TRIES_PER_WIDGET).
    """
    limits = (
        (f"hold:{address}"[:WHO_LETTERS], settings.HOLD_TRIES_PER_ADDRESS),
        (f"hold:widget:{widget.key}", settings.HOLD_TRIES_PER_WIDGET),
    )
    _count_each(limits, now, TooManyHoldTries)


def forget_old_counts(*, now: datetime) -> int:
    """Delete the counts of spans that have passed; returns how many. May be called any time."""
    deleted, _ = SubmitCount.objects.filter(span_starts_at__lt=_span_start(now)).delete()
    return deleted


def _count_each(limits: tuple[Limit, Limit], now: datetime, refusal: type[CallRefused]) -> None:
    span_starts_at = _span_start(now)
    if not _count(*limits, span_starts_at):
        ends_at = span_starts_at + timedelta(seconds=settings.BOOKINGS_LIMIT_SECONDS)
        wait = int((ends_at - now).total_seconds()) + 1
        raise refusal(retry_after=wait)


def _span_start(now: datetime) -> datetime:
    seconds = settings.BOOKINGS_LIMIT_SECONDS
    return datetime.fromtimestamp(now.timestamp() // seconds * seconds, UTC)


def _count(first: Limit, second: Limit, span_starts_at: datetime) -> bool:
    """Count both at once, and say whether both are within their limits."""
    values: dict[str, str | int | datetime] = {
        "since": span_starts_at,
        "first": first[0],
        "first_limit": first[1],
    }
    values |= {"second": second[0], "second_limit": second[1]}
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        row = cursor.fetchone()
    return bool(row and row[0])

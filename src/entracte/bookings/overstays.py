"""Parties that still sit past the end of their booking, and those whom that will keep waiting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from entracte.bookings.models import BookedTable, Booking
from entracte.bookings.transitions import OPEN

# So long after its end no party still sits; staff forgot to press a button.
FORGOTTEN = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Overstay:
    """A party that sits past its end, and the next one at its table."""

    table_name: str
    late: Booking
    following: Booking
    starts_at: datetime


def overstayed_tables(restaurant_id: int, now: datetime) -> frozenset[int]:
    """Return the tables whose party sits past its end and has not left. One query."""
    return frozenset(_overstayed_rows(restaurant_id, now).values_list("table_id", flat=True))


def overstays_to_come(restaurant_id: int, now: datetime, within: timedelta) -> list[Overstay]:
    """Return each table where a party sits past its end and the next party is due within so long.

    The next party may be due already. Ascending by its start. Two queries.
    """
    late = list(_overstayed_rows(restaurant_id, now).select_related("booking", "table"))
    rows = BookedTable.objects.filter(
        restaurant_id=restaurant_id,
        table_id__in=[row.table_id for row in late],
        booking__status__in=OPEN,
        booking__seated_at__isnull=True,
        booking__left_at__isnull=True,
        booking__starts_at__gt=now - FORGOTTEN,
        booking__starts_at__lte=now + within,
    )
    waiting = list(rows.select_related("booking").order_by("booking__starts_at", "pk"))
    return [clash for row in waiting for clash in _with_late(row, late)]


def _with_late(waiting: BookedTable, late: Iterable[BookedTable]) -> list[Overstay]:
    assert waiting.booking is not None
    return [
        Overstay(row.table.name, row.booking, waiting.booking, waiting.booking.starts_at)
        for row in late
        if row.booking is not None
        and row.table_id == waiting.table_id
        and row.booking.starts_at < waiting.booking.starts_at
    ]


def _overstayed_rows(restaurant_id: int, now: datetime) -> QuerySet[BookedTable]:
    return BookedTable.objects.filter(
        restaurant_id=restaurant_id,
        booking__status=Booking.Status.CONFIRMED,
        booking__seated_at__isnull=False,
        booking__left_at__isnull=True,
        booking__ends_at__lte=now,
        booking__ends_at__gt=now - FORGOTTEN,
    )

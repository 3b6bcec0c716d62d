"""Take tables for a booking, free them, shorten their spans, take them back and restore them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from entracte.bookings.errors import TablesTaken
from entracte.bookings.models import BookedTable, Booking, Change
from entracte.bookings.retry_on_conflict import is_table_taken
from entracte.dining.queries import standing_table_ids

NOT_ALL_RESTORED = "The next party has the table, so it is kept only as far as it was free."


def take_tables(
    booking: Booking,
    table_ids: Iterable[int],
    start: datetime,
    end: datetime,
    *,
    is_shared: bool = False,
) -> None:
    """Take these tables for a span; the constraint refuses what another party has, unless it is shared."""
    BookedTable.objects.bulk_create(
        BookedTable(
            restaurant_id=booking.restaurant_id,
            booking=booking,
            table_id=table_id,
            span=(start, end),
            is_shared=is_shared,
        )
        for table_id in table_ids
    )


def taken_until(booking: Booking) -> datetime:
    """Return when its tables are free again: once it left, else at its end and after the reset."""
    return booking.left_at or booking.ends_at + timedelta(minutes=booking.reset_minutes)


def free_tables(booking: Booking) -> None:
    """Free all tables of this booking."""
    BookedTable.objects.filter(booking=booking).delete()


def shorten_tables(booking: Booking, at: datetime) -> None:
    """Free the tables from this instant on; altogether where their span lies ahead."""
    for row in BookedTable.objects.filter(booking=booking, span__endswith__gt=at):
        if row.span.lower < at:
            row.span = (row.span.lower, at)
            row.save(update_fields=["span"])
        else:
            row.delete()


def take_back_tables(booking: Booking) -> None:
    """Take again what the booking had last. Raises TablesTaken where any of it is not free.

    What others share is not free either, and what this booking shared it may not share again unasked.
    """
    last = _last_taken(booking)
    ids = {table_id for table_id, _, _ in last}
    if standing_table_ids(booking.restaurant_id, ids) != ids:
        raise TablesTaken
    if any(_others(booking, table_id, (start, end)).exists() for table_id, start, end in last):
        raise TablesTaken
    try:
        with transaction.atomic():
            for table_id, start, end in last:
                take_tables(booking, [table_id], start, end)
    except IntegrityError as error:
        if not is_table_taken(error):
            raise
        raise TablesTaken from error


def restore_tables(booking: Booking) -> bool:
    """Take the tables up to the end and the reset, or up to the next party; say whether all was free."""
    until = taken_until(booking)
    rows = list(BookedTable.objects.filter(booking=booking))
    if rows:
        restored = [_lengthen(booking, row, until) for row in rows]
    else:
        restored = [
            _take_again(booking, table_id, start, until) for table_id, start, _ in _last_taken(booking)
        ]
    return all(restored)


def _lengthen(booking: Booking, row: BookedTable, until: datetime) -> bool:
    if row.span.upper >= until:
        return True
    free_until = _free_until(booking, row.table_id, row.span.upper, until)
    if free_until > row.span.upper:
        row.span = (row.span.lower, free_until)
        row.save(update_fields=["span"])
    return free_until == until


def _take_again(booking: Booking, table_id: int, start: datetime, until: datetime) -> bool:
    if start >= until:
        return True
    if not standing_table_ids(booking.restaurant_id, [table_id]):
        return False
    free_until = _free_until(booking, table_id, start, until)
    if free_until > start:
        take_tables(booking, [table_id], start, free_until)
    return free_until == until


def _free_until(booking: Booking, table_id: int, start: datetime, until: datetime) -> datetime:
    others = _others(booking, table_id, (start, until))
    return max(start, min([other.span.lower for other in others], default=until))


def _others(booking: Booking, table_id: int, span: tuple[datetime, datetime]) -> QuerySet[BookedTable]:
    rows = BookedTable.objects.filter(table_id=table_id, span__overlap=span)
    return rows.filter(~Q(booking=booking) | Q(booking__isnull=True))


def _last_taken(booking: Booking) -> list[tuple[int, datetime, datetime]]:
    """Return the tables of the last line of history that freed them."""
    for change in Change.objects.filter(booking=booking).order_by("-number"):
        if change.before.get("tables") and not change.after.get("tables"):
            return [
                (one["table"], datetime.fromisoformat(one["from"]), datetime.fromisoformat(one["until"]))
                for one in change.before["tables"]
            ]
    return []

"""What becomes of the tables that a booking holds when it changes? Freed, cut, taken back, restored."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from entracte.bookings.again import is_held_table
from entracte.bookings.errors import TablesTaken
from entracte.bookings.models import BookedTable, Booking, Change
from entracte.dining.queries import standing_table_ids


def hold_tables(
    booking: Booking,
    table_ids: Iterable[int],
    start: datetime,
    end: datetime,
    *,
    is_shared: bool = False,
) -> None:
    """Hold these tables for a span; the constraint refuses what another party holds, unless it is shared."""
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


def held_until(booking: Booking) -> datetime:
    """Return when its tables are free again: once it left, else at its end and after the reset."""
    return booking.left_at or booking.ends_at + timedelta(minutes=booking.reset_minutes)


def free_tables(booking: Booking) -> None:
    """Hold nothing any more."""
    BookedTable.objects.filter(booking=booking).delete()


def cut_tables(booking: Booking, at: datetime) -> None:
    """End the holding at this instant where it falls inside it."""
    for row in BookedTable.objects.filter(booking=booking, span__contains=at):
        if row.span.lower < at:
            row.span = (row.span.lower, at)
            row.save(update_fields=["span"])


def take_back_tables(booking: Booking) -> None:
    """Hold again what the booking held last. Raises TablesTaken where any of it is not free."""
    last = _last_held(booking)
    ids = {table_id for table_id, _, _ in last}
    if standing_table_ids(booking.restaurant_id, ids) != ids:
        raise TablesTaken
    try:
        with transaction.atomic():
            for table_id, start, end in last:
                hold_tables(booking, [table_id], start, end)
    except IntegrityError as error:
        if not is_held_table(error):
            raise
        raise TablesTaken from error


def restore_tables(booking: Booking) -> bool:
    """Hold the tables up to the end and the reset, or up to the next party; say whether all was free."""
    until = held_until(booking)
    rows = list(BookedTable.objects.filter(booking=booking))
    if not rows:
        try:
            take_back_tables(booking)
        except TablesTaken:
            return False
        return True
    lengthened = [_lengthen(row, until) for row in rows]
    return all(lengthened)


def _lengthen(row: BookedTable, until: datetime) -> bool:
    if row.span.upper >= until:
        return True
    rest = (row.span.upper, until)
    others = BookedTable.objects.filter(table_id=row.table_id, span__overlap=rest).exclude(pk=row.pk)
    free_until = min([other.span.lower for other in others], default=until)
    if free_until > row.span.upper:
        row.span = (row.span.lower, free_until)
        row.save(update_fields=["span"])
    return free_until == until


def _last_held(booking: Booking) -> list[tuple[int, datetime, datetime]]:
    """Return the tables of the last line of history that let them go."""
    for change in Change.objects.filter(booking=booking).order_by("-number"):
        if change.before.get("tables") and not change.after.get("tables"):
            return [
                (one["table"], datetime.fromisoformat(one["from"]), datetime.fromisoformat(one["until"]))
                for one in change.before["tables"]
            ]
    return []

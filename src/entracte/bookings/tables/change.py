"""Change the tables of several parties at once so that one more fits, with a line of history for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from entracte.availability.fit import Spot
from entracte.availability.refusals import SlotGone
from entracte.bookings.changing import BookingChange
from entracte.bookings.history import MOVED
from entracte.bookings.models import BookedTable, Booking
from entracte.bookings.transitions import OPEN

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker


def change_tables(wanted: Iterable[tuple[int, Spot]]) -> list[BookingChange]:
    """Give each of these bookings its new tables for its own span; return them for `record_table_changes`.

    The caller holds the lock of the service day and has asked availability under it. A party of another
    service day may have arrived, or been pinned or moved, since: raises SlotGone, so that it is asked again.
    All free their tables before any takes new ones, so two may swap. The constraint refuses what is not free
    after all.
    """
    spots = dict(wanted)
    rows = list(Booking.objects.filter(pk__in=spots).select_for_update(no_key=True).order_by("pk"))
    if len(rows) != len(spots) or not all(_may_change(each) for each in rows):
        raise SlotGone
    changes = [BookingChange.of(booking) for booking in rows]
    BookedTable.objects.filter(booking__in=rows).delete()
    BookedTable.objects.bulk_create(
        BookedTable(
            restaurant_id=booking.restaurant_id,
            booking=booking,
            table_id=table_id,
            span=(booking.starts_at, booking.ends_at + timedelta(minutes=booking.reset_minutes)),
        )
        for booking in rows
        for table_id in spots[booking.pk].table_ids
    )
    return changes


def record_table_changes(changes: Iterable[BookingChange], *, making_room_for: Booking, asker: Asker) -> None:
    """Write the line of history of each party that changed tables; pages that show it are stale then."""
    reason = f"To make room for a party of {making_room_for.party_size}."
    for change in changes:
        change.reason = reason
        change.write(MOVED, asker)


def _may_change(booking: Booking) -> bool:
    return (
        booking.status in OPEN
        and not booking.is_pinned
        and booking.arrived_at is None
        and booking.seated_at is None
        and booking.left_at is None
    )

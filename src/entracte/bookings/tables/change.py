"""How do parties change tables so that one more fits? All in one go, each with a line in its history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from entracte.availability.fit import Spot
from entracte.bookings.errors import SlotGone
from entracte.bookings.history import MOVED, State, record, state_of
from entracte.bookings.models import BookedTable, Booking
from entracte.bookings.transitions import OPEN

if TYPE_CHECKING:
    from entracte.restaurants.models import Account

# A booking, and what history compared before it moved.
Moved = tuple[Booking, State]


def change_tables(moves: Iterable[tuple[int, Spot]]) -> list[Moved]:
    """Give each of these bookings its new tables for its own span; return them for `record_table_changes`.

    The caller holds the lock of the service day and has asked availability under it. A party of another
    service day may have arrived, or been pinned or moved, since: raises SlotGone, so that it is asked again.
    All let go before any takes, so two may swap. The constraint refuses what is not free after all.
    """
    spots = dict(moves)
    rows = list(Booking.objects.filter(pk__in=spots).select_for_update(no_key=True).order_by("pk"))
    if len(rows) != len(spots) or not all(_may_move(each) for each in rows):
        raise SlotGone
    moved = [(booking, state_of(booking)) for booking in rows]
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
    return moved


def record_table_changes(
    moved: Iterable[Moved], *, making_room_for: Booking, actor: Account | None, now: datetime
) -> None:
    """Write the line of history of each party that changed tables; pages that show it are stale then."""
    reason = f"To make room for a party of {making_room_for.party_size}."
    for booking, before in moved:
        booking.version += 1
        booking.save(update_fields=["version"])
        record(booking=booking, what=MOVED, before=before, actor=actor, now=now, reason=reason)


def _may_move(booking: Booking) -> bool:
    return (
        booking.status in OPEN
        and not booking.is_pinned
        and booking.arrived_at is None
        and booking.seated_at is None
        and booking.left_at is None
    )

"""How do parties change tables so that one more fits? All in one go, each with a line in its history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from entracte.availability.fit import Spot
from entracte.bookings.history import MOVED, record, state_of
from entracte.bookings.models import BookedTable, Booking

if TYPE_CHECKING:
    from entracte.restaurants.models import Account


def reseat(
    moves: Iterable[tuple[int, Spot]], *, making_room_for: Booking, actor: Account | None, now: datetime
) -> None:
    """Give each of these bookings its new tables for the span it has, whatever they held before.

    The caller holds the lock of their service day and has asked availability under it. All let go before
    any takes, so two may swap. The constraint refuses, as an IntegrityError, what is not free after all.
    """
    spots = dict(moves)
    rows = list(Booking.objects.filter(pk__in=spots).select_for_update(no_key=True).order_by("pk"))
    held = {row.booking_id: row.span for row in BookedTable.objects.filter(booking__in=rows)}
    before = {booking.pk: state_of(booking) for booking in rows}
    BookedTable.objects.filter(booking__in=rows).delete()
    BookedTable.objects.bulk_create(
        BookedTable(
            restaurant_id=booking.restaurant_id, booking=booking, table_id=table_id, span=held[booking.pk]
        )
        for booking in rows
        for table_id in spots[booking.pk].table_ids
    )
    why = f"To make room for a party of {making_room_for.party_size}."
    for booking in rows:
        booking.version += 1
        booking.save(update_fields=["version"])
        record(booking=booking, what=MOVED, before=before[booking.pk], actor=actor, now=now, reason=why)

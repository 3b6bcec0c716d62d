"""The tables that a waiting wish holds next to those of its booking: taken, given up, and ended with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from entracte.bookings.choices import WishState
from entracte.bookings.models import BookedTable, GuestWish
from entracte.bookings.transitions import OPEN

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

Spans = Iterable[tuple[datetime, datetime]]
# a change of one of these makes it another booking than the one that the guest wished to change
WISHED_FROM = frozenset({"starts_at", "party_size", "arrived_at", "seated_at", "left_at"})


def waiting_wish(booking: Booking, *, now: datetime) -> GuestWish | None:
    """Return the wish that waits at a booking whose row is locked; one whose time is over ends here."""
    wish = GuestWish.objects.filter(booking=booking, state=WishState.WAITING).first()
    if wish is None or now < wish.expires_at:
        return wish
    end_wish(wish, WishState.EXPIRED, now=now)
    return None


def end_wish(wish: GuestWish, state: WishState, *, now: datetime) -> None:
    """End a wish and give up its tables. Its booking's row is locked."""
    wish.state, wish.ended_at = state, now
    wish.save(update_fields=["state", "ended_at"])
    BookedTable.objects.filter(wish=wish).delete()


def end_overtaken_wish(booking: Booking, changed: Collection[str], *, now: datetime) -> None:
    """End the wish of a locked booking where what changed of it leaves nothing to wish for."""
    if booking.status in OPEN and WISHED_FROM.isdisjoint(changed):
        return
    for wish in GuestWish.objects.filter(booking=booking, state=WishState.WAITING):
        end_wish(wish, WishState.OVERTAKEN, now=now)


def hold_wished_tables(wish: GuestWish, until: datetime) -> None:
    """Take the wish's tables from its start, but for the time in which its booking has them.

    The constraint refuses what another party has.
    """
    own = BookedTable.objects.filter(booking=wish.booking, table_id__in=wish.table_ids)
    taken = [(row.table_id, (row.span.lower, row.span.upper)) for row in own]
    BookedTable.objects.bulk_create(
        BookedTable(restaurant_id=wish.restaurant_id, wish=wish, table_id=table_id, span=piece)
        for table_id in wish.table_ids
        for piece in _left_of((wish.starts_at, until), [span for each, span in taken if each == table_id])
    )


def give_way(booking: Booking, table_ids: Collection[int], start: datetime, end: datetime) -> None:
    """Let the booking itself have what its waiting wish holds of these tables in this span, and no more."""
    rows = BookedTable.objects.filter(wish__booking=booking, table_id__in=table_ids)
    taken = rows.filter(span__overlap=(start, end))
    left = [
        BookedTable(restaurant_id=row.restaurant_id, wish=row.wish, table_id=row.table_id, span=piece)
        for row in taken.select_related("wish")
        for piece in _left_of((row.span.lower, row.span.upper), [(start, end)])
    ]
    taken.delete()
    BookedTable.objects.bulk_create(left)


def _left_of(span: tuple[datetime, datetime], without: Spans) -> Iterator[tuple[datetime, datetime]]:
    """Yield the parts of a span that lie in none of the others."""
    start, end = span
    for first, last in sorted(without):
        if start < min(first, end):
            yield start, min(first, end)
        start = max(start, last)
    if start < end:
        yield start, end

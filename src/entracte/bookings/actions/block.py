"""Take tables out of use for a span: a block has them as a booking would, without a party."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import Q

from entracte.availability.times import in_utc
from entracte.bookings.errors import (
    AlreadyBlocked,
    BookingsInTheWay,
    HeldByGuest,
    ImpossibleSpan,
    TablesTaken,
    UnknownBlock,
)
from entracte.bookings.holds.live import drop_expired_holds
from entracte.bookings.locked_booking import lock_day
from entracte.bookings.models import Block, BookedTable, Booking, Hold
from entracte.bookings.retry_on_conflict import TRIES, is_table_taken, retry_on_conflict
from entracte.bookings.tables.chosen import chosen_spot
from entracte.restaurants.keys import read_key

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.dining.models import Table
    from entracte.restaurants.models import Restaurant

LONGEST = timedelta(days=366)


@retry_on_conflict
def block_tables(
    *,
    restaurant: Restaurant,
    tables: Sequence[Table],
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    asker: Asker,
    ends_holds: bool = False,
) -> Block:
    """Take these tables out of use from one instant up to another, in any time zone, over days if need be.

    `ends_holds` also ends the holds of guests who are typing for one of these tables. Locks the service days
    that the span may meet. Raises ImpossibleSpan, UnknownTable, and of TablesTaken BookingsInTheWay with
    those bookings by start, AlreadyBlocked, or HeldByGuest with how many; then nothing is written.
    """
    start, end = in_utc(starts_at), in_utc(ends_at)
    if not timedelta() < end - start <= LONGEST or not tables:
        raise ImpossibleSpan
    table_ids = chosen_spot(restaurant, tables).table_ids
    with transaction.atomic():
        _lock(restaurant, start, end)
        for _ in range(TRIES):
            drop_expired_holds(restaurant.pk, now=asker.now)
            _refuse_taken(restaurant, table_ids, start, end, ends_holds=ends_holds)
            block = Block(restaurant=restaurant, reason=reason.strip(), starts_at=start, ends_at=end)
            block.actor, block.created_at = asker.actor, asker.now
            if _is_written(block, table_ids):
                return block
        raise TablesTaken


@retry_on_conflict
def unblock(*, restaurant: Restaurant, key: str) -> None:
    """Give the tables of a block back, by its public key. Raises UnknownBlock."""
    deleted, _ = Block.objects.filter(restaurant=restaurant, key=read_key(key)).delete()
    if not deleted:
        raise UnknownBlock


def _lock(restaurant: Restaurant, start: datetime, end: datetime) -> None:
    """Lock the span's dates, and the one before them, whose parties may sit past midnight."""
    zone = ZoneInfo(restaurant.time_zone)
    first = start.astimezone(zone).date() - timedelta(days=1)
    last = end.astimezone(zone).date()
    lock_day(restaurant.pk, *(first + timedelta(days=day) for day in range((last - first).days + 1)))


def _refuse_taken(
    restaurant: Restaurant, table_ids: Sequence[int], start: datetime, end: datetime, *, ends_holds: bool
) -> None:
    taken = BookedTable.objects.filter(
        restaurant=restaurant, table_id__in=table_ids, span__overlap=(start, end)
    )
    bookings = Booking.objects.filter(
        Q(pk__in=taken.filter(booking__isnull=False).values("booking"))
        | Q(pk__in=taken.filter(wish__isnull=False).values("wish__booking"))
    )
    in_the_way = list(bookings.order_by("starts_at", "pk"))
    if in_the_way:
        raise BookingsInTheWay(in_the_way)
    if taken.filter(block__isnull=False).exists():
        raise AlreadyBlocked
    holds = Hold.objects.filter(pk__in=taken.filter(hold__isnull=False).values("hold"))
    if ends_holds:
        holds.delete()
    elif holds:
        raise HeldByGuest(len(holds))


def _is_written(block: Block, table_ids: Sequence[int]) -> bool:
    """Write the block; False where a booking that was not there a moment ago has one of its tables."""
    try:
        with transaction.atomic():
            block.save(force_insert=True)
            BookedTable.objects.bulk_create(
                BookedTable(
                    restaurant_id=block.restaurant_id,
                    block=block,
                    table_id=table_id,
                    span=(block.starts_at, block.ends_at),
                )
                for table_id in table_ids
            )
    except IntegrityError as error:
        if not is_table_taken(error):
            raise
        return False
    return True

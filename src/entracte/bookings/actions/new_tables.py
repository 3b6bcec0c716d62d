"""The tables of a booking that is moved: what it had, what it may have, what it takes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import IntegrityError, transaction

from entracte.availability.fit import Spot, fitting_spots
from entracte.availability.refusals import PartyTooLarge, SlotGone
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting
from entracte.availability.times import Span, in_utc
from entracte.bookings.holds.live import drop_expired_holds
from entracte.bookings.holds.wished_tables import give_way
from entracte.bookings.models import BookedTable, Booking
from entracte.bookings.retry_on_conflict import is_table_taken
from entracte.bookings.tables.chosen import chosen_spot, is_free
from entracte.bookings.tables.sittings import sittings_over
from entracte.bookings.tables.suits import wish_for
from entracte.bookings.tables.take import free_tables, take_tables, taken_until

if TYPE_CHECKING:
    from entracte.bookings.actions.move_request import MoveRequest


@dataclass(frozen=True, slots=True)
class TablesBefore:
    """What the booking had before: start, service, party, and each table since when, which may be later.

    `most_covers` is what its tables take together by now.
    """

    starts_at: datetime
    service_id: int | None
    party_size: int
    since: Mapping[int, datetime]
    most_covers: int
    now: datetime

    @classmethod
    def of(cls, booking: Booking, now: datetime) -> Self:
        rows = list(BookedTable.objects.filter(booking=booking).select_related("table"))
        since = {row.table_id: row.span.lower for row in rows}
        most = sum(row.table.max_covers for row in rows)
        return cls(booking.starts_at, booking.service_id, booking.party_size, since, most, now)

    def start(self, booking: Booking, table_id: int) -> datetime:
        """Return from when on the booking, at its new times, has this table."""
        start = booking.starts_at
        if start == self.starts_at and table_id in self.since:
            start = self.since[table_id]
        elif start == self.starts_at and booking.seated_at is not None:
            start = max(start, in_utc(self.now))
        return start if start < booking.ends_at else booking.starts_at


def find_spot(
    booking: Booking, move: MoveRequest, service: Service | None, before: TablesBefore
) -> tuple[Spot, frozenset[int]]:
    """Return the spot for the booking's new times, and which of its tables are shared: the chosen one, else
    the one that it has where that will do, else the best that suits. Raises SlotGone, PartyTooLarge.
    """
    spots = (
        [chosen_spot(booking.restaurant, move.tables)] if move.tables else _spots(booking, service, before)
    )
    until = taken_until(booking)
    taken = sittings_over(
        booking.restaurant_id, Span(booking.starts_at, until), now=before.now, except_party=booking.pk
    )
    for spot in spots:
        if not _not_free(booking, spot, before, until, taken):
            return spot, frozenset()
    if move.tables and move.override is not None and move.override.shares_tables:
        return spots[0], _not_free(booking, spots[0], before, until, taken)
    raise SlotGone


def _spots(booking: Booking, service: Service | None, before: TablesBefore) -> list[Spot]:
    """Return what the booking may have, the tables that it has already first.

    A party that does not grow keeps them though it is small for them, while it keeps its start or its
    service, or is pinned: another service may have another floor plan. Where an edit made them too small,
    another start asks for others.
    """
    is_walk_in = booking.source == Booking.Source.WALK_IN
    fitting = (
        fitting_spots(service.plan, replace(wish_for(booking), is_walk_in=is_walk_in)) if service else ()
    )
    keeps_service = service is not None and service.id == before.service_id
    stays = (
        booking.is_pinned
        or booking.starts_at == before.starts_at
        or (keeps_service and booking.party_size <= before.most_covers)
    )
    if before.since and stays and booking.party_size <= before.party_size:
        own = Spot(tuple(sorted(before.since)), "", booking.party_size, booking.party_size)
        return [own, *fitting]
    if service and not fitting and booking.party_size > service.plan.largest_party:
        raise PartyTooLarge
    return sorted(fitting, key=lambda spot: set(spot.table_ids) != set(before.since))


def _not_free(
    booking: Booking, spot: Spot, before: TablesBefore, until: datetime, taken: Sequence[Sitting]
) -> frozenset[int]:
    return frozenset(
        each for each in spot.table_ids if not is_free(each, before.start(booking, each), until, taken)
    )


def write_tables(
    booking: Booking, before: TablesBefore, spot: Spot, *, shared_ids: Collection[int] = ()
) -> None:
    """Give the booking these tables up to its end, and no others; the constraint has the last word."""
    drop_expired_holds(booking.restaurant_id, now=before.now)
    give_way(booking, spot.table_ids, booking.starts_at, taken_until(booking))
    try:
        with transaction.atomic():
            free_tables(booking)
            for table_id in spot.table_ids:
                start, is_shared = before.start(booking, table_id), table_id in shared_ids
                take_tables(booking, [table_id], start, taken_until(booking), is_shared=is_shared)
    except IntegrityError as error:
        if not is_table_taken(error):
            raise
        raise SlotGone from error

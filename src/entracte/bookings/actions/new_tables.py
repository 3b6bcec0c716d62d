"""What does a move do to a booking's times and tables? The parts of `move_booking`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import IntegrityError, transaction

from entracte.availability.fit import Spot, Wish, fitting_spots
from entracte.availability.rules import Rules
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting
from entracte.availability.times import Span, in_utc
from entracte.bookings.actions.search import offer_or_refusal
from entracte.bookings.errors import NotBooked, OddEnd, OffGrid, PartyTooLarge, SlotGone
from entracte.bookings.live_holds import drop_expired_holds
from entracte.bookings.models import BookedTable, Booking
from entracte.bookings.overrides import is_table_alone, limit_named
from entracte.bookings.retry_on_conflict import is_held_table
from entracte.bookings.tables.chosen import chosen_spot, is_free, run_at, run_nearest
from entracte.bookings.tables.sittings import sittings_over, span_of_turns
from entracte.bookings.tables.suits import wish_of
from entracte.bookings.tables.take import free_tables, held_until, hold_tables

if TYPE_CHECKING:
    from entracte.bookings.actions.move import Move

LONGEST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Held:
    """What the booking had before the move: start, party, and each table since when, which may be later."""

    starts_at: datetime
    party_size: int
    since: Mapping[int, datetime]
    now: datetime

    @classmethod
    def of(cls, booking: Booking, now: datetime) -> Self:
        rows = BookedTable.objects.filter(booking=booking)
        since = {row.table_id: row.span.lower for row in rows}
        return cls(booking.starts_at, booking.party_size, since, now)

    def start(self, booking: Booking, table_id: int) -> datetime:
        """Return from when on the booking, at its new times, holds this table."""
        start = booking.starts_at
        if start == self.starts_at and table_id in self.since:
            start = self.since[table_id]
        elif start == self.starts_at and booking.seated_at is not None:
            start = max(start, in_utc(self.now))
        return start if start < booking.ends_at else booking.starts_at


def set_times(booking: Booking, move: Move, rules: Rules) -> Service | None:
    """Set start, end, party and service day; return the booking's service, None where it is no more."""
    starts_at = in_utc(move.starts_at or booking.starts_at)
    party_size = move.party_size or booking.party_size
    service = next((each for each in rules.services if each.id == booking.service_id), None)
    is_other_turn = (starts_at, party_size) != (booking.starts_at, booking.party_size)
    if starts_at != booking.starts_at:
        try:
            service, booking.service_date = run_at(rules, starts_at, rather=booking.service_id)
        except OffGrid:
            if move.override is None:
                raise
            service, booking.service_date = run_nearest(rules, starts_at, party_size)
        booking.service_id = service.id
    minutes = service.turn_minutes(party_size) if service and is_other_turn else booking.turn_minutes
    ends_at = in_utc(move.ends_at) if move.ends_at else starts_at + timedelta(minutes=minutes)
    if not timedelta() < ends_at - starts_at <= LONGEST:
        raise OddEnd
    booking.starts_at, booking.ends_at, booking.party_size = starts_at, ends_at, party_size
    booking.turn_minutes = max(int((ends_at - starts_at).total_seconds() // 60), 1)
    booking.reset_minutes = service.reset_minutes if service and is_other_turn else booking.reset_minutes
    return service


def limits_passed(booking: Booking, move: Move, rules: Rules, held: Held, now: datetime) -> list[str]:
    """Return the limit that an override lets the new start or the larger party past; raise it without one.

    The tables are looked at next.
    """
    refusal = _refusal(booking, move, rules, held, now)
    if refusal is None:
        return []
    if move.override is None:
        raise refusal
    return [limit_named(refusal)]


def _refusal(booking: Booking, move: Move, rules: Rules, held: Held, now: datetime) -> NotBooked | None:
    is_other_start = booking.starts_at != held.starts_at
    if not is_other_start and booking.party_size <= held.party_size:
        return None
    only = tuple(each for each in rules.services if each.id == booking.service_id)
    rules = replace(rules, services=only, makes_room=False)
    span = span_of_turns(rules, booking.starts_at, booking.party_size)
    taken = sittings_over(booking.restaurant_id, span, now=now, besides=booking.pk)
    wish = Wish(booking.party_size, is_online=False)
    try:
        offer_or_refusal(booking.starts_at, wish, rules, taken, now)
    except PartyTooLarge as refusal:
        return None if move.tables else refusal
    except OffGrid as refusal:
        # its service is no more, or starts at other times by now
        return refusal if is_other_start else None
    except NotBooked as refusal:
        return None if is_table_alone(refusal) else refusal
    return None


def find_spot(
    booking: Booking, move: Move, service: Service | None, held: Held
) -> tuple[Spot, frozenset[int]]:
    """Return the spot for the booking's new times, and which of its tables are shared: the chosen one, else
    the one that it has where that will do, else the best that suits. Raises SlotGone, PartyTooLarge.
    """
    spots = [chosen_spot(booking.restaurant, move.tables)] if move.tables else _spots(booking, service, held)
    until = held_until(booking)
    taken = sittings_over(
        booking.restaurant_id, Span(booking.starts_at, until), now=held.now, besides=booking.pk
    )
    for spot in spots:
        if not _not_free(booking, spot, held, until, taken):
            return spot, frozenset()
    if move.tables and move.override is not None and move.override.shares_tables:
        return spots[0], _not_free(booking, spots[0], held, until, taken)
    raise SlotGone


def _spots(booking: Booking, service: Service | None, held: Held) -> list[Spot]:
    """Return what the booking may have, the tables that it has already first.

    Those will do whatever their covers while start and party stay, and for a pinned party that does not grow.
    """
    is_walk_in = booking.source == Booking.Source.WALK_IN
    fitting = fitting_spots(service.plan, replace(wish_of(booking), is_walk_in=is_walk_in)) if service else ()
    is_same = (booking.starts_at, booking.party_size) == (held.starts_at, held.party_size)
    keeps = is_same or (booking.is_pinned and booking.party_size <= held.party_size)
    if held.since and keeps:
        own = Spot(tuple(sorted(held.since)), "", booking.party_size, booking.party_size)
        return [own, *fitting]
    if service and not fitting and booking.party_size > service.plan.largest_party:
        raise PartyTooLarge
    return sorted(fitting, key=lambda spot: set(spot.table_ids) != set(held.since))


def _not_free(
    booking: Booking, spot: Spot, held: Held, until: datetime, taken: Sequence[Sitting]
) -> frozenset[int]:
    return frozenset(
        each for each in spot.table_ids if not is_free(each, held.start(booking, each), until, taken)
    )


def take(booking: Booking, held: Held, spot: Spot, *, shared_ids: Collection[int] = ()) -> None:
    """Hold these tables until the booking's end, and no other; the constraint has the last word."""
    drop_expired_holds(booking.restaurant_id, now=held.now)
    try:
        with transaction.atomic():
            free_tables(booking)
            for table_id in spot.table_ids:
                start, is_shared = held.start(booking, table_id), table_id in shared_ids
                hold_tables(booking, [table_id], start, held_until(booking), is_shared=is_shared)
    except IntegrityError as error:
        if not is_held_table(error):
            raise
        raise SlotGone from error

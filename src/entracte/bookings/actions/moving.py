"""What does a move do to a booking's times and tables? The parts of `move_booking`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import IntegrityError, transaction

from entracte.availability.fit import Spot, Wish, fitting_spots
from entracte.availability.rules import Rules
from entracte.availability.service import Service
from entracte.availability.times import Span, in_utc
from entracte.bookings.actions.search import offer_or_refusal
from entracte.bookings.again import is_held_table
from entracte.bookings.errors import OddEnd, OffGrid, PacingReached, PartyTooLarge, SlotGone
from entracte.bookings.held import free_tables, held_until, hold_tables
from entracte.bookings.holds import drop_expired_holds
from entracte.bookings.models import BookedTable, Booking
from entracte.bookings.seating import chosen_spot, is_free, run_at, run_nearest
from entracte.bookings.taken import sittings_over, span_of_turns

if TYPE_CHECKING:
    from entracte.bookings.actions.edit import Move

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


def refuse_past_limits(booking: Booking, move: Move, rules: Rules, held: Held, now: datetime) -> None:
    """Raise what forbids the new start or the larger party, but for the tables, which are looked at next."""
    is_larger = booking.party_size > held.party_size
    if move.override is not None or not (booking.starts_at != held.starts_at or is_larger):
        return
    only = tuple(each for each in rules.services if each.id == booking.service_id)
    rules = replace(rules, services=only, makes_room=False)
    span = span_of_turns(rules, booking.starts_at, booking.party_size)
    taken = sittings_over(booking.restaurant_id, span, now=now, besides=booking.pk)
    wish = Wish(booking.party_size, is_online=False)
    try:
        offer_or_refusal(booking.starts_at, wish, rules, taken, now)
    except PacingReached:
        raise
    except SlotGone:
        return
    except PartyTooLarge:
        if not move.tables:
            raise
    except OffGrid:
        # its service is no more, or starts at other times by now
        if booking.starts_at != held.starts_at:
            raise


def find_spot(booking: Booking, move: Move, service: Service | None, held: Held) -> tuple[Spot, bool]:
    """Return the spot for the booking's new times, and whether it is shared: the chosen one, else the best.

    Of those that suit, the one that it has already comes first. Raises SlotGone, PartyTooLarge.
    """
    if move.tables:
        spots = [chosen_spot(booking.restaurant, move.tables)]
    else:
        wish = Wish(
            booking.party_size,
            is_online=False,
            is_walk_in=booking.source == Booking.Source.WALK_IN,
            needs_step_free=booking.needs_step_free,
            high_chairs=booking.high_chairs,
        )
        fitting = fitting_spots(service.plan, wish) if service else ()
        if service and not fitting and booking.party_size > service.plan.largest_party:
            raise PartyTooLarge
        spots = sorted(fitting, key=lambda spot: set(spot.table_ids) != set(held.since))
    until = held_until(booking)
    taken = sittings_over(
        booking.restaurant_id, Span(booking.starts_at, until), now=held.now, besides=booking.pk
    )
    for spot in spots:
        if all(is_free(each, held.start(booking, each), until, taken) for each in spot.table_ids):
            return spot, False
    if move.tables and move.override is not None and move.override.shares_tables:
        return spots[0], True
    raise SlotGone


def take(booking: Booking, held: Held, spot: Spot, *, is_shared: bool) -> None:
    """Hold these tables until the booking's end, and no other; the constraint has the last word."""
    drop_expired_holds(booking.restaurant_id, now=held.now)
    try:
        with transaction.atomic():
            free_tables(booking)
            for table_id in spot.table_ids:
                start = held.start(booking, table_id)
                hold_tables(booking, [table_id], start, held_until(booking), is_shared=is_shared)
    except IntegrityError as error:
        if not is_held_table(error):
            raise
        raise SlotGone from error

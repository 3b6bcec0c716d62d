"""How do staff move a booking? Another time, party, table or end, never onto another party's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from entracte.availability import floor
from entracte.availability.fit import fitting_tables
from entracte.availability.service import Service
from entracte.availability.sitting import Taken
from entracte.availability.times import Span, in_utc
from entracte.bookings.again import is_held_table, run_again
from entracte.bookings.errors import IllegalChange, OddEnd, OffGrid, PartyTooLarge, SlotGone
from entracte.bookings.held import free_tables, hold_table
from entracte.bookings.history import MOVED, NOTE, record, state_of
from entracte.bookings.models import BookedTable, Booking
from entracte.bookings.opened import opened_booking, refuse_stale
from entracte.bookings.seating import chosen_table, run_at
from entracte.bookings.taken import sittings_over
from entracte.bookings.transitions import OPEN
from entracte.dining.convert import services_for

if TYPE_CHECKING:
    from entracte.dining.models import Table
    from entracte.restaurants.models import Account, Restaurant

LONGEST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Move:
    """What shall be different; None leaves it. Times in any time zone.

    Without `ends_at`, another start or party gets the service's turn. `table` takes any party.
    """

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    party_size: int | None = None
    table: Table | None = None


@run_again
def move_booking(
    *,
    booking_id: int,
    restaurant: Restaurant,
    move: Move,
    actor: Account | None,
    now: datetime,
    version: int | None = None,
) -> Booking:
    """Move a booking that is Pending, Pending Payment or Confirmed. It keeps its table where that will do.

    A party that sits already has another table from now on only; whoever had it before does not matter.
    Locks the service days of both times in order, then the booking. Raises SlotGone, OffGrid, PartyTooLarge,
    UnknownTable, OddEnd, IllegalChange, StalePage, UnknownBooking; then nothing is written.
    """
    with transaction.atomic():
        services, zone = services_for(restaurant), ZoneInfo(restaurant.time_zone)
        also = _days(services, move, zone)
        booking = opened_booking(restaurant=restaurant, booking_id=booking_id, also=also)
        refuse_stale(booking, version)
        if booking.status not in OPEN or booking.left_at is not None:
            raise IllegalChange
        before = state_of(booking)
        hold = _Hold.of(booking, now)
        service = _set_times(booking, move, services, zone)
        table = _table(booking, move.table, service, hold)
        booking.version += 1
        booking.save()
        _take(booking, table, hold.start(booking, table.id))
        record(booking=booking, what=MOVED, before=before, actor=actor, now=now)
    return booking


@run_again
def write_note(
    *,
    booking_id: int,
    restaurant: Restaurant,
    note: str,
    actor: Account | None,
    now: datetime,
    version: int | None = None,
) -> Booking:
    """Write the staff's note anew; history tells that, not the words. Raises StalePage, UnknownBooking."""
    with transaction.atomic():
        booking = opened_booking(restaurant=restaurant, booking_id=booking_id)
        refuse_stale(booking, version)
        before = state_of(booking)
        booking.note = note.strip()
        booking.version += 1
        booking.save(update_fields=["note", "version"])
        record(booking=booking, what=NOTE, before=before, actor=actor, now=now)
    return booking


def _days(services: tuple[Service, ...], move: Move, zone: ZoneInfo) -> set[date]:
    """Return the service days that may hold the new start."""
    if move.starts_at is None:
        return set()
    if not MINYEAR < move.starts_at.year < MAXYEAR:
        raise OffGrid
    start = in_utc(move.starts_at)
    return {day for each in services if (day := each.date_of(start, zone)) is not None}


def _set_times(booking: Booking, move: Move, services: tuple[Service, ...], zone: ZoneInfo) -> Service | None:
    """Set start, end, party and service day; return the booking's service, None where it is no more."""
    starts_at = in_utc(move.starts_at or booking.starts_at)
    party_size = move.party_size or booking.party_size
    service = next((each for each in services if each.id == booking.service_id), None)
    is_other_turn = (starts_at, party_size) != (booking.starts_at, booking.party_size)
    if starts_at != booking.starts_at:
        service, booking.service_date = run_at(services, starts_at, zone, rather=booking.service_id)
        booking.service_id = service.id
    minutes = service.turn_minutes(party_size) if service and is_other_turn else booking.turn_minutes
    ends_at = in_utc(move.ends_at) if move.ends_at else starts_at + timedelta(minutes=minutes)
    if not timedelta() < ends_at - starts_at <= LONGEST:
        raise OddEnd
    booking.starts_at, booking.ends_at, booking.party_size = starts_at, ends_at, party_size
    booking.turn_minutes = max(int((ends_at - starts_at).total_seconds() // 60), 1)
    return service


@dataclass(frozen=True, slots=True)
class _Hold:
    """What the booking held before the move: each table and since when, which may be later than its start."""

    starts_at: datetime
    since: Mapping[int, datetime]
    now: datetime

    @classmethod
    def of(cls, booking: Booking, now: datetime) -> Self:
        rows = BookedTable.objects.filter(booking=booking)
        return cls(booking.starts_at, {row.table_id: row.span.lower for row in rows}, now)

    def start(self, booking: Booking, table_id: int) -> datetime:
        """Return from when on the booking, at its new times, holds this table."""
        start = booking.starts_at
        if start == self.starts_at and table_id in self.since:
            start = self.since[table_id]
        elif start == self.starts_at and booking.seated_at is not None:
            start = max(start, in_utc(self.now))
        return start if start < booking.ends_at else booking.starts_at


def _table(booking: Booking, chosen: Table | None, service: Service | None, hold: _Hold) -> floor.Table:
    """Return the table for the booking's new times: the chosen one, else its own, else the best."""
    if chosen is not None:
        tables = [chosen_table(booking.restaurant, chosen)]
    else:
        fitting = fitting_tables(service.plan, booking.party_size) if service else ()
        if service and not fitting and booking.party_size > service.plan.largest_party:
            raise PartyTooLarge
        tables = sorted(fitting, key=lambda table: table.id not in hold.since)
    span = Span(booking.starts_at, booking.ends_at)
    taken = Taken(sittings_over(booking.restaurant_id, span, besides=booking.pk))
    for table in tables:
        if taken.is_free(table.id, Span(hold.start(booking, table.id), booking.ends_at)):
            return table
    raise SlotGone


def _take(booking: Booking, table: floor.Table, start: datetime) -> None:
    """Hold this table until the booking's end, and no other; the constraint has the last word."""
    try:
        with transaction.atomic():
            free_tables(booking)
            hold_table(booking, table.id, start, booking.ends_at)
    except IntegrityError as error:
        if not is_held_table(error):
            raise
        raise SlotGone from error

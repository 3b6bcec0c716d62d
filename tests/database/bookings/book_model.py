"""What must the book look like after each step? A small model of it, and the looks from three sides."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Self

from entracte.availability.sitting import Sitting
from entracte.bookings.models import Block, BookedTable, Booking, Change, Hold
from entracte.bookings.queries import diary_for
from entracte.bookings.transitions import OPEN
from entracte.restaurants.models import Restaurant

TIMES = ("starts_at", "ends_at", "arrived_at", "seated_at", "left_at")
GONE = (Booking.Status.CANCELLED, Booking.Status.NO_SHOW)


@dataclass(frozen=True, slots=True)
class HeldFor:
    """From when until when a table is held, and whether it is shared."""

    since: datetime
    until: datetime
    is_shared: bool = False

    def overlaps(self, other: Self) -> bool:
        return self.since < other.until and other.since < self.until


Tables = dict[int, HeldFor]


@dataclass(frozen=True, slots=True)
class Expected:
    """A booking as it must stand in its row, with the tables it holds."""

    status: str
    party_size: int
    starts_at: datetime
    ends_at: datetime
    reset_minutes: int
    service_date: date
    service_id: int | None
    is_pinned: bool
    arrived_at: datetime | None
    seated_at: datetime | None
    left_at: datetime | None
    version: int
    tables: Tables = field(hash=False)

    @classmethod
    def of(cls, row: Booking, tables: Tables) -> Self:
        columns = [name for name in cls.__slots__ if name != "tables"]
        return cls(**{name: getattr(row, name) for name in columns}, tables=tables)

    @property
    def taken_until(self) -> datetime:
        return self.left_at or self.ends_at + timedelta(minutes=self.reset_minutes)

    def after(self, **changes: Any) -> Self:
        """The same booking one version later."""
        return replace(self, version=self.version + 1, **changes)

    def cut(self, at: datetime) -> Tables:
        """Its tables when it leaves at this instant: none of those whose span lies ahead."""
        return {
            table: replace(held, until=min(held.until, at))
            for table, held in self.tables.items()
            if held.since < at or held.until <= at
        }

    def since(self, table: int, before: Self, now: datetime) -> datetime:
        """From when on it holds a table after a move; one that sits already has another from now on."""
        since = self.starts_at
        if self.starts_at == before.starts_at and table in before.tables:
            since = before.tables[table].since
        elif self.starts_at == before.starts_at and self.seated_at is not None:
            since = max(since, now)
        return since if since < self.ends_at else self.starts_at

    def may_move(self, now: datetime) -> bool:
        """Are its tables provisional?"""
        return (
            self.status in OPEN
            and not self.is_pinned
            and self.arrived_at is None
            and self.seated_at is None
            and self.left_at is None
            and self.starts_at > now
            and all(held == HeldFor(self.starts_at, self.taken_until) for held in self.tables.values())
        )


@dataclass(frozen=True, slots=True)
class Promised:
    """A hold as it must stand in its row, with the tables it has."""

    key: str
    party_size: int
    starts_at: datetime
    ends_at: datetime
    service_id: int
    service_date: date
    reset_minutes: int
    expires_at: datetime
    tables: Tables = field(hash=False)

    @classmethod
    def of(cls, row: Hold, tables: Tables) -> Self:
        columns = [name for name in cls.__slots__ if name != "tables"]
        return cls(**{name: getattr(row, name) for name in columns}, tables=tables)

    def is_for(self, start: datetime, party_size: int) -> bool:
        return (self.starts_at, self.party_size) == (start, party_size)


@dataclass(frozen=True, slots=True)
class Rows:
    """All that stands in the book of one restaurant, read at one moment."""

    bookings: dict[int, Expected]
    holds: dict[str, Promised]
    blocks: dict[str, Tables]
    held: list[BookedTable]

    @classmethod
    def of(cls, restaurant: Restaurant) -> Self:
        held = list(BookedTable.objects.filter(restaurant=restaurant).order_by("table_id", "id"))
        bookings = {
            row.pk: Expected.of(row, tables_of(each for each in held if each.booking_id == row.pk))
            for row in Booking.objects.filter(restaurant=restaurant)
        }
        holds = {
            row.visitor: Promised.of(row, tables_of(each for each in held if each.hold_id == row.pk))
            for row in Hold.objects.filter(restaurant=restaurant)
        }
        blocks = {
            row.key: tables_of(each for each in held if each.block_id == row.pk)
            for row in Block.objects.filter(restaurant=restaurant)
        }
        return cls(bookings, holds, blocks, held)


def tables_of(rows: Iterable[BookedTable]) -> Tables:
    found: Tables = {}
    for row in rows:
        assert row.table_id not in found, "one owner has a table twice"
        found[row.table_id] = HeldFor(row.span.lower, row.span.upper, row.is_shared)
    return found


def sittings_in(restaurant: Restaurant, now: datetime) -> list[Sitting]:
    """Every row of the book as availability's values, whatever its date, read row by row."""
    rows = BookedTable.objects.filter(restaurant=restaurant).select_related("booking", "hold")
    found = []
    for row in rows:
        span = (math.floor(row.span.lower.timestamp()), math.ceil(row.span.upper.timestamp()))
        owner = row.booking or row.hold
        if row.hold is not None and row.hold.expires_at <= now:
            continue
        if owner is None:
            found.append(Sitting(row.table_id, *span))
            continue
        found.append(
            Sitting(
                row.table_id,
                *span,
                party_id=owner.pk if row.booking else -owner.pk,
                party_start=int(owner.starts_at.timestamp()),
                party_size=owner.party_size,
                service_id=owner.service_id or 0,
                held_until=int(row.hold.expires_at.timestamp()) if row.hold else 0,
                may_move=_may_move(row, now),
            )
        )
    return found


def refuse_overlaps(held: Iterable[BookedTable]) -> None:
    """Fail where two rows that are not shared have one table at one time."""
    by_table: dict[int, list[HeldFor]] = {}
    for row in held:
        span = HeldFor(row.span.lower, row.span.upper)
        assert span.since < span.until
        if not row.is_shared:
            others = by_table.setdefault(row.table_id, [])
            assert not any(span.overlaps(other) for other in others), f"two sittings at table {row.table_id}"
            others.append(span)


def refuse_odd_holding(booking: Expected, whole: bool) -> None:
    """Fail where a booking holds other than what its status and times say.

    `whole` is false once a correction gave it its tables back only as far as they were free.
    """
    if booking.status in GONE:
        assert booking.tables == {}
        return
    for held in booking.tables.values():
        assert booking.starts_at.replace(second=0) <= held.since
        assert held.until <= booking.ends_at + timedelta(minutes=booking.reset_minutes)
    if booking.status in OPEN and booking.left_at is None and whole:
        assert booking.tables
        for held in booking.tables.values():
            assert held.since == booking.starts_at or booking.starts_at < held.since
            assert held.until == booking.taken_until


def refuse_odd_histories(restaurant: Restaurant, bookings: dict[int, Expected]) -> None:
    """Fail where numbers have a gap, a line does not begin where the last one ended, or ends elsewhere."""
    state_of: dict[int, dict[str, object]] = {
        each: {**dict.fromkeys(TIMES), "tables": []} for each in bookings
    }
    numbers = []
    for change in Change.objects.filter(restaurant=restaurant).order_by("number"):
        numbers.append(change.number)
        state = state_of[change.booking_id]
        assert {name: state.get(name) for name in change.before} == change.before
        state.update(change.after)
    assert numbers == list(range(1, len(numbers) + 1))
    assert {each: _without_names(state) for each, state in state_of.items()} == {
        each: _swap_in_words(booking) for each, booking in bookings.items()
    }


def refuse_other_diary(restaurant: Restaurant, bookings: dict[int, Expected], dates: Iterable[date]) -> None:
    """Fail where the diary of these dates shows other bookings, or other tables, than the book has."""
    shown = {
        row.pk: Expected.of(row, tables_of(row.booked_tables.all()))
        for each in dates
        for row in diary_for(restaurant, each)
    }
    assert shown == bookings


def _may_move(row: BookedTable, now: datetime) -> bool:
    if row.booking is None or row.booking.needs_step_free or row.booking.high_chairs:
        return False
    this = HeldFor(row.span.lower, row.span.upper, row.is_shared)
    return Expected.of(row.booking, {row.table_id: this}).may_move(now)


def _swap_in_words(booking: Expected) -> dict[str, object]:
    return {
        "status": str(booking.status),
        "party_size": booking.party_size,
        "pinned": booking.is_pinned,
        **{name: at.isoformat() if (at := getattr(booking, name)) else None for name in TIMES},
        "tables": [
            {
                "table": table,
                "from": held.since.isoformat(),
                "until": held.until.isoformat(),
                "shared": held.is_shared,
            }
            for table, held in sorted(booking.tables.items())
        ],
    }


def _without_names(state: dict[str, object]) -> dict[str, object]:
    tables = state["tables"]
    assert isinstance(tables, list)
    kept = ("table", "from", "until", "shared")
    return {**state, "tables": [{name: each[name] for name in kept} for each in tables]}

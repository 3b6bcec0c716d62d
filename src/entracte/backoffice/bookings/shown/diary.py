"""How does a date read from top to bottom? Bookings by service, covers counted, the next party found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from entracte.backoffice.bookings.shown.steps import Move, next_move
from entracte.backoffice.house.party_state import PartyState, state_of
from entracte.bookings.transitions import Status

if TYPE_CHECKING:
    from entracte.bookings.models import BookedTable, Booking

# A party a quarter of an hour late is no longer the one to look out for.
STILL_EXPECTED = timedelta(minutes=15)
NOT_COMING = frozenset({Status.CANCELLED, Status.NO_SHOW})


@dataclass(frozen=True, slots=True)
class Line:
    """One party on the list."""

    booking: Booking
    state: PartyState
    name: str
    tables: str
    move: Move | None
    is_next: bool
    is_shared: bool


@dataclass(frozen=True, slots=True)
class ServiceLines:
    """The parties of one service, with what they add up to."""

    name: str
    lines: tuple[Line, ...]
    parties: int
    covers: int


@dataclass(frozen=True, slots=True)
class Evening:
    """One date of the book. `next` is the party to look out for; `minutes` until it is due."""

    date: date
    services: tuple[ServiceLines, ...]
    parties: int
    covers: int
    next: Line | None
    minutes: int

    @property
    def minutes_late(self) -> int:
        return -self.minutes


def evening_of(day: date, bookings: Iterable[Booking], now: datetime) -> Evening:
    """Arrange the bookings of a date; cancelled and no-show parties are listed but not counted."""
    rows = sorted(bookings, key=lambda booking: (booking.starts_at, booking.pk))
    due = next((row for row in rows if _is_expected(row, now)), None)
    shared = _shared_tables(rows)
    by_service: dict[str, list[Line]] = {}
    for row in rows:
        name = row.service.name if row.service else "Walk-ins and others"
        by_service.setdefault(name, []).append(
            line_of(row, now, is_next=row is due, is_shared=_meets(row, shared))
        )
    services = tuple(_service(name, lines) for name, lines in by_service.items())
    return Evening(
        date=day,
        services=services,
        parties=sum(service.parties for service in services),
        covers=sum(service.covers for service in services),
        next=line_of(due, now, is_next=True) if due else None,
        minutes=round((due.starts_at - now).total_seconds() / 60) if due else 0,
    )


def name_of(booking: Booking) -> str:
    """Return the name as it was typed with the booking."""
    return f"{booking.first_name} {booking.last_name}".strip() or "Walk-in"


def table_names(booking: Booking) -> str:
    """Return the names of the tables that the booking holds."""
    return ", ".join(sorted(held.table.name for held in booking.booked_tables.all()))


def line_of(booking: Booking, now: datetime, *, is_next: bool = False, is_shared: bool = False) -> Line:
    """Return one booking as a line."""
    return Line(
        booking=booking,
        state=state_of(booking, now),
        name=name_of(booking),
        tables=table_names(booking),
        move=next_move(booking),
        is_next=is_next,
        is_shared=is_shared,
    )


def _shared_tables(bookings: Iterable[Booking]) -> list[BookedTable]:
    return [held for row in bookings for held in row.booked_tables.all() if held.is_shared]


def _meets(booking: Booking, shared: Iterable[BookedTable]) -> bool:
    """Say whether the party has a table together with another: it came to share it, or was come to."""
    return any(
        one.table_id == held.table_id
        and one.span.lower < held.span.upper
        and held.span.lower < one.span.upper
        for held in booking.booked_tables.all()
        for one in shared
    )


def _service(name: str, lines: list[Line]) -> ServiceLines:
    coming = [line.booking.party_size for line in lines if line.booking.status not in NOT_COMING]
    return ServiceLines(name, tuple(lines), len(coming), sum(coming))


def _is_expected(booking: Booking, now: datetime) -> bool:
    return (
        booking.status == Status.CONFIRMED
        and booking.arrived_at is None
        and booking.seated_at is None
        and booking.starts_at > now - STILL_EXPECTED
        and booking.starts_at < now + timedelta(hours=18)
    )

"""The list of a date: bookings by service, covers counted, the next party found."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from entracte.backoffice.bookings.shown.missing import missing_part
from entracte.backoffice.bookings.shown.names import name_of, table_names
from entracte.backoffice.bookings.shown.overstays import overstays_on
from entracte.backoffice.bookings.shown.steps import StepButton, next_step
from entracte.backoffice.bookings.shown.wishes import wish_lines
from entracte.backoffice.house.access import Desk
from entracte.backoffice.house.party_state import PartyState, state_of
from entracte.bookings.queries import diary_for
from entracte.bookings.tables.blocked import blocks_on
from entracte.bookings.transitions import Status
from entracte.mail.queries import unsure_among

if TYPE_CHECKING:
    from entracte.bookings.models import BookedTable, Booking

# A party a quarter of an hour late is no longer the one to look out for.
STILL_EXPECTED = timedelta(minutes=15)
NOT_COMING = frozenset({Status.CANCELLED, Status.NO_SHOW})


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """One party on the list."""

    booking: Booking
    state: PartyState
    name: str
    tables: str
    notes: tuple[str, ...]
    step: StepButton | None
    is_next: bool
    is_shared: bool
    is_letter_unsure: bool = False


@dataclass(frozen=True, slots=True)
class ServiceLines:
    """The parties of one service, with what they add up to."""

    name: str
    lines: tuple[DiaryLine, ...]
    parties: int
    covers: int


@dataclass(frozen=True, slots=True)
class Diary:
    """One date of the book. `next` is the party to look out for; `minutes` until it is due."""

    date: date
    services: tuple[ServiceLines, ...]
    parties: int
    covers: int
    next: DiaryLine | None
    minutes: int

    @property
    def minutes_late(self) -> int:
        return -self.minutes


def diary_of(
    day: date, bookings: Iterable[Booking], now: datetime, *, unsure: Set[int] = frozenset()
) -> Diary:
    """Arrange the bookings of a date; cancelled and no-show parties are listed but not counted.

    `unsure` are the ids of those whose last letter may not have arrived.
    """
    rows = sorted(bookings, key=lambda booking: (booking.starts_at, booking.pk))
    due = next((row for row in rows if _is_expected(row, now)), None)
    shared = _shared_tables(rows)
    by_service: dict[str, list[DiaryLine]] = {}
    for row in rows:
        name = row.service.name if row.service else "Walk-ins and others"
        by_service.setdefault(name, []).append(
            replace(
                line_of(row, now, is_next=row is due, is_shared=_shares(row, shared)),
                is_letter_unsure=row.pk in unsure,
            )
        )
    services = tuple(_service(name, lines) for name, lines in by_service.items())
    return Diary(
        date=day,
        services=services,
        parties=sum(service.parties for service in services),
        covers=sum(service.covers for service in services),
        next=line_of(due, now, is_next=True) if due else None,
        minutes=round((due.starts_at - now).total_seconds() / 60) if due else 0,
    )


def diary_context(desk: Desk, day: date, *, rail_page: str = "") -> dict[str, Any]:
    """Return what the list of a date is rendered from; `rail_page` is the page of the rail that lights up."""
    rows = diary_for(desk.restaurant, day)
    diary = diary_of(day, rows, desk.now, unsure=unsure_among(row.pk for row in rows))
    return {
        "rail_page": rail_page,
        "overstays": overstays_on(desk, day),
        "wishes": wish_lines(desk),
        "blocks": blocks_on(desk.restaurant, day),
        "diary": diary,
        "missing": None if diary.services else missing_part(desk),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
    }


def line_of(booking: Booking, now: datetime, *, is_next: bool = False, is_shared: bool = False) -> DiaryLine:
    """Return one booking as a line."""
    return DiaryLine(
        booking=booking,
        state=state_of(booking, now),
        name=name_of(booking),
        tables=table_names(booking),
        notes=tuple(note.text for note in booking.notes.all() if note.struck_at is None),
        step=next_step(booking),
        is_next=is_next,
        is_shared=is_shared,
    )


def _shared_tables(bookings: Iterable[Booking]) -> list[BookedTable]:
    return [taken for row in bookings for taken in row.booked_tables.all() if taken.is_shared]


def _shares(booking: Booking, shared: Iterable[BookedTable]) -> bool:
    """Say whether the party has a table together with another: either of the two may have come later."""
    return any(
        one.table_id == taken.table_id
        and one.span.lower < taken.span.upper
        and taken.span.lower < one.span.upper
        for taken in booking.booked_tables.all()
        for one in shared
    )


def _service(name: str, lines: list[DiaryLine]) -> ServiceLines:
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

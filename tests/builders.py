"""Which values do the tests speak of? One small restaurant: four tables, dinner every evening, in London."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from entracte.availability.floor import Combination, FloorPlan, Table
from entracte.availability.rules import Rules
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting
from entracte.availability.times import Span

LONDON = ZoneInfo("Europe/London")
EVERY_DAY = frozenset(range(7))
FRIDAY = date(2026, 12, 4)
NOON_BEFORE = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)


def at(text: str, zone: ZoneInfo = LONDON, fold: int = 0) -> datetime:
    """The instant, in UTC, that a clock on the wall of `zone` shows as "2026-12-04 19:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(UTC)


def span(start: str, minutes: int = 90, zone: ZoneInfo = LONDON) -> Span:
    """A span from a time on the wall, for so many minutes that pass."""
    return Span(at(start, zone), at(start, zone) + timedelta(minutes=minutes))


def table(id: int, *, name: str = "", min_covers: int = 1, max_covers: int = 2, **more: Any) -> Table:
    """A table for two, named after its id, unless the test says otherwise."""
    return Table(id=id, name=name or str(id), min_covers=min_covers, max_covers=max_covers, **more)


# Two tables for two, one for four, one for six.
TABLES = (
    table(1),
    table(2),
    table(3, max_covers=4),
    table(4, min_covers=2, max_covers=6),
)


def floor_plan(*tables: Table, id: int = 1, combinations: Sequence[Combination] = ()) -> FloorPlan:
    """A plan of the tables given, or of the restaurant's four."""
    return FloorPlan(id=id, tables=tables or TABLES, combinations=tuple(combinations))


def combination(id: int, *table_ids: int, min_covers: int = 1, max_covers: int, **more: Any) -> Combination:
    """Tables that may join, named after their ids."""
    name = "+".join(str(each) for each in table_ids)
    return Combination(id, name, table_ids, min_covers, max_covers, **more)


def service(
    *,
    id: int = 1,
    name: str = "Dinner",
    weekdays: frozenset[int] = EVERY_DAY,
    first_start: time = time(17, 30),
    last_start: time = time(21, 30),
    interval_minutes: int = 30,
    turn_times: tuple[tuple[int, int], ...] = ((2, 90), (4, 105), (20, 120)),
    notice_minutes: int = 60,
    horizon_days: int = 90,
    largest_party_online: int = 6,
    plan: FloorPlan | None = None,
    **more: Any,
) -> Service:
    """Dinner, every day from 17:30 to 21:30 by the half hour, unless the test says otherwise."""
    return Service(
        id=id,
        name=name,
        weekdays=weekdays,
        first_start=first_start,
        last_start=last_start,
        interval_minutes=interval_minutes,
        turn_times=turn_times,
        notice_minutes=notice_minutes,
        horizon_days=horizon_days,
        largest_party_online=largest_party_online,
        plan=plan or floor_plan(),
        **more,
    )


def rules(*services: Service, zone: ZoneInfo = LONDON, **more: Any) -> Rules:
    """What the restaurant seats by: dinner, in London, unless the test says otherwise."""
    return Rules(zone=zone, services=services or (service(),), **more)


def sitting(start: str, *, tables: Sequence[int] = (1,), minutes: int = 90, **more: Any) -> list[Sitting]:
    """A party that has the tables from a time on the wall in London, for so many minutes: a row a table."""
    first = int(at(start).timestamp())
    party = {"party_id": first, "party_start": first, "party_size": 2, "service_id": 1} | more
    return [Sitting(each, first, first + minutes * 60, **party) for each in tables]

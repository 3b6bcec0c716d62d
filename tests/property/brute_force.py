"""What would someone answer who tries every start with every table, slowly and with no cleverness?"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from entracte.availability.floor import Table
from entracte.availability.offers import DayAnswer, DayState, Offer
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting

MINUTE = timedelta(minutes=1)


@lru_cache(maxsize=64)
def shown(day: date, zone: ZoneInfo) -> dict[datetime, datetime]:
    """Each minute that a clock on the wall shows on the day and the next, with the first instant it does so.

    The minutes of UTC are watched go by, so that what the clock skips or repeats needs no thought.
    """
    instant = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=15)
    last = instant + timedelta(days=3, hours=6)
    walls: dict[datetime, datetime] = {}
    while instant < last:
        walls.setdefault(instant.astimezone(zone).replace(tzinfo=None), instant)
        instant += MINUTE
    return walls


def starts_of(service: Service, day: date, zone: ZoneInfo) -> list[datetime]:
    """The starts of the service on this day, in order."""
    if day.weekday() not in service.weekdays:
        return []
    wall = datetime.combine(day, service.first_start)
    last = datetime.combine(day, service.last_start)
    if last < wall:
        last += timedelta(days=1)
    walls = []
    while wall <= last:
        walls.append(wall)
        wall += timedelta(minutes=service.interval_minutes)
    return [shown(day, zone)[each] for each in walls if each in shown(day, zone)]


def turn_of(service: Service, party_size: int) -> timedelta:
    """How long this party stays."""
    enough = [minutes for up_to, minutes in service.turn_times if party_size <= up_to]
    return timedelta(minutes=enough[0] if enough else service.turn_times[-1][1])


def is_free(table: Table, start: datetime, end: datetime, sittings: Sequence[Sitting]) -> bool:
    """Does no sitting at the table share any time with the span?"""
    at_table = [each.span for each in sittings if table.id in each.table_ids]
    return all(end <= span.start or span.end <= start for span in at_table)


def best_table(
    service: Service, party_size: int, start: datetime, end: datetime, sittings: Sequence[Sitting]
) -> Table | None:
    """The smallest free table that suits; tables are named T1, T2 and so on."""
    free = [
        table
        for table in service.plan.tables
        if table.min_covers <= party_size <= table.max_covers and is_free(table, start, end, sittings)
    ]
    free.sort(key=lambda table: (table.max_covers, -table.min_covers, int(table.name[1:]), table.id))
    return free[0] if free else None


def answer(
    *,
    date: date,
    party_size: int,
    services: Sequence[Service],
    sittings: Sequence[Sitting],
    zone: ZoneInfo,
    now: datetime,
    online: bool,
) -> DayAnswer:
    """The offers and the state of one date, one start at a time."""
    found: list[Offer] = []
    verdicts: set[DayState] = set()
    today = now.astimezone(zone).date()
    for service in services:
        for start in starts_of(service, date, zone):
            end = start + turn_of(service, party_size)
            table = best_table(service, party_size, start, end, sittings)
            if online and date > today + timedelta(days=service.horizon_days):
                verdicts.add(DayState.TOO_FAR)
            elif online and start < now + timedelta(minutes=service.notice_minutes):
                verdicts.add(DayState.TOO_SOON)
            elif table is None or (online and party_size > service.largest_party_online):
                verdicts.add(DayState.FULL)
            else:
                verdicts.add(DayState.OPEN)
                found.append(Offer(start, end, service.id, service.name, table.id, date))
    found.sort(key=lambda offer: (offer.starts_at, offer.service_id))
    for state in (DayState.OPEN, DayState.FULL, DayState.TOO_SOON, DayState.TOO_FAR):
        if state in verdicts:
            return DayAnswer(date, state, tuple(found))
    return DayAnswer(date, DayState.CLOSED, ())

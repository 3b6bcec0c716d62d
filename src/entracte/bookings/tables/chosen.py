"""At which tables does a party sit when staff choose, and in which run of a service?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from entracte.availability.fit import Spot
from entracte.availability.floor import Combination, FloorPlan, Table
from entracte.availability.rules import Rules
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting
from entracte.bookings.errors import OffGrid, UnknownTable

if TYPE_CHECKING:
    from entracte.dining.models import Table as TableRow
    from entracte.restaurants.models import Restaurant

# Staff may squeeze a party in at tables of their choice, up to this size.
ANY_PARTY = 500


@dataclass(frozen=True, slots=True)
class Override:
    """Staff book past a limit knowingly. The reason stands in the booking's history.

    `shares_tables`: the chosen tables are shared with whoever has them, which the diary shows.
    """

    reason: str
    shares_tables: bool = False


def chosen_spot(restaurant: Restaurant, tables: Sequence[TableRow]) -> Spot:
    """Return the tables that staff chose, each once, as a spot that takes any party. Raises UnknownTable."""
    if any(table.restaurant_id != restaurant.pk or not table.is_active for table in tables):
        raise UnknownTable
    ordered = sorted({table.pk: table for table in tables}.values(), key=lambda table: table.pk)
    name = " + ".join(table.name for table in ordered)
    return Spot(tuple(table.pk for table in ordered), name, 1, ANY_PARTY)


def plan_of(spot: Spot) -> FloorPlan:
    """Return a floor plan with this one spot to sit at, for any party."""
    if not spot.is_combination:
        return FloorPlan(0, (Table(spot.table_ids[0], spot.name, 1, ANY_PARTY),))
    nobodys = ANY_PARTY + 1
    tables = tuple(Table(each, str(each), nobodys, nobodys) for each in spot.table_ids)
    return FloorPlan(0, tables, (Combination(0, spot.name, spot.table_ids, 1, ANY_PARTY),))


def is_free(table_id: int, start: datetime, end: datetime, sittings: Iterable[Sitting]) -> bool:
    """Say whether nothing has this table for any part of the span."""
    first, last = start.timestamp(), end.timestamp()
    return not any(each.table_id == table_id and each.start < last and first < each.end for each in sittings)


def not_free(spot: Spot, start: datetime, end: datetime, sittings: Sequence[Sitting]) -> frozenset[int]:
    """Return the tables of this spot that somebody has for a part of the span."""
    return frozenset(each for each in spot.table_ids if not is_free(each, start, end, sittings))


def first_free(
    spots: Iterable[Spot], start: datetime, end: datetime, sittings: Sequence[Sitting]
) -> Spot | None:
    """Return the first of these spots whose tables are all free for the whole span."""
    return next((spot for spot in spots if not not_free(spot, start, end, sittings)), None)


def run_at(rules: Rules, starts_at: datetime, *, rather: int | None = None) -> tuple[Service, date]:
    """Return the service whose grid has this start, and its date; `rather` breaks a tie. Raises OffGrid."""
    found = [
        (each, day) for each in rules.services if (day := each.date_of(starts_at, rules.zone)) is not None
    ]
    if not found:
        raise OffGrid
    return min(found, key=lambda run: (run[0].id != rather, run[0].id))


def run_nearest(rules: Rules, at: datetime, party_size: int) -> tuple[Service, date]:
    """Return the service of that date that is on, or nearest to being on, and its date.

    Of those that are on, one with a start at that very time comes first. One of the day before counts while
    its last party may still sit. Raises OffGrid where none runs.
    """
    today = at.astimezone(rules.zone).date()
    runs: list[tuple[timedelta, bool, int, Service, date]] = []
    for service in rules.services:
        turn = timedelta(minutes=service.turn_minutes(party_size))
        for day in (today, today - timedelta(days=1)):
            starts = service.starts(day, rules.zone)
            if starts and (day == today or at < starts[-1] + turn):
                away = max(starts[0] - at, at - starts[-1], timedelta())
                runs.append((away, at not in starts, service.id, service, day))
    if not runs:
        raise OffGrid
    *_, service, day = min(runs, key=lambda run: run[:3])
    return service, day

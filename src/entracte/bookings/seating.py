"""At which table does a party sit when staff choose, and in which run of a service?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from entracte.availability import floor
from entracte.availability.service import Service
from entracte.availability.sitting import Taken
from entracte.availability.times import Span
from entracte.bookings.errors import OffGrid, UnknownTable
from entracte.bookings.taken import sittings_over

if TYPE_CHECKING:
    from entracte.dining.models import Table
    from entracte.restaurants.models import Restaurant

# Staff may squeeze a party in at a table of their choice, up to this size.
ANY_PARTY = 500


def chosen_table(restaurant: Restaurant, table: Table) -> floor.Table:
    """Return the table that staff chose, as one that takes any party. Raises UnknownTable."""
    if table.restaurant_id != restaurant.pk or not table.is_active:
        raise UnknownTable
    return floor.Table(table.pk, table.name, 1, ANY_PARTY)


def first_free(
    tables: Iterable[floor.Table], span: Span, restaurant_id: int, *, besides: int | None = None
) -> floor.Table | None:
    """Return the first of these tables that is free for the whole span; `besides` leaves a booking out."""
    taken = Taken(sittings_over(restaurant_id, span, besides=besides))
    return next((table for table in tables if taken.is_free(table.id, span)), None)


def run_at(
    services: Iterable[Service], starts_at: datetime, zone: ZoneInfo, *, rather: int | None = None
) -> tuple[Service, date]:
    """Return the service whose grid has this start, and its date; `rather` breaks a tie. Raises OffGrid."""
    found = [(each, day) for each in services if (day := each.date_of(starts_at, zone)) is not None]
    if not found:
        raise OffGrid
    return min(found, key=lambda run: (run[0].id != rather, run[0].id))


def run_nearest(
    services: Iterable[Service], at: datetime, zone: ZoneInfo, party_size: int
) -> tuple[Service, date]:
    """Return the service of today that is on, or nearest to being on, and its date.

    One of yesterday counts while its last party may still sit. Raises OffGrid where none runs.
    """
    today = at.astimezone(zone).date()
    runs: list[tuple[timedelta, int, Service, date]] = []
    for service in services:
        turn = timedelta(minutes=service.turn_minutes(party_size))
        for day in (today, today - timedelta(days=1)):
            starts = service.starts(day, zone)
            if starts and (day == today or at < starts[-1] + turn):
                away = max(starts[0] - at, at - starts[-1], timedelta())
                runs.append((away, service.id, service, day))
    if not runs:
        raise OffGrid
    _, _, service, day = min(runs, key=lambda run: run[:2])
    return service, day

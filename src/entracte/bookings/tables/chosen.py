"""Tables that staff chose, and which of some tables are free for a span."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from entracte.availability.fit import Spot
from entracte.availability.floor import Combination, FloorPlan, Table
from entracte.availability.refusals import SlotGone
from entracte.availability.sitting import Sitting
from entracte.bookings.errors import UnknownTable

if TYPE_CHECKING:
    from entracte.dining.models import Table as TableRow
    from entracte.restaurants.models import Restaurant

# Staff may squeeze a party in at tables of their choice, up to this size.
ANY_PARTY = 500


def chosen_spot(restaurant: Restaurant, tables: Sequence[TableRow]) -> Spot:
    """Return the tables that staff chose, each once, as a spot that takes any party. Raises UnknownTable."""
    if any(table.restaurant_id != restaurant.pk or not table.is_active for table in tables):
        raise UnknownTable
    ordered = sorted({table.pk: table for table in tables}.values(), key=lambda table: table.pk)
    name = " + ".join(table.name for table in ordered)
    return Spot(tuple(table.pk for table in ordered), name, 1, ANY_PARTY)


def plan_with_only(spot: Spot) -> FloorPlan:
    """Return a floor plan with this one spot to sit at, for any party."""
    if not spot.is_combination:
        return FloorPlan(0, (Table(spot.table_ids[0], spot.name, 1, ANY_PARTY),))
    too_many = ANY_PARTY + 1
    tables = tuple(Table(each, str(each), too_many, too_many) for each in spot.table_ids)
    return FloorPlan(0, tables, (Combination(0, spot.name, spot.table_ids, 1, ANY_PARTY),))


def is_free(table_id: int, start: datetime, end: datetime, sittings: Iterable[Sitting]) -> bool:
    """Say whether nothing has this table for any part of the span."""
    first, last = start.timestamp(), end.timestamp()
    return not any(each.table_id == table_id and each.start < last and first < each.end for each in sittings)


def taken_tables(spot: Spot, start: datetime, end: datetime, sittings: Sequence[Sitting]) -> frozenset[int]:
    """Return the tables of this spot that are taken for a part of the span."""
    return frozenset(each for each in spot.table_ids if not is_free(each, start, end, sittings))


def free_or_shared(
    spots: Sequence[Spot], start: datetime, end: datetime, sittings: Sequence[Sitting], *, may_share: bool
) -> tuple[Spot, frozenset[int]]:
    """Return the first spot that is free for the whole span, and the tables of it that it shares: none.

    Where none is free and it `may_share`, that is the first spot, with the tables that others have. Raises
    SlotGone.
    """
    free = next((spot for spot in spots if not taken_tables(spot, start, end, sittings)), None)
    if free is not None:
        return free, frozenset()
    if not may_share:
        raise SlotGone
    return spots[0], taken_tables(spots[0], start, end, sittings)

"""What do a new table, floor plan and service start as, before anybody saved them?"""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from entracte.dining.models import FloorPlan, Placement, Service, Table

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

SHAPES = Placement.Shape.choices


def blank_table(restaurant: Restaurant) -> Table:
    """Return a table for two, not saved."""
    return Table(restaurant=restaurant, min_covers=1, max_covers=2)


def blank_plan(restaurant: Restaurant) -> FloorPlan:
    """Return a floor plan without tables, not saved."""
    return FloorPlan(restaurant=restaurant)


def blank_service(restaurant: Restaurant) -> Service:
    """Return a dinner on every day, not saved; its plan is to be chosen."""
    return Service(
        restaurant=restaurant, weekdays=list(range(7)), first_start=time(17), last_start=time(21, 30)
    )

"""New rows as the forms first show them, before they are saved."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from entracte.dining.models import (
    Closure,
    Combination,
    FloorPlan,
    KeptFor,
    Placement,
    Service,
    SpecialDay,
    Table,
)

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

SHAPES = Placement.Shape.choices
KEPT_FOR = KeptFor.choices


def new_table(restaurant: Restaurant) -> Table:
    """Return a table for two, not saved."""
    return Table(restaurant=restaurant, min_covers=1, max_covers=2)


def new_combination(restaurant: Restaurant) -> Combination:
    """Return a combination without tables, not saved; its covers are to be said."""
    return Combination(restaurant=restaurant)


def new_plan(restaurant: Restaurant) -> FloorPlan:
    """Return a floor plan without tables, not saved."""
    return FloorPlan(restaurant=restaurant)


def new_service(restaurant: Restaurant, special_day: SpecialDay | None = None) -> Service:
    """Return a dinner on every day, or on a special day only, not saved; its plan is to be chosen."""
    return Service(
        restaurant=restaurant,
        special_day=special_day,
        weekdays=[] if special_day else list(range(7)),
        first_start=time(17),
        last_start=time(21, 30),
    )


def new_closure(restaurant: Restaurant) -> Closure:
    """Return a closure of every service, not saved; its dates are to be said."""
    return Closure(restaurant=restaurant)


def new_special_day(restaurant: Restaurant) -> SpecialDay:
    """Return a special day, not saved; its dates are to be said."""
    return SpecialDay(restaurant=restaurant)

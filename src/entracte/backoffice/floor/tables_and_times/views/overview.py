"""The first tab of Floor: all that stands in the dining room, and the services."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.dates import WEEKDAYS_ABBR
from django.views.decorators.http import require_safe

from entracte.backoffice.floor.tables_and_times.plan_picture import picture_of
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import page
from entracte.backoffice.house.hours_warnings import hours_warnings
from entracte.backoffice.house.templatetags.house import natural_order
from entracte.dining.queries import (
    combinations_of,
    plans_of,
    services_of,
    tables_of,
    unoffered_tables,
)
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.dining.models import Table


@require_safe
@open_to(Right.EDIT_FLOOR)
def floor(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Services, plans with their pictures, tables by section, and combinations."""
    plans = [(plan, picture_of(plan.placements.all())) for plan in plans_of(desk.restaurant)]
    tables = sorted(tables_of(desk.restaurant), key=natural_order)
    return page(
        request,
        desk,
        "floor/tables_and_times/tables_and_times.html",
        rail_page="floor",
        tab="floor",
        plans=plans,
        sections=by_section(tables),
        unoffered={table.pk for table in unoffered_tables(desk.restaurant)},
        has_two_tables=len(tables) > 1,
        combinations=sorted(combinations_of(desk.restaurant), key=natural_order),
        services=[each for each in services_of(desk.restaurant) if each.special_day_id is None],
        warnings=hours_warnings(desk.restaurant, now=desk.now),
        weekdays=[(day, str(name)[:2]) for day, name in WEEKDAYS_ABBR.items()],
    )


def by_section(tables: Iterable[Table]) -> list[tuple[str, list[Table]]]:
    """Group tables by their section; those without one come last."""
    ordered = sorted(tables, key=lambda row: (not row.section, row.section.casefold()))
    return [(name, list(rows)) for name, rows in groupby(ordered, key=lambda row: row.section)]

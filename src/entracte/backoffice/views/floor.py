"""What stands in the dining room? The overview, and one table."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.dates import WEEKDAYS_ABBR
from django.views.decorators.http import require_http_methods, require_safe

from entracte.backoffice.access import Desk, at_desk
from entracte.backoffice.forms.floor import TableForm
from entracte.backoffice.pages import page
from entracte.backoffice.plan_picture import picture_of
from entracte.backoffice.saved import saved
from entracte.backoffice.templatetags.house import natural_order
from entracte.dining.actions import save_table
from entracte.dining.new_rows import new_table
from entracte.dining.queries import (
    combinations_of,
    plans_of,
    services_of,
    table_by_key,
    tables_of,
)
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.dining.models import Table


@require_safe
@at_desk(Right.EDIT_FLOOR)
def floor(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Services, plans with their pictures, tables by section, and combinations."""
    plans = [(plan, picture_of(plan.placements.all())) for plan in plans_of(desk.restaurant)]
    tables = sorted(tables_of(desk.restaurant), key=natural_order)
    return page(
        request,
        desk,
        "floor",
        place="floor",
        tab="floor",
        plans=plans,
        sections=by_section(tables),
        has_two_tables=len(tables) > 1,
        combinations=sorted(combinations_of(desk.restaurant), key=natural_order),
        services=[each for each in services_of(desk.restaurant) if each.special_day_id is None],
        weekdays=[(day, str(name)[:2]) for day, name in WEEKDAYS_ABBR.items()],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Right.EDIT_FLOOR)
def table(request: HttpRequest, desk: Desk, key: str | None = None) -> HttpResponse:
    """Add or change one table."""
    row = new_table(desk.restaurant) if key is None else table_by_key(desk.restaurant, key)
    if row is None:
        raise Http404
    is_new = row.pk is None
    form = TableForm(request.POST or None, table=row, others=tables_of(desk.restaurant))
    if form.is_valid():
        try:
            save_table(table=form.apply_to(row))
        except ValidationError as error:
            form.blame(
                {"name": "Another table has this name."} if "__all__" in error.message_dict else first(error)
            )
        else:
            return saved(request, desk, f"Table {row.name} saved.", "floor")
    status = 422 if form.is_bound else 200
    return page(request, desk, "table", place="floor", form=form, table=row, is_new=is_new, status=status)


def by_section(tables: Iterable[Table]) -> list[tuple[str, list[Table]]]:
    """Group tables by their section; those without one come last."""
    ordered = sorted(tables, key=lambda row: (not row.section, row.section.casefold()))
    return [(name, list(rows)) for name, rows in groupby(ordered, key=lambda row: row.section)]


def first(error: ValidationError) -> dict[str, str]:
    """Return an action's refusals, one sentence a field."""
    return {name: sentences[0] for name, sentences in error.message_dict.items()}

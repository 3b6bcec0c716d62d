"""What stands in the dining room? The overview, and one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.dates import WEEKDAYS_ABBR
from django.views.decorators.http import require_http_methods, require_safe

from entracte.backoffice.access import Desk, at_desk
from entracte.backoffice.forms.floor import TableForm
from entracte.backoffice.pages import done, page
from entracte.backoffice.plan_picture import picture_of
from entracte.dining.actions import save_table
from entracte.dining.blank import blank_table
from entracte.dining.queries import plans_of, services_of, table_by_key, tables_of
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.dining.models import Table

COLUMNS = ("name", "min_covers", "max_covers", "is_active")


@require_safe
@at_desk(Right.EDIT_FLOOR)
def floor(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Services, plans with their pictures, and tables."""
    plans = [(plan, picture_of(plan.placements.all())) for plan in plans_of(desk.restaurant)]
    return page(
        request,
        desk,
        "floor",
        place="floor",
        plans=plans,
        tables=sorted(tables_of(desk.restaurant), key=natural_order),
        services=services_of(desk.restaurant),
        weekdays=[(day, str(name)[:2]) for day, name in WEEKDAYS_ABBR.items()],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Right.EDIT_FLOOR)
def table(request: HttpRequest, desk: Desk, key: str | None = None) -> HttpResponse:
    """Add or change one table."""
    row = blank_table(desk.restaurant) if key is None else table_by_key(desk.restaurant, key)
    if row is None:
        raise Http404
    is_new = row.pk is None
    form = TableForm(request.POST or None, initial={name: getattr(row, name) for name in COLUMNS})
    if form.is_valid():
        for name in COLUMNS:
            setattr(row, name, form.cleaned_data[name])
        try:
            save_table(table=row)
        except ValidationError as error:
            form.blame(
                {"name": "Another table has this name."} if "__all__" in error.message_dict else _first(error)
            )
        else:
            return done(request, f"Table {row.name} saved.", desk, "floor")
    status = 422 if form.is_bound else 200
    return page(request, desk, "table", place="floor", form=form, table=row, is_new=is_new, status=status)


def natural_order(row: Table) -> tuple[int, str]:
    """Sort 2 before 10, and names after numbers."""
    digits = "".join(letter for letter in row.name if letter.isdigit())
    return (int(digits) if digits else 1_000_000, row.name)


def _first(error: ValidationError) -> dict[str, str]:
    return {name: sentences[0] for name, sentences in error.message_dict.items()}

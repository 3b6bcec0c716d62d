"""What stands in the dining room? The overview, and one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.floor.tables_and_times.forms.table import TableForm
from entracte.backoffice.house.access import Desk, at_desk
from entracte.backoffice.house.answers import page
from entracte.backoffice.house.saved import saved
from entracte.dining.actions import save_table
from entracte.dining.new_rows import new_table
from entracte.dining.queries import (
    table_by_key,
    tables_of,
)
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    pass


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
    return page(
        request,
        desk,
        "floor/tables_and_times/table.html",
        place="floor",
        form=form,
        table=row,
        is_new=is_new,
        status=status,
    )


def first(error: ValidationError) -> dict[str, str]:
    """Return an action's refusals, one sentence a field."""
    return {name: sentences[0] for name, sentences in error.message_dict.items()}

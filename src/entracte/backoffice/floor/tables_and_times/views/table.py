"""The page on which a table is added or changed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.floor.tables_and_times.forms.table import TableForm
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done_with_misfits, found_or_404
from entracte.backoffice.house.edit_page import edit_page
from entracte.backoffice.house.guests_typing import ending_holds
from entracte.dining.actions import save_table
from entracte.dining.new_rows import new_table
from entracte.dining.queries import table_by_key, tables_of, unoffered_tables
from entracte.restaurants.roles import Right


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.EDIT_FLOOR)
def table(request: HttpRequest, desk: Desk, key: str | None = None) -> HttpResponse:
    """Add or change one table."""
    row = found_or_404(table_by_key(desk.restaurant, key) if key else new_table(desk.restaurant))
    form = TableForm(request.POST or None, table=row, others=tables_of(desk.restaurant))

    def save() -> HttpResponse:
        with ending_holds(request, desk):
            save_table(table=form.apply_to(row), by=desk.editor)
        return done_with_misfits(request, f"Table {row.name} saved.", desk, "floor")

    template = "floor/tables_and_times/table.html"
    is_unoffered = row.pk is not None and unoffered_tables(desk.restaurant).filter(pk=row.pk).exists()
    return edit_page(
        request,
        desk,
        template,
        rail_page="floor",
        form=form,
        save=save,
        table=row,
        is_new=row.pk is None,
        is_unoffered=is_unoffered,
    )

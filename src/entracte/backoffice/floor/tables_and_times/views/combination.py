"""The page on which a combination is added or changed, and how one is removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST

from entracte.backoffice.floor.tables_and_times.forms.combination import CombinationForm
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done_with_misfits, found_or_404, page
from entracte.backoffice.house.edit_page import edit_page
from entracte.backoffice.house.guests_typing import NotSure, ending_holds
from entracte.backoffice.house.templatetags.house import natural_order
from entracte.bookings.misfits.dependents import bookings_with_tables
from entracte.dining.actions import remove_combination, save_combination
from entracte.dining.new_rows import new_combination
from entracte.dining.queries import combination_by_key, tables_of
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.dining.models import Combination

TEMPLATE = "floor/tables_and_times/combination.html"


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.EDIT_FLOOR)
def combination(request: HttpRequest, desk: Desk, key: str | None = None) -> HttpResponse:
    """Add or change a combination."""
    row = found_or_404(combination_by_key(desk.restaurant, key) if key else new_combination(desk.restaurant))
    form = _form(request.POST or None, desk, row)

    def save() -> HttpResponse:
        with ending_holds(request, desk):
            save_combination(combination=form.apply_to(row), tables=form.chosen(), by=desk.editor)
        return done_with_misfits(request, f"{row.name} saved.", desk, "floor")

    stored = row if row.pk else None
    return edit_page(request, desk, TEMPLATE, rail_page="floor", form=form, save=save, combination=stored)


@require_POST
@open_to(Right.EDIT_FLOOR)
def remove(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Let the tables join no more; asks once where guests booked them together, or do just now."""
    row = found_or_404(combination_by_key(desk.restaurant, key))
    tables = [each.table_id for each in row.combined_tables.all()]
    booked = bookings_with_tables(desk.restaurant, tables, now=desk.now)
    try:
        with ending_holds(request, desk, also_asks=bool(booked)):
            remove_combination(combination=row, by=desk.editor)
    except NotSure as asked:
        return _ask(request, desk, key, booked=booked, typing_too=asked.typing)
    return done_with_misfits(request, f"{row.name} removed.", desk, "floor")


def _ask(request: HttpRequest, desk: Desk, key: str, **numbers: int) -> HttpResponse:
    row = found_or_404(combination_by_key(desk.restaurant, key))
    question = {"combination": row, "form": _form(None, desk, row), "asks": True, **numbers}
    return page(request, desk, TEMPLATE, rail_page="floor", status=409, **question)


def _form(typed: QueryDict | None, desk: Desk, row: Combination) -> CombinationForm:
    tables = sorted(tables_of(desk.restaurant), key=natural_order)
    return CombinationForm(typed, combination=row, tables=tables)

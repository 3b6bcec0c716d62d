"""Which tables may join for one party?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST

from entracte.backoffice.floor.tables_and_times.forms.combination import CombinationForm
from entracte.backoffice.floor.tables_and_times.views.table import first
from entracte.backoffice.house.access import Desk, at_desk
from entracte.backoffice.house.answers import page
from entracte.backoffice.house.saved import saved
from entracte.backoffice.house.templatetags.house import natural_order
from entracte.bookings.misfits.dependents import bookings_with_tables
from entracte.dining.actions import remove_combination, save_combination
from entracte.dining.new_rows import new_combination
from entracte.dining.queries import combination_by_key, tables_of
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.dining.models import Combination


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Right.EDIT_FLOOR)
def combination(request: HttpRequest, desk: Desk, key: str | None = None) -> HttpResponse:
    """Add or change a combination."""
    row = new_combination(desk.restaurant) if key is None else _combination_or_404(desk, key)
    form = _form(request.POST or None, desk, row)
    if not form.is_valid():
        return _page(request, desk, row, form)
    try:
        save_combination(combination=form.apply_to(row), tables=form.chosen())
    except ValidationError as error:
        taken = {"name": "Another combination has this name."}
        form.blame(taken if "__all__" in error.message_dict else first(error))
        return _page(request, desk, row, form)
    return saved(request, desk, f"{row.name} saved.", "floor")


@require_POST
@at_desk(Right.EDIT_FLOOR)
def remove(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Let the tables join no more; asks once where a party is booked at them together."""
    row = _combination_or_404(desk, key)
    tables = [each.table_id for each in row.combined_tables.all()]
    booked = bookings_with_tables(desk.restaurant, tables, now=desk.now)
    if booked and "sure" not in request.POST:
        return _page(request, desk, row, _form(None, desk, row), booked=booked, status=409)
    remove_combination(combination=row)
    return saved(request, desk, f"{row.name} removed.", "floor")


def _combination_or_404(desk: Desk, key: str) -> Combination:
    row = combination_by_key(desk.restaurant, key)
    if row is None:
        raise Http404
    return row


def _form(typed: QueryDict | None, desk: Desk, row: Combination) -> CombinationForm:
    tables = sorted(tables_of(desk.restaurant), key=natural_order)
    return CombinationForm(typed, combination=row, tables=tables)


def _page(
    request: HttpRequest,
    desk: Desk,
    row: Combination,
    form: CombinationForm,
    *,
    booked: int = 0,
    status: int = 0,
) -> HttpResponse:
    return page(
        request,
        desk,
        "floor/tables_and_times/combination.html",
        place="floor",
        form=form,
        combination=row if row.pk else None,
        booked=booked,
        status=status or (422 if form.is_bound else 200),
    )

"""On which dates is the restaurant closed, or different from usual?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from entracte.backoffice.floor.dates.forms import ClosureForm
from entracte.backoffice.floor.tables_and_times.views.table import first
from entracte.backoffice.house.access import Desk, at_desk
from entracte.backoffice.house.answers import page
from entracte.backoffice.house.saved import saved
from entracte.dining.dates import remove_closure, save_closure
from entracte.dining.new_rows import new_closure
from entracte.dining.queries import closure_by_key, services_of
from entracte.restaurants.roles import Right

if TYPE_CHECKING:
    from entracte.dining.models import Closure


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Right.EDIT_FLOOR)
def closure(request: HttpRequest, desk: Desk, key: str | None = None) -> HttpResponse:
    """Add or change a closure."""
    row = new_closure(desk.restaurant) if key is None else _closure_or_404(desk, key)
    services = services_of(desk.restaurant).select_related("special_day")
    form = ClosureForm(request.POST or None, closure=row, services=services)
    if form.is_valid():
        try:
            save_closure(closure=form.apply_to(row))
        except ValidationError as error:
            form.blame(first(error))
        else:
            return saved(request, desk, f"{row.name} saved.", "dates")
    status = 422 if form.is_bound else 200
    shown = row if row.pk else None
    return page(
        request, desk, "floor/dates/closure.html", place="floor", form=form, closure=shown, status=status
    )


@require_POST
@at_desk(Right.EDIT_FLOOR)
def open_again(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Remove a closure; it stands in no booking's way, so nothing is asked."""
    row = _closure_or_404(desk, key)
    remove_closure(closure=row)
    return saved(request, desk, f"{row.name} removed: open as usual.", "dates")


def _closure_or_404(desk: Desk, key: str) -> Closure:
    row = closure_by_key(desk.restaurant, key)
    if row is None:
        raise Http404
    return row

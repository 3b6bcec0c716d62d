"""The page on which a closure is added or changed, and how one is removed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from entracte.backoffice.floor.dates.forms import ClosureForm
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done_with_misfits, found_or_404
from entracte.backoffice.house.edit_page import edit_page
from entracte.backoffice.house.guests_typing import ending_holds
from entracte.dining.dates import remove_closure, save_closure
from entracte.dining.new_rows import new_closure
from entracte.dining.queries import closure_by_key, services_of
from entracte.restaurants.roles import Right


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.EDIT_FLOOR)
def closure(request: HttpRequest, desk: Desk, key: str | None = None) -> HttpResponse:
    """Add or change a closure."""
    row = found_or_404(closure_by_key(desk.restaurant, key) if key else new_closure(desk.restaurant))
    services = services_of(desk.restaurant).select_related("special_day")
    form = ClosureForm(request.POST or None, closure=row, services=services)

    def save() -> HttpResponse:
        with ending_holds(request, desk):
            save_closure(closure=form.apply_to(row), by=desk.editor)
        return done_with_misfits(request, f"{row.name} saved.", desk, "dates")

    stored = row if row.pk else None
    return edit_page(
        request, desk, "floor/dates/closure.html", rail_page="floor", form=form, save=save, closure=stored
    )


@require_POST
@open_to(Right.EDIT_FLOOR)
def open_again(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Remove a closure. No booking depends on one, so nothing is asked."""
    row = found_or_404(closure_by_key(desk.restaurant, key))
    remove_closure(closure=row, by=desk.editor)
    return done_with_misfits(request, f"{row.name} removed: open as usual.", desk, "dates")

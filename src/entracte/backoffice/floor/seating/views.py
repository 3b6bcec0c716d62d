"""The tab Seating of Floor: what holds over all services."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.floor.seating.forms import SeatingForm, seating_as_typed
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done_with_misfits
from entracte.backoffice.house.edit_page import edit_page
from entracte.restaurants.details import save_seating
from entracte.restaurants.roles import Right


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.EDIT_FLOOR)
def seating(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Making room, holds, and pacing over the whole restaurant."""
    form = SeatingForm(request.POST or None, initial=seating_as_typed(desk.restaurant))

    def save() -> HttpResponse:
        save_seating(restaurant=desk.restaurant, seating=form.seating(), by=desk.editor)
        return done_with_misfits(request, "Saved.", desk, "seating")

    return edit_page(
        request, desk, "floor/seating/seating.html", rail_page="floor", tab="seating", form=form, save=save
    )

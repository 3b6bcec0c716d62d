"""How does the restaurant seat by and large?"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.floor.seating.forms import SeatingForm, seating_as_typed
from entracte.backoffice.house.access import Desk, at_desk
from entracte.backoffice.house.answers import page
from entracte.backoffice.house.saved import saved
from entracte.restaurants.details import save_seating
from entracte.restaurants.roles import Right


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Right.EDIT_FLOOR)
def seating(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Making room, holds, and pacing over the whole restaurant."""
    form = SeatingForm(request.POST or None, initial=seating_as_typed(desk.restaurant))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(
            request,
            desk,
            "floor/seating/seating.html",
            place="floor",
            tab="seating",
            form=form,
            status=status,
        )
    save_seating(restaurant=desk.restaurant, seating=form.seating())
    return saved(request, desk, "Saved.", "seating")

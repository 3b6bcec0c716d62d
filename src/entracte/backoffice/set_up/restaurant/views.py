"""The tab Restaurant of Set-up: the restaurant's own settings; of a manager the opening hours alone."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done_with_misfits
from entracte.backoffice.house.edit_page import edit_page
from entracte.backoffice.house.guests_typing import ending_holds
from entracte.backoffice.set_up.restaurant.forms import OpeningHoursForm, RestaurantForm, as_typed
from entracte.restaurants.details import save_opening_hours, save_restaurant
from entracte.restaurants.roles import Right


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.EDIT_WIDGETS)
def set_up(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The restaurant as its owner may change it; a manager sees and sends the opening hours alone."""
    if desk.can["edit_restaurant"]:
        return _edit_restaurant(request, desk)
    return _edit_opening_hours(request, desk)


def _edit_restaurant(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = RestaurantForm(request.POST or None, initial=as_typed(desk.restaurant, RestaurantForm))

    def save() -> HttpResponse:
        with ending_holds(request, desk):
            save_restaurant(restaurant=desk.restaurant, details=form.details(), by=desk.editor)
        return done_with_misfits(request, "Saved.", desk, "set_up")

    template = "set_up/restaurant/restaurant.html"
    return edit_page(request, desk, template, rail_page="set-up", tab="restaurant", form=form, save=save)


def _edit_opening_hours(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = OpeningHoursForm(request.POST or None, initial=as_typed(desk.restaurant, OpeningHoursForm))

    def save() -> HttpResponse:
        save_opening_hours(restaurant=desk.restaurant, hours=form.hours(), by=desk.editor)
        return done_with_misfits(request, "Saved.", desk, "set_up")

    template = "set_up/restaurant/opening_hours.html"
    return edit_page(request, desk, template, rail_page="set-up", tab="restaurant", form=form, save=save)

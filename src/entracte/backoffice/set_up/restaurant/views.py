"""The tab Restaurant of Set-up: the restaurant's own settings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done_with_misfits
from entracte.backoffice.house.edit_page import edit_page
from entracte.backoffice.set_up.restaurant.forms import RestaurantForm, restaurant_as_typed
from entracte.restaurants.details import save_restaurant
from entracte.restaurants.roles import Right


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.EDIT_WIDGETS)
def set_up(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The restaurant; a manager, who may not change it, is led to the widgets."""
    if not desk.can["edit_restaurant"]:
        return redirect("backoffice:widgets", desk.restaurant.slug)
    form = RestaurantForm(request.POST or None, initial=restaurant_as_typed(desk.restaurant))

    def save() -> HttpResponse:
        save_restaurant(restaurant=desk.restaurant, details=form.details())
        return done_with_misfits(request, "Saved.", desk, "set_up")

    template = "set_up/restaurant/restaurant.html"
    return edit_page(request, desk, template, rail_page="set-up", tab="restaurant", form=form, save=save)

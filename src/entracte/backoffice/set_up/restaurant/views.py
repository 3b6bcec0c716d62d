"""How does an owner change the restaurant's own settings?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from entracte.backoffice.house.access import Desk, at_desk
from entracte.backoffice.house.answers import page
from entracte.backoffice.house.saved import saved
from entracte.backoffice.set_up.restaurant.forms import RestaurantForm, restaurant_as_typed
from entracte.restaurants.details import save_restaurant
from entracte.restaurants.roles import Right


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk(Right.EDIT_WIDGETS)
def set_up(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The restaurant; a manager, who may not change it, is led to the widgets."""
    if not desk.can["edit_restaurant"]:
        return redirect("backoffice:widgets", desk.restaurant.slug)
    form = RestaurantForm(request.POST or None, initial=restaurant_as_typed(desk.restaurant))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(
            request,
            desk,
            "set_up/restaurant/restaurant.html",
            place="set-up",
            tab="restaurant",
            form=form,
            status=status,
        )
    save_restaurant(restaurant=desk.restaurant, details=form.details())
    return saved(request, desk, "Saved.", "set_up")

"""The tab Restaurant of Set-up: the restaurant's own settings; of a manager the opening hours alone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import done_with_misfits
from entracte.backoffice.house.edit_page import edit_page
from entracte.backoffice.house.guests_typing import ending_holds
from entracte.backoffice.house.hours_warnings import hours_warnings
from entracte.backoffice.set_up.restaurant.forms import RestaurantForm, as_typed
from entracte.backoffice.set_up.restaurant.opening_hours import OpeningHoursForm
from entracte.restaurants.details import save_opening_hours, save_restaurant
from entracte.restaurants.opening_hours.week import week_of
from entracte.restaurants.roles import Right


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Right.EDIT_WIDGETS)
def set_up(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The restaurant as its owner may change it; a manager sees and sends the opening hours alone."""
    if desk.can["edit_restaurant"]:
        return _edit_restaurant(request, desk)
    return _edit_opening_hours(request, desk)


def _edit_restaurant(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = RestaurantForm(
        request.POST or None,
        initial=as_typed(desk.restaurant, RestaurantForm),
        week=week_of(desk.restaurant.pk),
    )

    def save() -> HttpResponse:
        with ending_holds(request, desk):
            save_restaurant(
                restaurant=desk.restaurant, details=form.details(), week=form.week(), by=desk.editor
            )
        return done_with_misfits(request, "Saved.", desk, "set_up")

    return _page(request, desk, "set_up/restaurant/restaurant.html", form, save)


def _edit_opening_hours(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = OpeningHoursForm(
        request.POST or None,
        initial=as_typed(desk.restaurant, OpeningHoursForm),
        week=week_of(desk.restaurant.pk),
    )

    def save() -> HttpResponse:
        save_opening_hours(restaurant=desk.restaurant, hours=form.hours(), week=form.week(), by=desk.editor)
        return done_with_misfits(request, "Saved.", desk, "set_up")

    return _page(request, desk, "set_up/restaurant/opening_hours.html", form, save)


def _page(
    request: HttpRequest,
    desk: Desk,
    template: str,
    form: OpeningHoursForm,
    save: Callable[[], HttpResponse],
) -> HttpResponse:
    """Show the form with where the hours that are saved and the services disagree."""
    return edit_page(
        request,
        desk,
        template,
        rail_page="set-up",
        tab="restaurant",
        form=form,
        save=save,
        warnings=hours_warnings(desk.restaurant, now=desk.now),
    )

"""What is said after something that the restaurant seats by was saved, and whom does it no longer fit?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from entracte.backoffice.house.access import Desk
from entracte.bookings.misfits.find import misfits_for
from entracte.restaurants.queries import restaurant_as_stored

# By this word the page knows a bar that leads to the bookings that no longer fit.
MISFITS = "misfits"


def saved(request: HttpRequest, desk: Desk, sentence: str, name: str, *args: str) -> HttpResponse:
    """Say what was saved on the page that follows, and how many bookings to come no longer fit."""
    number = len(misfits_for(restaurant_as_stored(desk.restaurant), desk.now))
    if number:
        told = "1 booking no longer fits." if number == 1 else f"{number} bookings no longer fit."
        messages.warning(request, f"{sentence} {told}", extra_tags=MISFITS)
    else:
        messages.success(request, sentence)
    return redirect(f"backoffice:{name}", desk.restaurant.slug, *args)

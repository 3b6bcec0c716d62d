"""The page of the bookings to come that the restaurant no longer seats as they stand."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from entracte.backoffice.bookings.shown.misfits import misfit_lines
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import page
from entracte.restaurants.roles import Right


@require_safe
@open_to(Right.SEE_BOOK)
def misfits(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Bookings that an edit of services, dates or tables left behind, each with what forbids it now."""
    return page(request, desk, "bookings/misfits.html", rail_page="bookings", rows=misfit_lines(desk))

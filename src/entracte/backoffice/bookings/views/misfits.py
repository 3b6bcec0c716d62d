"""The page of the bookings to come that the restaurant no longer seats as they stand."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from entracte.backoffice.bookings.shown.names import name_of, table_names
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import page
from entracte.bookings.misfits.find import misfits_for
from entracte.restaurants.roles import Right


@require_safe
@open_to(Right.SEE_BOOK)
def misfits(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Bookings that an edit of services, dates or tables left behind, each with what forbids it now."""
    rows = [
        (each.booking, name_of(each.booking), table_names(each.booking), tuple(dict.fromkeys(each.reasons)))
        for each in misfits_for(desk.restaurant, desk.now)
    ]
    return page(request, desk, "bookings/misfits.html", rail_page="bookings", rows=rows)

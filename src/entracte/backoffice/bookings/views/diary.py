"""The page Bookings: the list of a date."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from entracte.backoffice.bookings.shown.diary import diary_context
from entracte.backoffice.house.access import Desk, open_to
from entracte.backoffice.house.answers import page
from entracte.backoffice.house.asked import asked
from entracte.backoffice.house.forms import FIRST_YEAR, LAST_YEAR
from entracte.bookings.misfits.find import misfits_for
from entracte.restaurants.roles import Right


@require_safe
@open_to(Right.SEE_BOOK)
def bookings(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The bookings of any date; without one, of today."""
    return diary_page(request, desk, date_asked(request, desk), rail_page="bookings")


@require_safe
@open_to(Right.SEE_BOOK)
def diary_list(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The list alone, for a page that keeps itself fresh."""
    return page(request, desk, "bookings/list.html", **diary_context(desk, date_asked(request, desk)))


def date_asked(request: HttpRequest, desk: Desk) -> date:
    """Return the date of the address; today where it names none or makes no sense."""
    try:
        day = date.fromisoformat(asked(request, "date"))
    except ValueError:
        return desk.tonight
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else desk.tonight


def diary_page(request: HttpRequest, desk: Desk, day: date, *, rail_page: str) -> HttpResponse:
    """Answer with the whole page, which also says how many bookings no longer fit."""
    misfits = len(misfits_for(desk.restaurant, desk.now))
    return page(
        request, desk, "bookings/diary.html", **diary_context(desk, day, rail_page=rail_page), misfits=misfits
    )

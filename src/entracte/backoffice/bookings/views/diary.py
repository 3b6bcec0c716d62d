"""Who comes on a date?"""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from entracte.backoffice.bookings.shown.diary import evening_of
from entracte.backoffice.bookings.shown.overstays import clashes_on
from entracte.backoffice.house.access import Desk, at_desk
from entracte.backoffice.house.answers import page
from entracte.bookings.misfits.find import misfits_for
from entracte.bookings.queries import diary_for
from entracte.bookings.tables.blocked import blocks_on
from entracte.restaurants.roles import Right


@require_safe
@at_desk(Right.SEE_BOOK)
def bookings(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The bookings of any date; without one, of today."""
    return diary_page(request, desk, date_asked(request, desk), place="bookings")


@require_safe
@at_desk(Right.SEE_BOOK)
def diary_list(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The list alone, for a page that keeps itself fresh."""
    return page(
        request, desk, "bookings/list.html", **diary_context(desk, date_asked(request, desk), place="")
    )


def date_asked(request: HttpRequest, desk: Desk) -> date:
    """Return the date of the address; today where it names none or makes no sense."""
    try:
        asked = date.fromisoformat(request.GET.get("date", ""))
    except ValueError:
        return desk.today
    return asked if 1970 <= asked.year <= 2200 else desk.today


def diary_context(desk: Desk, day: date, *, place: str) -> dict[str, Any]:
    """Return what the list of a date is rendered from; the place is the room in the rail."""
    return {
        "place": place,
        "clashes": clashes_on(desk, day),
        "blocks": blocks_on(desk.restaurant, day),
        "evening": evening_of(day, diary_for(desk.restaurant, day), desk.now),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
    }


def diary_page(request: HttpRequest, desk: Desk, day: date, *, place: str) -> HttpResponse:
    """The whole page says above the list how many bookings no longer fit; the list alone does not."""
    misfits = len(misfits_for(desk.restaurant, desk.now))
    return page(
        request, desk, "bookings/diary.html", **diary_context(desk, day, place=place), misfits=misfits
    )

"""How a view answers: with a page in the frame, with a part of one, or with what was done."""

from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entracte.backoffice.house.access import Desk
from entracte.bookings.misfits.find import misfits_for
from entracte.restaurants.queries import restaurant_as_stored

Row = TypeVar("Row")
# By this word the page knows a bar that leads to the bookings that no longer fit.
MISFITS = "misfits"


def page(
    request: HttpRequest,
    desk: Desk,
    template: str,
    *,
    rail_page: str = "",
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """Render a template; `rail_page` is the page of the rail that lights up, none for a part of a page."""
    return render(request, template, {"desk": desk, "rail_page": rail_page, **context}, status=status)


def is_part(request: HttpRequest) -> bool:
    """Say whether htmx asks for a part; one that restores its history wants the whole page."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def found_or_404(row: Row | None) -> Row:
    """Return the row that a query found. Raises Http404 where it found none."""
    if row is None:
        raise Http404
    return row


def done(
    request: HttpRequest, sentence: str, desk: Desk, name: str, *args: str, tags: str = ""
) -> HttpResponse:
    """Say what was done on the page that follows; by its tags the page knows what else to do."""
    messages.success(request, sentence, extra_tags=tags)
    return redirect(f"backoffice:{name}", desk.restaurant.slug, *args)


def done_with_misfits(request: HttpRequest, sentence: str, desk: Desk, name: str, *args: str) -> HttpResponse:
    """Say what was done on the page that follows, and how many bookings to come no longer fit."""
    number = len(misfits_for(restaurant_as_stored(desk.restaurant), desk.now))
    if not number:
        return done(request, sentence, desk, name, *args)
    misfits = "1 booking no longer fits." if number == 1 else f"{number} bookings no longer fit."
    messages.warning(request, f"{sentence} {misfits}", extra_tags=MISFITS)
    return redirect(f"backoffice:{name}", desk.restaurant.slug, *args)

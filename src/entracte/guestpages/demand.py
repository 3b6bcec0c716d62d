"""The page behind the link in a letter: one button that sends everything, or erases the guest (D40)."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from entracte import clock
from entracte.bookings.choices import Demanded
from entracte.bookings.demands.link import DemandOver, demand_of
from entracte.bookings.demands.queries import bookings_to_cancel, is_too_old
from entracte.bookings.guest_data.erase import BookingToCome
from entracte.bookings.own_link import WrongLink, token_of
from entracte.dates_in_words import when_in_words
from entracte.guestfile.demands import carry_out
from entracte.guestpages.answers import guest_page, strangers_page
from entracte.guestpages.by_link import language_of, wrong_link

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, Demand


# No token of a form: it would need a cookie. Who has the letter may press, and no other site knows its link.
@csrf_exempt
def carry_out_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link would do, and do it where its button was pressed."""
    try:
        demand = demand_of(token)
    except WrongLink:
        return wrong_link(request)
    except DemandOver:
        return _over(request)
    with translation.override(language_of(demand.booking)):
        if demand.done_at is not None:
            return _done(request, demand)
        if is_too_old(demand, now=clock.now()):
            return _over(request)
        if request.method == "POST":
            return _carry_out(request, demand, token)
        return _ask(request, demand, token)


def _carry_out(request: HttpRequest, demand: Demand, token: str) -> HttpResponse:
    """Do it once: who presses again, or in another tab, reads that it is done."""
    try:
        carry_out(demand, now=clock.now())
    except BookingToCome:
        return _ask(request, demand, token, status=HTTPStatus.CONFLICT)
    except DemandOver:
        return _over(request) if demand.what == Demanded.ERASURE else _done(request, demand)
    return _done(request, demand)


def _ask(request: HttpRequest, demand: Demand, token: str, *, status: int = HTTPStatus.OK) -> HttpResponse:
    is_erasure = demand.what == Demanded.ERASURE
    to_come = bookings_to_cancel(demand.booking, now=clock.now()) if is_erasure else []
    shown: dict[str, Any] = {
        "token": token,
        "is_erasure": is_erasure,
        "to_come": [(token_of(each), _when(each, demand)) for each in to_come],
    }
    return guest_page(request, "guestpages/kept/carry_out.html", shown, booking=demand.booking, status=status)


def _when(booking: Booking, demand: Demand) -> str:
    return when_in_words(booking.starts_at, demand.booking.restaurant.time_zone)


def _done(request: HttpRequest, demand: Demand) -> HttpResponse:
    """Say that it is done; of a guest who was erased the page has nothing but the restaurant's name."""
    shown = {"is_erasure": demand.what == Demanded.ERASURE}
    return guest_page(request, "guestpages/kept/done.html", shown, booking=demand.booking)


def _over(request: HttpRequest) -> HttpResponse:
    return strangers_page(request, "guestpages/kept/over.html", {}, status=HTTPStatus.GONE)

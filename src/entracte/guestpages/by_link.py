"""What stands before each view of a link: it gets the booking, or the guest reads what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from entracte import clock
from entracte.bookings.own_link import Opens, WrongLink
from entracte.guestpages.answers import guest_page, strangers_page
from entracte.guestpages.links import OldLink, opened_booking
from entracte.restaurants.languages import language_for

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

BookingView = Callable[..., HttpResponse]


def opens_booking(opens: Opens) -> Callable[[BookingView], Callable[..., HttpResponse]]:
    """Give the view the booking of the link in its address, with the link's signed part as `token`."""

    def around(view: BookingView) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(request: HttpRequest, token: str) -> HttpResponse:
            try:
                booking = opened_booking(token, opens, now=clock.now())
            except WrongLink:
                return wrong_link(request)
            except OldLink as old:
                with translation.override(language_of(old.booking)):
                    return _old_link(request, old.booking)
            with translation.override(language_of(booking)):
                return view(request, booking, token)

        return opened

    return around


def wrong_link(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Say what to do with a link that opens nothing: cut, made up, ended, or of a booking that is gone."""
    return strangers_page(request, "guestpages/wrong_link.html", {}, status=HTTPStatus.NOT_FOUND)


def language_of(booking: Booking) -> str:
    """Return the language that the booking's guest reads."""
    return language_for(booking.language, booking.restaurant.locale)


def _old_link(request: HttpRequest, booking: Booking) -> HttpResponse:
    return guest_page(request, "guestpages/old_link.html", {}, booking=booking, status=HTTPStatus.GONE)

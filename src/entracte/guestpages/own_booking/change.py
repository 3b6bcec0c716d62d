"""A guest looks at other times for the booking, and changes to one of them, or asks for it (D37)."""

from __future__ import annotations

import datetime as dt
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from entracte import clock
from entracte.bookings.by_guest.change import change_by_guest, offers_for_change
from entracte.bookings.by_guest.rules import may_change, needs_a_person
from entracte.bookings.errors import NeedsAPerson
from entracte.bookings.own_link import Opens
from entracte.bookings.queries import largest_party_online, nearest_open_dates
from entracte.bookings.wishes.ask import ask_for_change, withdraw_wish
from entracte.bookings.wishes.queries import largest_party
from entracte.dates_in_words import date_in_words, time_in_words, when_in_words
from entracte.guestpages.answers import bare, guest_page
from entracte.guestpages.by_link import opens_booking
from entracte.guestpages.own_booking.change_forms import AskedForm, RequestsForm, SlotForm
from entracte.guestpages.own_booking.press_button import press
from entracte.refusal import Refusal

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


@csrf_exempt
@opens_booking(Opens.OWN_PAGE)
def change(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Show the times of a date for a party, and change to the one that is pressed."""
    if request.method == "POST":
        return press(request, booking, token, change_by_guest, form=SlotForm, again=_page)
    if not may_change(booking, now=clock.now()):
        return bare(redirect(reverse("guestpages:own_page", args=[token])))
    return _page(request, booking, token)


@csrf_exempt
@opens_booking(Opens.OWN_PAGE)
def ask(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Ask the restaurant for the time that is pressed: a wish."""
    return press(request, booking, token, ask_for_change, form=SlotForm, again=_page)


@csrf_exempt
@opens_booking(Opens.OWN_PAGE)
def withdraw(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Take back what was asked for."""
    return press(request, booking, token, withdraw_wish)


@csrf_exempt
@opens_booking(Opens.OWN_PAGE)
def change_requests(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Write other requests."""
    return press(request, booking, token, change_by_guest, form=RequestsForm, again=_page)


def _page(
    request: HttpRequest, booking: Booking, token: str, *, refusal: Refusal | None = None
) -> HttpResponse:
    shown = {**_shown(request, booking), "booking": booking, "token": token}
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    if isinstance(refusal, NeedsAPerson) and booking.restaurant.wish_hours:
        # the page itself says what to press then
        shown["asks"], refusal = True, None
    shown["refusal"] = refusal
    return guest_page(request, "guestpages/change.html", shown, booking=booking, status=status)


def _shown(request: HttpRequest, booking: Booking) -> dict[str, Any]:
    """Return the times of the date that was asked for, else of the booking's own, and for how many."""
    now, own = clock.now(), {"date": booking.service_date, "party_size": booking.party_size}
    asked = AskedForm(request.POST if request.method == "POST" else request.GET or own)
    values: dict[str, Any] = asked.cleaned_data if asked.is_valid() else own
    date: dt.date = values["date"]
    size: int = values["party_size"]
    asks = needs_a_person(booking, size)
    times = _times(booking, date, size, now, by_wish=asks)
    near: tuple[dt.date, ...] = ()
    if not times:
        near = nearest_open_dates(restaurant=booking.restaurant, date=date, party_size=size, now=now)
    return {
        "had": when_in_words(booking.starts_at, booking.restaurant.time_zone),
        "date": date,
        "date_words": date_in_words(date),
        "party_size": size,
        "sizes": range(1, max(_largest(booking), booking.party_size) + 1),
        "asks": asks and booking.restaurant.wish_hours,
        "times": times,
        "nearest": [(each, date_in_words(each)) for each in near],
    }


def _times(
    booking: Booking, date: dt.date, party_size: int, now: datetime, *, by_wish: bool
) -> list[dict[str, str]]:
    """Return the starts to press, without the one that the booking has."""
    zone = booking.restaurant.time_zone
    answer = offers_for_change(booking, date=date, party_size=party_size, now=now, by_wish=by_wish)
    return [
        {
            "slot": f"{offer.starts_at.isoformat()}|{offer.service_key}",
            "starts": time_in_words(offer.starts_at, zone),
            "ends": time_in_words(offer.ends_at, zone),
        }
        for offer in answer.offers
        if (offer.starts_at, party_size) != (booking.starts_at, booking.party_size)
    ]


def _largest(booking: Booking) -> int:
    if booking.restaurant.wish_hours:
        return largest_party(booking.restaurant)
    online = largest_party_online(booking.restaurant)
    return min(online, booking.restaurant.change_largest or online)

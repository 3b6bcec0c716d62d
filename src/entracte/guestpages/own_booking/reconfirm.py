"""A guest says on the own page that the party comes, where the reminder asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from entracte.bookings.by_guest.reconfirm import reconfirm
from entracte.bookings.own_link import Opens
from entracte.guestpages.by_link import opens_booking
from entracte.guestpages.own_booking.press_button import press

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


@csrf_exempt
@opens_booking(Opens.OWN_PAGE)
def coming(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Note that the party comes."""
    return press(request, booking, token, reconfirm)

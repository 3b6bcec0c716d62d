"""A guest cancels the booking on its own page, or takes that back within a minute (D38)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from entracte.bookings.by_guest.cancel import cancel_by_guest, undo_cancel_by_guest
from entracte.bookings.own_link import Opens
from entracte.guestpages.by_link import opens_booking
from entracte.guestpages.own_booking.press_button import press

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

# No token of a form: it would need a cookie. Who has the link may press, and no other site knows it.


@csrf_exempt
@opens_booking(Opens.OWN_PAGE)
def cancel(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Cancel the booking."""
    return press(request, booking, token, cancel_by_guest)


@csrf_exempt
@opens_booking(Opens.OWN_PAGE)
def undo_cancel(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Give the booking its table back."""
    return press(request, booking, token, undo_cancel_by_guest)

"""A link is opened: the booking is shown, and nothing happens to it (D34)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from entracte import clock
from entracte.bookings.own_link import Opens
from entracte.guestpages.answers import bare, guest_page
from entracte.guestpages.by_link import opens_booking
from entracte.guestpages.own_booking.press_button import show_page
from entracte.guestpages.own_booking.shown import when_and_where
from entracte.mail.calendar import Method, calendar_file

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


@require_safe
@opens_booking(Opens.OWN_PAGE)
def own_page(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Show the booking to whoever has its link."""
    return show_page(request, booking, token)


@require_safe
@opens_booking(Opens.OWN_PAGE)
def calendar(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Give the booking as a file for the guest's calendar, as its letters do."""
    file = calendar_file(booking, method=Method.PUBLISH, at=clock.now())
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{booking.code}.ics"'
    return bare(answer)


@require_safe
@opens_booking(Opens.WHEN_AND_WHERE)
def when_where_page(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Show when and where to whoever was given the second link."""
    shown = {**when_and_where(booking), "token": token}
    return guest_page(request, "guestpages/when_and_where.html", shown, booking=booking)

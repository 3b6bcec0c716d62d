"""The page that says what the restaurant keeps of a guest, why, and how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from entracte.bookings.own_link import Opens
from entracte.guestfile.what_is_kept import WHAT_IS_KEPT, Until
from entracte.guestpages.answers import guest_page
from entracte.guestpages.opened import opens_booking

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

HOW_LONG = {
    Until.ERASED: _("Until the restaurant erases it."),
    Until.DAY: _("For a day."),
    Until.SETTLED: _("Until that is found out."),
}


@require_safe
@opens_booking(Opens.OWN_PAGE)
def what_is_kept(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Say what is kept, and how to have it erased; nothing of the profile is shown (D39)."""
    kept = [(each.what, each.why, HOW_LONG[each.until]) for each in WHAT_IS_KEPT]
    shown = {"token": token, "kept": kept}
    return guest_page(request, "guestpages/what_is_kept.html", shown, booking=booking)

"""A guest says on the own page that the party runs late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from entracte.bookings.by_guest.late import say_late
from entracte.bookings.own_link import Opens
from entracte.guestpages.by_link import opens_booking
from entracte.guestpages.own_booking.press_button import PressForm, press
from entracte.guestpages.own_booking.shown import LATE_MINUTES

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


class LateForm(PressForm):
    """How many minutes later."""

    minutes = forms.TypedChoiceField(choices=[(each, each) for each in LATE_MINUTES], coerce=int)

    def wanted(self) -> dict[str, object]:
        """Return the minutes that were pressed."""
        return {"minutes": self.cleaned_data["minutes"]}


@csrf_exempt
@opens_booking(Opens.OWN_PAGE)
def late(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Note that the party comes later, or in time after all."""
    return press(request, booking, token, say_late, form=LateForm)

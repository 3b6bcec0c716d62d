"""What is typed when staff correct who a booking is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from entracte.backoffice.house.details_form import DetailsForm
from entracte.guests.details import DETAILS

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


class CorrectForm(DetailsForm):
    """The details of a booking's guest, and whether the profile gets them too."""

    profile_too = forms.BooleanField(label="Correct the guest’s profile too", required=False)

    def asks_whether_same_guest(self, booking: Booking) -> bool:
        """Say whether the profile of a linked guest would meet another; asked only where it is written."""
        return self.cleaned_data["profile_too"] and self.asks_whether_same(booking.guest, booking.restaurant)


def details_of(booking: Booking) -> dict[str, object]:
    """Return the values that the form starts with."""
    return {name: getattr(booking, name) for name in DETAILS}

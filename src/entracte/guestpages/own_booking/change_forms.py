"""What a guest types and presses to change a booking."""

from __future__ import annotations

from django import forms
from django.utils.dateparse import parse_datetime

from entracte.bookings.by_guest.change import GuestChange
from entracte.guestpages.own_booking.press_button import PressForm
from entracte.visible_text import typed_text

LARGEST = 500
LONGEST = 1000


class AskedForm(forms.Form):
    """For which date and how many people times are shown."""

    date = forms.DateField()
    party_size = forms.IntegerField(min_value=1, max_value=LARGEST)


class SlotForm(PressForm):
    """The time that was pressed, as start and service, and for how many."""

    slot = forms.CharField(max_length=80)
    party_size = forms.IntegerField(min_value=1, max_value=LARGEST)

    def clean_slot(self) -> tuple[object, str]:
        """Read the start, which names its zone, and the key of its service."""
        start, _, service_key = self.cleaned_data["slot"].partition("|")
        try:
            starts_at = parse_datetime(start)
        except ValueError:
            starts_at = None
        if starts_at is None or starts_at.tzinfo is None:
            raise forms.ValidationError("no start")
        return starts_at, service_key

    def wanted(self) -> dict[str, object]:
        """Return the change that was pressed."""
        starts_at, service_key = self.cleaned_data["slot"]
        size = self.cleaned_data["party_size"]
        return {"wanted": GuestChange(starts_at=starts_at, party_size=size, service_key=service_key)}


class RequestsForm(PressForm):
    """Other requests, or none any more."""

    requests = forms.CharField(max_length=LONGEST, required=False)

    def wanted(self) -> dict[str, object]:
        """Return the change that was typed."""
        return {"wanted": GuestChange(requests=typed_text(self.cleaned_data["requests"]).strip())}

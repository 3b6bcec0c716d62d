"""What is typed to ask why a time is on offer or not."""

from __future__ import annotations

from django import forms

from entracte.availability.fit import Wish
from entracte.backoffice.bookings.forms.service_choice import ServiceChoiceForm, ServiceField
from entracte.backoffice.house.forms import DateField, PageForm, TimeField, number

ONLINE, STAFF, WALK_IN = "online", "staff", "walk_in"
WHO = ((ONLINE, "A guest online"), (STAFF, "Staff"), (WALK_IN, "A walk-in"))


class ExplanationForm(ServiceChoiceForm, PageForm):
    """One date, time and party, and perhaps one service."""

    date = DateField(label="Date")
    time = TimeField(label="Time")
    party_size = number("Party", 1, 500)
    who = forms.ChoiceField(label="Who asks", choices=WHO)
    service_key = ServiceField(without_choice="Every service")

    def wish(self) -> Wish:
        """Return what availability is asked."""
        who = self.cleaned_data["who"]
        return Wish(self.cleaned_data["party_size"], is_online=who == ONLINE, is_walk_in=who == WALK_IN)

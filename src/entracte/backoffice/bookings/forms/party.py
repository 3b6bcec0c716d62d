"""What is typed about a party and its guest, by phone or at the door."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import forms

from entracte.backoffice.bookings.forms.table_choice import TableChoiceForm
from entracte.backoffice.house.forms import EmailField, number

if TYPE_CHECKING:
    from entracte.dining.models import Table

BEST_TABLE = "Best free table"
PARTIES = tuple((str(size), str(size)) for size in range(1, 11))


class PartyForm(TableChoiceForm):
    """A party, picked from ten buttons or written, and perhaps tables of the staff's choice."""

    party_size = forms.TypedChoiceField(label="Party", coerce=int, choices=PARTIES, required=False)
    larger_party = number("More than 10", 1, 500, required=False)

    def __init__(self, *args: object, tables: Sequence[Table], **kwargs: object) -> None:
        super().__init__(*args, tables=tables, without_choice=BEST_TABLE, **kwargs)

    def clean(self) -> dict[str, object]:
        typed = super().clean()
        typed["party_size"] = typed.get("larger_party") or typed.get("party_size")
        if not typed["party_size"] and "larger_party" not in self.errors:
            self.add_error("party_size", "Say how many people come.")
        return typed


class GuestFields(forms.Form):
    """Who comes."""

    first_name = forms.CharField(label="First name", max_length=80, required=False)
    last_name = forms.CharField(label="Last name", max_length=80, required=False)
    email = EmailField(label="E-mail", max_length=254, required=False)
    phone = forms.CharField(
        label="Phone", max_length=40, required=False, widget=forms.TextInput({"type": "tel"})
    )

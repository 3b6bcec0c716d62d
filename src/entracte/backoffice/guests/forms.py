"""What staff may write on a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from entracte.backoffice.house.forms import EmailField, PageForm
from entracte.backoffice.house.templatetags.house import readable_phone

if TYPE_CHECKING:
    from entracte.guests.models import Guest


class GuestForm(PageForm):
    """A guest's profile."""

    first_name = forms.CharField(label="First name", max_length=80, required=False)
    last_name = forms.CharField(label="Last name", max_length=80, required=False)
    email = EmailField(label="E-mail", max_length=254, required=False)
    phone = forms.CharField(
        label="Phone", max_length=40, required=False, widget=forms.TextInput({"type": "tel"})
    )


class MergeForm(PageForm):
    """Which other profile is the same person."""

    other = forms.CharField(max_length=16)


def guest_as_typed(guest: Guest) -> dict[str, object]:
    """Return the values that the form starts with."""
    typed = {name: getattr(guest, name) for name in GuestForm.base_fields}
    return {**typed, "phone": readable_phone(guest.phone)}

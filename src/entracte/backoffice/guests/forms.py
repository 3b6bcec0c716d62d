"""What staff may write on a profile, beside the details of the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from entracte.backoffice.house.forms import PageForm
from entracte.backoffice.house.templatetags.house import readable_phone
from entracte.guests.details import DETAILS

if TYPE_CHECKING:
    from entracte.guests.models import Guest


class MergeForm(PageForm):
    """Which other profile is the same person."""

    other = forms.CharField(max_length=16)


def guest_as_typed(guest: Guest) -> dict[str, object]:
    """Return the values that the form starts with."""
    typed = {name: getattr(guest, name) for name in DETAILS}
    return {**typed, "phone": readable_phone(guest.phone)}

"""The form that corrects who a guest is and how they are reached: on a profile, or on a booking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Self

from django import forms

from entracte.backoffice.house.forms import EmailField, PageForm
from entracte.backoffice.house.versioned_form import RemembersShown
from entracte.boxoffice.queries import link_state
from entracte.guests.details import DETAILS
from entracte.guests.queries import guests_met

if TYPE_CHECKING:
    from entracte.guests.models import Guest
    from entracte.restaurants.models import Restaurant

LINKED_MEETS = (
    "{} has this e-mail, or this phone and surname, too, and this guest is linked to Spektrix. What is "
    "booked with it from now on may be written to that customer. Is it the same person?"
)


class DetailsForm(RemembersShown, PageForm):
    """Names, e-mail and phone; a phone that is no evidence is taken as it is typed (D25)."""

    remembered = DETAILS

    first_name = forms.CharField(label="First name", max_length=80, required=False)
    last_name = forms.CharField(label="Last name", max_length=80, required=False)
    email = EmailField(label="E-mail", max_length=254, required=False)
    phone = forms.CharField(
        label="Phone", max_length=40, required=False, widget=forms.TextInput({"type": "tel"})
    )
    same_person = forms.BooleanField(label="Yes, it is the same person", required=False)

    asks_same_person = False

    @property
    def details(self) -> dict[str, str]:
        """Return what was typed of the person."""
        return {name: self.cleaned_data[name] for name in DETAILS}

    def asks_whether_same(self, guest: Guest, restaurant: Restaurant) -> bool:
        """Say whether a link would silently reach another person's bookings; then the page asks first."""
        if self.cleaned_data["same_person"] or not link_state(guest).is_linked:
            return False
        met = guests_met(guest, **self.details, country=restaurant.country)
        if met:
            self.asks_same_person = True
            self.add_error(None, LINKED_MEETS.format(_names(met)))
        return self.asks_same_person

    def again_over(self, now: Mapping[str, object], **kwargs: object) -> Self:
        """Return the form with what another wrote meanwhile, and what was typed here over it."""
        again = type(self)(self.over(now), **kwargs)
        for name, text in self.written_over(now).items():
            again.fields[name].help_text = f"Meanwhile somebody wrote: {text or 'nothing'}"
        return again


def _names(guests: Iterable[Guest]) -> str:
    return " and ".join(guest.full_name or "Another guest" for guest in guests)

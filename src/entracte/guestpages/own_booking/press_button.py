"""A guest presses a button of the page: it is done and the page shown, or the page says why not."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from entracte import clock
from entracte.bookings.asker import Asker
from entracte.bookings.errors import AlreadyDone, StalePage
from entracte.bookings.own_link import Opens, booking_of
from entracte.guestpages.answers import bare, guest_page
from entracte.guestpages.own_booking.shown import shown_booking
from entracte.refusal import Refusal

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

NEWEST = 2**31 - 1


class PressForm(forms.Form):
    """Which version of the booking the page showed, on which the button stood."""

    version = forms.IntegerField(min_value=1, max_value=NEWEST)

    def wanted(self) -> dict[str, object]:
        """Return what the action is called with beside the booking and who asks."""
        return {}


def press(
    request: HttpRequest,
    booking: Booking,
    token: str,
    action: Callable[..., object],
    *,
    form: type[PressForm] = PressForm,
    again: Callable[..., HttpResponse] | None = None,
) -> HttpResponse:
    """Do what the button says, with what `form` reads. What was done already is no mistake: two tabs did it.

    The own page is asked for after it, so that a reload does nothing again; `again` is the page that says
    why not. An address that is only opened, and not pressed on, leads to the own page.
    """
    if request.method == "POST":
        try:
            _act(booking, action, form(request.POST))
        except AlreadyDone:
            pass
        except Refusal as refusal:
            fresh = booking_of(token, Opens.OWN_PAGE)
            return (again or show_page)(request, fresh, token, refusal=refusal)
    return bare(redirect(reverse("guestpages:own_page", args=[token])))


def show_page(
    request: HttpRequest, booking: Booking, token: str, *, refusal: Refusal | None = None
) -> HttpResponse:
    """Show the booking as it stands now, with why the press before did nothing."""
    shown: dict[str, Any] = {**shown_booking(booking, now=clock.now()), "token": token, "refusal": refusal}
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    return guest_page(
        request, "guestpages/own_page.html", shown, booking=booking, status=status, has_script=True
    )


def _act(booking: Booking, action: Callable[..., object], form: PressForm) -> None:
    if not form.is_valid():
        raise StalePage
    asker = Asker(actor=None, now=clock.now(), version=form.cleaned_data["version"], by_guest=True)
    action(booking_id=booking.pk, restaurant=booking.restaurant, asker=asker, **form.wanted())

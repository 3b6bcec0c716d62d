"""What the restaurant keeps of a guest: the page that says so, and what is asked for there (D40)."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from entracte import clock
from entracte.bookings.choices import Demanded
from entracte.bookings.demands.queries import is_to_come
from entracte.bookings.own_link import Opens, WrongLink
from entracte.guestfile.demands import ask_for
from entracte.guestfile.what_is_kept import WHAT_IS_KEPT, Until
from entracte.guestpages.answers import bare, guest_page
from entracte.guestpages.by_link import opens_booking, wrong_link
from entracte.guests.retention import retention_of
from entracte.refusal import Refusal

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

HOW_LONG = {
    Until.ERASED: _("Until you or the restaurant erase it."),
    Until.DAY: _("For a day."),
    Until.SETTLED: _("Until that is found out."),
}


@require_safe
@opens_booking(Opens.OWN_PAGE)
def what_is_kept(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Say what is kept, and how to get it or have it erased; nothing of the profile is shown (D39)."""
    return _page(request, booking, token)


@csrf_exempt
@opens_booking(Opens.OWN_PAGE)
def ask_for_everything(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Ask for everything, as a file: a letter follows."""
    return _ask(request, booking, token, Demanded.EVERYTHING)


@csrf_exempt
@opens_booking(Opens.OWN_PAGE)
def ask_for_erasure(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Ask to be erased: a letter follows, and nothing is erased before the press in it."""
    return _ask(request, booking, token, Demanded.ERASURE)


def _ask(request: HttpRequest, booking: Booking, token: str, what: Demanded) -> HttpResponse:
    """Ask, where this was pressed; the answer is the same whether a letter arrives, and names no address."""
    if request.method != "POST":
        return bare(redirect(reverse("guestpages:what_is_kept", args=[token])))
    try:
        ask_for(booking, what, now=clock.now())
    except WrongLink:
        return wrong_link(request)
    except Refusal as refusal:
        return _page(request, booking, token, refusal=refusal)
    shown = {"token": token, "is_erasure": what is Demanded.ERASURE}
    return guest_page(request, "guestpages/kept/asked.html", shown, booking=booking)


def _page(
    request: HttpRequest, booking: Booking, token: str, *, refusal: Refusal | None = None
) -> HttpResponse:
    months = retention_of(booking.restaurant_id).months
    shown: dict[str, Any] = {
        "token": token,
        "kept": [(each.what, each.why, _how_long(each.until, months)) for each in WHAT_IS_KEPT],
        "is_to_come": is_to_come(booking, now=clock.now()),
        "refusal": refusal,
    }
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    return guest_page(request, "guestpages/kept/what_is_kept.html", shown, booking=booking, status=status)


def _how_long(until: Until, months: int | None) -> str:
    if until is not Until.ERASED or months is None:
        return str(HOW_LONG[until])
    sentence = ngettext(
        "Until you or the restaurant erase it, at the latest %(count)s month after your last visit.",
        "Until you or the restaurant erase it, at the latest %(count)s months after your last visit.",
        months,
    )
    return sentence % {"count": months}

"""How a guest's page is answered: kept nowhere, found by no search engine, and without a cookie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from csp.constants import NONCE, NONE, SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from entracte.accent import Accent
from entracte.guestpages.shown_restaurant import shown_restaurant
from entracte.restaurants.queries import colour_of

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

POLICY = {
    "default-src": [NONE],
    "style-src": [SELF, NONCE],
    "img-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
WITH_SCRIPT = {**POLICY, "script-src": [SELF]}
# The address is the key to the booking: no cache keeps the page, and no other site is sent its address.
HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


def guest_page(
    request: HttpRequest,
    template: str,
    shown: Mapping[str, Any],
    *,
    booking: Booking,
    status: int = 200,
    has_script: bool = False,
) -> HttpResponse:
    """Answer with a page about a booking, in the restaurant's colour. `has_script`: it may run our own."""
    whole = {**shown, **shown_restaurant(booking.restaurant)}
    accent = Accent.of(colour_of(booking.restaurant, booking.widget))
    return _page(request, template, whole, accent, status, policy=WITH_SCRIPT if has_script else POLICY)


def strangers_page(
    request: HttpRequest,
    template: str,
    shown: Mapping[str, Any],
    *,
    status: int = 200,
    answer: HttpResponse | None = None,
) -> HttpResponse:
    """Answer with a page that is about no booking; `answer` is filled with it where one is given."""
    return _page(request, template, shown, Accent.of(), status, answer)


def bare(answer: HttpResponse) -> HttpResponse:
    """Give any answer the headers of a guest's page."""
    for name, text in HEADERS.items():
        answer[name] = text
    return answer


def _page(
    request: HttpRequest,
    template: str,
    shown: Mapping[str, Any],
    accent: Accent,
    status: int,
    answer: HttpResponse | None = None,
    policy: Mapping[str, Any] = POLICY,
) -> HttpResponse:
    # without the request: what reads a session would say so in a header, and a token would set a cookie
    nonce = str(request.csp_nonce)  # type: ignore[attr-defined]
    answer = bare(answer or HttpResponse())
    answer.content = render_to_string(template, {**shown, "accent": accent, "nonce": nonce})
    answer.status_code = status
    csp_replace(dict(policy))(lambda _: answer)(request)
    return answer

"""The signed links of a booking: its own page, when and where alone, and the question after it (D39).

A link names the booking by its code and the number that stands at it; it names no person. A higher number at
the booking ends all links with a lower one.
"""

from __future__ import annotations

import re
from enum import StrEnum

from django.conf import settings
from django.core.signing import BadSignature, Signer

from entracte.bookings.models import Booking

# what mail programs and people leave around a link that they cut out of a sentence
AROUND = re.compile(r"^[\s<(\"']+|[\s>).,;\"']+$")


class Opens(StrEnum):
    """What a link opens, as it stands in its address."""

    OWN_PAGE = "b"
    WHEN_AND_WHERE = "w"
    FEEDBACK = "f"


class WrongLink(Exception):
    """The link was cut, changed or made up, or a newer one took its place."""


def link_of(booking: Booking, opens: Opens = Opens.OWN_PAGE) -> str:
    """Return the whole address; the same booking and number give the same link each time."""
    return f"{settings.PUBLIC_URL}/{opens}/{token_of(booking, opens)}"


def token_of(booking: Booking, opens: Opens = Opens.OWN_PAGE) -> str:
    """Return the signed part of a link's address: code, number, signature."""
    return _signer(opens).sign(f"{booking.code}.{booking.link_number}")


def booking_of(token: str, opens: Opens) -> Booking:
    """Return the booking, with restaurant, service and widget, that a link's signed part opens. One query.

    Raises WrongLink. How long a link is good is for whoever shows the page.
    """
    try:
        code, _, number = _signer(opens).unsign(AROUND.sub("", token)).partition(".")
    except BadSignature as wrong:
        raise WrongLink from wrong
    found = Booking.objects.select_related("restaurant", "service", "widget").filter(
        code=code, link_number=number
    )
    booking = found.first()
    if booking is None:
        raise WrongLink
    return booking


def _signer(opens: Opens) -> Signer:
    return Signer(salt=f"entracte.bookings.own_link.{opens.name.lower()}", sep=".")

"""The signed links of a booking: its own page, when and where alone, and the question after it (D39).

A link names the booking by its code and the number that stands at it; it names no person. A higher number at
the booking ends all links with a lower one. That of the question also names the asking: which *Completed*.
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


def link_of(booking: Booking, opens: Opens = Opens.OWN_PAGE, *, asking: int | None = None) -> str:
    """Return the whole address; the same booking, number and asking give the same link each time.

    `asking` is the number of the line of history after which the question is asked.
    """
    return f"{settings.PUBLIC_URL}/{opens}/{token_of(booking, opens, asking=asking)}"


def token_of(booking: Booking, opens: Opens = Opens.OWN_PAGE, *, asking: int | None = None) -> str:
    """Return the signed part of a link's address: code, number, asking where there is one, signature."""
    named = f"{booking.code}.{booking.link_number}"
    return _signer(opens).sign(named if asking is None else f"{named}.{asking}")


def asking_of(token: str) -> int:
    """Return which asking the link of a question names, once it has opened its booking; 0 where none."""
    _, _, *asking = _read(token, Opens.FEEDBACK)
    return int(asking[0]) if asking else 0


def booking_of(token: str, opens: Opens) -> Booking:
    """Return the booking, with restaurant, service and widget, that a link's signed part opens. One query.

    Raises WrongLink. How long a link is good is for whoever shows the page.
    """
    code, number, *_ = _read(token, opens)
    found = Booking.objects.select_related("restaurant", "service", "widget").filter(
        code=code, link_number=number
    )
    booking = found.first()
    if booking is None:
        raise WrongLink
    return booking


def _read(token: str, opens: Opens) -> list[str]:
    try:
        return _signer(opens).unsign(AROUND.sub("", token)).split(".")
    except BadSignature as wrong:
        raise WrongLink from wrong


def _signer(opens: Opens) -> Signer:
    return Signer(salt=f"entracte.bookings.own_link.{opens.name.lower()}", sep=".")

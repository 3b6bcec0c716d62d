"""What a guest asked for, as the own page says it: it waits, or how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from entracte.bookings.choices import WishState
from entracte.bookings.transitions import OPEN
from entracte.bookings.wishes.queries import last_wish
from entracte.dates_in_words import visit_in_words, when_in_words

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, GuestWish


@dataclass(frozen=True, slots=True)
class ShownWish:
    """What was asked for, and either until when it waits or what became of it."""

    what: str
    waits: bool
    until: str
    outcome: str


def shown_wish(booking: Booking, *, now: datetime) -> ShownWish | None:
    """Return what the page says of the booking's last wish while the booking stands. One query."""
    if booking.status not in OPEN or booking.ends_at <= now:
        return None
    wish = last_wish(booking)
    outcome = _outcome(wish) if wish else ""
    if wish is None or not outcome:
        return None
    zone = booking.restaurant.time_zone
    return ShownWish(
        what=visit_in_words(wish.starts_at, zone, wish.party_size),
        waits=wish.state == WishState.WAITING and now < wish.expires_at,
        until=when_in_words(wish.expires_at, zone),
        outcome=outcome,
    )


def _outcome(wish: GuestWish) -> str:
    match wish.state:
        case WishState.DECLINED:
            return _("The restaurant cannot do this. Your booking stays as it is.")
        case WishState.WAITING | WishState.EXPIRED:
            return _("There was no answer in time. Your booking stays as it is. Please call.")
        case _other:
            return ""

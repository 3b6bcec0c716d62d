"""The changes that guests ask for, as staff read them: at the booking, and above the list of any date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from entracte.backoffice.bookings.shown.names import name_of
from entracte.backoffice.house.access import Desk
from entracte.bookings.wishes.answer import still_fits
from entracte.bookings.wishes.queries import wish_that_waits, wished_table_names, wishes_that_wait
from entracte.dining.seating_rules import rules_for

if TYPE_CHECKING:
    from entracte.bookings.models import Booking, GuestWish


@dataclass(frozen=True, slots=True)
class WishLine:
    """A wish above the list, with the booking that it is about."""

    wish: GuestWish
    booking: Booking
    name: str


@dataclass(frozen=True, slots=True)
class OpenedWish:
    """A wish at its booking: the tables kept for it, whether they still do, and where it is answered."""

    wish: GuestWish
    tables: str
    fits: bool
    url: str


def wish_lines(desk: Desk) -> list[WishLine]:
    """Return the wishes that wait, what ends first before the rest. One query."""
    waiting = wishes_that_wait(desk.restaurant, now=desk.now)
    return [WishLine(wish, wish.booking, name_of(wish.booking)) for wish in waiting]


def opened_wish(desk: Desk, booking: Booking) -> OpenedWish | None:
    """Return the wish that waits at an opened booking, or None. One query, three where there is one."""
    wish = wish_that_waits(booking, now=desk.now)
    if wish is None:
        return None
    return OpenedWish(
        wish=wish,
        tables=wished_table_names(wish),
        fits=still_fits(wish, rules_for(desk.restaurant), now=desk.now),
        url=reverse("backoffice:wish", args=[desk.restaurant.slug, booking.code]),
    )

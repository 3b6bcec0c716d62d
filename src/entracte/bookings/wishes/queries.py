"""Questions about wishes: which waits at a booking, what became of the last, and which wait for staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from entracte.bookings.choices import WishState
from entracte.bookings.models import GuestWish
from entracte.dining.queries import tables_of
from entracte.dining.seating_rules import rules_for

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
    from entracte.restaurants.models import Restaurant


def wish_that_waits(booking: Booking, *, now: datetime) -> GuestWish | None:
    """Return the wish that waits at a booking, or None. One query."""
    return GuestWish.objects.filter(booking=booking, state=WishState.WAITING, expires_at__gt=now).first()


def last_wish(booking: Booking) -> GuestWish | None:
    """Return the newest wish at a booking, however it ended, or None. One query."""
    return GuestWish.objects.filter(booking=booking).order_by("-pk").first()


def largest_party(restaurant: Restaurant) -> int:
    """Return the largest party that some service in use has tables for; 0 without any."""
    return max((each.plan.largest_party for each in rules_for(restaurant).services), default=0)


def wished_table_names(wish: GuestWish) -> str:
    """Return the names of the tables that a wish is for. Two queries."""
    rows = tables_of(wish.restaurant).filter(pk__in=wish.table_ids)
    return ", ".join(rows.values_list("name", flat=True))


def wishes_that_wait(restaurant: Restaurant, *, now: datetime) -> Sequence[GuestWish]:
    """Return what waits to be answered, with bookings, what ends first before the rest. One query."""
    rows = GuestWish.objects.filter(restaurant=restaurant, state=WishState.WAITING, expires_at__gt=now)
    return list(rows.select_related("booking").order_by("expires_at", "pk"))

"""Lines of history by which a letter can be shown: the newest that suits, or a made-up one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from entracte.bookings.choices import Source
from entracte.bookings.history import STATUS
from entracte.bookings.models import Booking, Change

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

# no code of a booking is so short
MADE_UP_CODE = "EXAMPLE"
IN_A_WEEK, START, STAYS = timedelta(days=7), time(19, 30), timedelta(minutes=105)


def newest_for_letter(restaurant: Restaurant, statuses: Collection[str]) -> Change | None:
    """Return the newest line about a booking that has one of these statuses and an address, or None.

    No party at the door is among them. The booking is at hand, with restaurant and widget. One query.
    """
    lines = Change.objects.filter(restaurant=restaurant, booking__status__in=statuses)
    written_to = lines.exclude(booking__email="").exclude(booking__source=Source.WALK_IN)
    return written_to.select_related("booking__restaurant", "booking__widget").order_by("-number").first()


def made_up_line(restaurant: Restaurant, status: str, *, now: datetime) -> Change:
    """Return a line about a booking in a week that has this status, and that no database has."""
    zone = ZoneInfo(restaurant.time_zone)
    starts_at = datetime.combine((now + IN_A_WEEK).astimezone(zone).date(), START, zone)
    booking = Booking(
        restaurant=restaurant,
        code=MADE_UP_CODE,
        status=status,
        first_name="Ana",
        party_size=4,
        starts_at=starts_at,
        ends_at=starts_at + STAYS,
    )
    return Change(restaurant=restaurant, booking=booking, what=STATUS, before={}, after={})

"""How is a booking opened for a change? Its day is locked, then its row; a stale page is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from entracte.bookings.errors import StalePage, UnknownBooking
from entracte.bookings.locks import lock_day
from entracte.bookings.models import Booking

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


def opened_booking(*, restaurant: Restaurant, booking_id: int, also: Iterable[date] = ()) -> Booking:
    """Lock the booking's service day, and the days of `also`, then its row, and return it.

    Looks again after locking, in case the booking moved to another day. Raises UnknownBooking.
    """
    rows = Booking.objects.filter(restaurant=restaurant, pk=booking_id)
    days = rows.values_list("service_date", flat=True)
    locked: set[date] = set()
    while True:
        day = days.first()
        if day is None:
            raise UnknownBooking
        if day in locked:
            booking = rows.select_for_update(no_key=True).get()
            booking.restaurant = restaurant
            return booking
        lock_day(restaurant.pk, day, *also)
        locked.add(day)


def refuse_stale(booking: Booking, version: int | None) -> None:
    """Raise StalePage where the page showed another version; None asks nothing."""
    if version is not None and version != booking.version:
        raise StalePage

"""Service days and bookings, locked for a change; a stale page is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from entracte.bookings.errors import StalePage, UnknownBooking
from entracte.bookings.models import Booking, Change
from entracte.restaurants.locks import lock_named

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


def lock_day(restaurant_id: int, *dates: date) -> None:
    """Lock these service days of the restaurant until the transaction ends, always in the same order.

    What the book says is asked after this returns, in statements of their own.
    """
    lock_named(*(f"day:{restaurant_id}:{each.isoformat()}" for each in dates))


def lock_bookings(
    *, restaurant: Restaurant, booking_ids: Sequence[int], also: Iterable[date] = ()
) -> list[Booking]:
    """Lock the service days of the bookings and those of `also`, then their rows; return them as asked for.

    Looks again after locking, in case a booking moved to another day. Raises UnknownBooking.
    """
    rows = Booking.objects.filter(restaurant=restaurant, pk__in=booking_ids)
    also = set(also)
    locked: set[date] = set()
    while True:
        days = dict(rows.values_list("pk", "service_date"))
        if not days or any(each not in days for each in booking_ids):
            raise UnknownBooking
        if locked.issuperset(days.values()):
            found = {each.pk: each for each in rows.select_for_update(no_key=True).order_by("pk")}
            for booking in found.values():
                booking.restaurant = restaurant
            return [found[each] for each in booking_ids]
        lock_day(restaurant.pk, *days.values(), *also)
        locked.update(days.values())


def locked_change(change_id: int) -> Change | None:
    """Return a line of history with its booking, whose row stays locked for the transaction; or None.

    So what is kept of its guest meanwhile is erased with them, or sees that they are erased.
    """
    rows = Change.objects.select_related("booking").select_for_update(no_key=True, of=("booking",))
    return rows.filter(pk=change_id).first()


def refuse_stale(booking: Booking, version: int | None) -> None:
    """Raise StalePage where the page showed another version; None asks nothing."""
    if version is not None and version != booking.version:
        raise StalePage

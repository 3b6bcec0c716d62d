"""Questions about demands: to which address they go, what stands against them, how they stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from entracte.bookings.models import Booking, Demand
from entracte.bookings.transitions import OPEN
from entracte.guests.queries import ids_merged_with, surviving

if TYPE_CHECKING:
    from entracte.guests.models import Guest

LASTS = timedelta(hours=24)


def owner_of(booking: Booking) -> Guest:
    """Return the profile that the booking is of, the one that stays where profiles were merged."""
    return surviving(booking.guest)


def own_address_of(booking: Booking) -> str:
    """Return the address on that profile, whatever was typed with the booking; "" where there is none."""
    return owner_of(booking).email


def is_to_come(booking: Booking, *, now: datetime) -> bool:
    """Say whether its guest is still expected, or there."""
    return booking.status in OPEN and booking.ends_at > now


def bookings_to_cancel(booking: Booking, *, now: datetime) -> Sequence[Booking]:
    """Return all bookings to come of this booking's guest, the next first. Two queries."""
    ids = ids_merged_with(booking.guest_id)
    found = Booking.objects.filter(guest__in=ids, status__in=OPEN, ends_at__gt=now)
    return list(found.order_by("starts_at", "id"))


def is_too_old(demand: Demand, *, now: datetime) -> bool:
    """Say whether the day is over in which the demand's link serves."""
    return now >= demand.asked_at + LASTS


def still_stands(booking: Booking, what: str, *, to: str, now: datetime) -> bool:
    """Say whether a link that goes to this address would serve."""
    demand = Demand.objects.filter(booking=booking, what=what, done_at=None).first()
    return demand is not None and not is_too_old(demand, now=now) and to == own_address_of(booking)


def demands_of(guest_ids: Collection[int]) -> Sequence[Demand]:
    """Return what was asked for by the bookings of these profiles, with the bookings. One query."""
    found = Demand.objects.filter(booking__guest__in=guest_ids).select_related("booking")
    return list(found.order_by("asked_at", "id"))

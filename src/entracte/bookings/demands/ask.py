"""A demand is made, and taken up when it is to be carried out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from entracte.bookings.demands.link import DemandOver
from entracte.bookings.demands.queries import is_too_old
from entracte.bookings.models import Booking, Demand
from entracte.bookings.own_link import WrongLink
from entracte.restaurants.keys import random_key
from entracte.restaurants.locks import lock_named


def demand_again(booking: Booking, what: str, *, now: datetime) -> Demand:
    """Make the demand, or let its day begin again. Runs in the caller's transaction.

    A link that still serves goes on doing so; one that was used or is too old stays so, and there is another.
    Locks the booking's row. Raises WrongLink where its guest was erased since it was opened.
    """
    _lock(booking.pk, what)
    rows = Booking.objects.select_for_update(no_key=True, of=("self",))
    if not rows.filter(pk=booking.pk, code=booking.code).exists():
        raise WrongLink
    demand, is_new = Demand.objects.get_or_create(
        booking=booking, what=what, defaults={"restaurant_id": booking.restaurant_id, "asked_at": now}
    )
    if not is_new:
        if demand.done_at or is_too_old(demand, now=now):
            demand.key, demand.done_at = random_key(), None
        demand.asked_at = now
        demand.save()
    return demand


@contextmanager
def taking_up(demand: Demand, *, now: datetime) -> Iterator[Demand]:
    """Open a transaction in which the body carries this demand out, once; leaving it notes that it is done.

    Two presses wait for each other. The lock is none of a row: the body may lock the days of the bookings
    first. Raises DemandOver where it was done, is too old, or was erased.
    """
    with transaction.atomic():
        _lock(demand.booking_id, demand.what)
        found = Demand.objects.select_related("booking__restaurant").filter(key=demand.key, done_at=None)
        fresh = found.first()
        if fresh is None or is_too_old(fresh, now=now):
            raise DemandOver
        yield fresh
        Demand.objects.filter(pk=fresh.pk).update(done_at=now)


def _lock(booking_id: int, what: str) -> None:
    lock_named(f"demand:{booking_id}:{what}")

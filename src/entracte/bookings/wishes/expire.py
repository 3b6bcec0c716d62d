"""Wishes that staff did not answer in time end, with a line of history and a letter."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from entracte.bookings.asker import Asker
from entracte.bookings.changing import changing
from entracte.bookings.choices import WishState
from entracte.bookings.errors import NotChanged, WishOver
from entracte.bookings.facts import BOOKING_WRITTEN
from entracte.bookings.history import WISH_EXPIRED
from entracte.bookings.holds.wished_tables import end_wish
from entracte.bookings.models import GuestWish
from entracte.bookings.retry_on_conflict import retry_on_conflict

if TYPE_CHECKING:
    from django.db.models import QuerySet


def end_expired_wishes(*, now: datetime) -> None:
    """End every wish whose time is over, each in a transaction of its own. May be called any time."""
    for wish in _expired(now).select_related("restaurant"):
        with suppress(NotChanged):
            _end(wish, now)


@retry_on_conflict
def _end(wish: GuestWish, now: datetime) -> None:
    """End one wish, unless it ended meanwhile."""
    asker = Asker(actor=None, now=now)
    with changing(
        booking_id=wish.booking_id, restaurant=wish.restaurant, asker=asker, what=WISH_EXPIRED
    ) as change:
        again = _expired(now).filter(pk=wish.pk).first()
        if again is None:
            raise WishOver
        end_wish(again, WishState.EXPIRED, now=now)
        change.fact = BOOKING_WRITTEN


def _expired(now: datetime) -> QuerySet[GuestWish]:
    return GuestWish.objects.filter(state=WishState.WAITING, expires_at__lte=now)

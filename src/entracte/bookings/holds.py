"""Which slots are promised to somebody who is still typing, and which of those promises have ended?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from entracte.bookings.models import Hold

if TYPE_CHECKING:
    from entracte.restaurants.models import Widget


def live_hold(widget: Widget, key: str, *, now: datetime) -> Hold | None:
    """Return this widget's hold of this key while it still promises something, or None."""
    rows = Hold.objects.filter(widget=widget, key=key.replace("\x00", "")[:32], expires_at__gt=now)
    return rows.first()


def drop_expired_holds(restaurant_id: int, *, now: datetime) -> int:
    """Delete the restaurant's holds that ended, with the tables they had; return how many."""
    rows = Hold.objects.filter(restaurant_id=restaurant_id, expires_at__lte=now)
    _, by_model = rows.delete()
    return by_model.get("bookings.Hold", 0)


def forget_expired_holds(now: datetime) -> int:
    """Delete every hold that ended; returns how many. May be called any time."""
    _, by_model = Hold.objects.filter(expires_at__lte=now).delete()
    return by_model.get("bookings.Hold", 0)

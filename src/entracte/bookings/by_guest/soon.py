"""The confirmed bookings that may be near enough to remind their guests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import DurationField, ExpressionWrapper, F, Q, Value

from entracte.bookings.models import Booking
from entracte.bookings.transitions import Status

# The day before at ten lies not further before any start of that service day, in whatever zone.
TWO_DAYS = timedelta(hours=60)


def bookings_near(*, now: datetime) -> Sequence[Booking]:
    """Return what is to come, within two days or the hours of its restaurant, where there is an address.

    One query, restaurants with it. A restaurant with 0 hours has none.
    """
    hours = ExpressionWrapper(
        F("restaurant__reminder_hours") * Value(timedelta(hours=1), DurationField()), DurationField()
    )
    usual = Q(restaurant__reminder_hours__isnull=True, starts_at__lte=now + TWO_DAYS)
    rows = Booking.objects.filter(status=Status.CONFIRMED, starts_at__gt=now).exclude(email="")
    near = rows.alias(reminded_before=hours).filter(
        usual | Q(starts_at__lte=F("reminded_before") + Value(now))
    )
    return list(near.select_related("restaurant").order_by("starts_at", "id"))

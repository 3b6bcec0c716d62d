"""How many bookings to come depend on a combination or a service that staff may remove."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from entracte.bookings.models import Booking
from entracte.bookings.transitions import OPEN

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


def bookings_with_tables(restaurant: Restaurant, table_ids: Collection[int], *, now: datetime) -> int:
    """Count the bookings to come that have exactly these tables. One query."""
    taken = Count("booked_tables")
    among = Count("booked_tables", filter=Q(booked_tables__table_id__in=table_ids))
    rows = _to_come(restaurant, now).annotate(taken=taken, among=among)
    return rows.filter(taken=len(table_ids), among=len(table_ids)).count()


def bookings_of_services(restaurant: Restaurant, service_ids: Collection[int], *, now: datetime) -> int:
    """Count the bookings to come of these services. One query."""
    return _to_come(restaurant, now).filter(service_id__in=service_ids).count()


def _to_come(restaurant: Restaurant, now: datetime) -> QuerySet[Booking]:
    return Booking.objects.filter(restaurant=restaurant, status__in=OPEN, ends_at__gt=now).order_by()

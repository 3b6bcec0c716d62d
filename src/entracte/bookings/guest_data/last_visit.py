"""When a guest was last to come, and whether anything is kept that says who they are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Max, Q

from entracte.bookings.models import Booking, BookingNote

# any of these says something of its guest
SAYS = ("first_name", "last_name", "email", "phone", "requests", "news_consent")


def last_end_of(guest_ids: Collection[int]) -> datetime | None:
    """Return the end of the last booking of these profiles, whatever became of it, or None. One query."""
    found: datetime | None = Booking.objects.filter(guest__in=guest_ids).aggregate(last=Max("ends_at"))[
        "last"
    ]
    return found


def booked_since(guest_ids: Collection[int], at: datetime) -> set[int]:
    """Return those of these profiles that have a booking that ends then or later. One query."""
    late = Booking.objects.filter(guest__in=guest_ids, ends_at__gte=at)
    return set(late.values_list("guest_id", flat=True))


def is_anything_typed(guest_ids: Collection[int]) -> bool:
    """Say whether a booking of these profiles says something of its guest. Two queries at most."""
    typed = Q()
    for name in SAYS:
        typed |= ~Q(**{name: ""})
    bookings = Booking.objects.filter(guest__in=guest_ids)
    return bookings.filter(typed).exists() or BookingNote.objects.filter(booking__in=bookings).exists()

"""What the bookings of a guest hold, to be given out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from entracte.bookings.models import Booking, BookingNote, Change, Demand, Feedback, GuestWish

Rows = list[dict[str, Any]]
GIVEN = (
    *("code", "status", "source", "party_size", "starts_at", "ends_at", "created_at"),
    *("first_name", "last_name", "email", "phone", "requests", "needs_step_free", "high_chairs"),
    *("language", "news_consent", "news_consent_at", "late_minutes", "corrected"),
    "reconfirmed_at",
    *("arrived_at", "seated_at", "left_at"),
)

WISHED = ("booking__code", "created_at", "state", "party_size", "starts_at", "ends_at", "ended_at")


def kept_of_bookings(guest_ids: Collection[int]) -> dict[str, Rows]:
    """Return, under the name of each kind, what was typed, noted and done, the oldest first."""
    bookings = Booking.objects.filter(guest__in=guest_ids).order_by("starts_at", "id")
    ids = [each.pk for each in bookings]
    notes = BookingNote.objects.filter(booking__in=ids).order_by("id")
    changes = Change.objects.filter(booking__in=ids).order_by("number")
    feedback = Feedback.objects.filter(booking__in=ids).order_by("id")
    wishes = GuestWish.objects.filter(booking__in=ids).order_by("id")
    demands = Demand.objects.filter(booking__in=ids).order_by("id")
    return {
        "bookings": list(bookings.values(*GIVEN)),
        "booking_notes": list(notes.values("booking__code", "text", "added_at", "struck_at")),
        "wishes": list(wishes.values(*WISHED)),
        "demands": list(demands.values("booking__code", "what", "asked_at", "done_at")),
        "feedback": list(feedback.values("booking__code", "points", "comment", "given_at")),
        "history": list(changes.values("booking__code", "at", "by_guest", "what", "reason")),
    }

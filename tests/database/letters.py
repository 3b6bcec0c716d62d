"""How does a test get a letter into the outbox without a worker? As a row, in any state."""

from datetime import datetime
from typing import Any

from entracte.bookings.models import Booking, Change
from entracte.mail.models import Letter


def letter_of(booking: Booking, at: datetime, state: str, **columns: Any) -> Letter:
    """Make a letter to the guest of a booking, in this state."""
    made: dict[str, Any] = {
        "kind": "booked",
        "to_address": booking.email or "guest@example.org",
        "change": Change.objects.filter(booking=booking).order_by("id").first(),
        "due_at": at,
        "created_at": at,
        "ended_at": None if state in ("waiting", "sending") else at,
    }
    return Letter.objects.create(
        restaurant_id=booking.restaurant_id, booking=booking, state=state, **{**made, **columns}
    )

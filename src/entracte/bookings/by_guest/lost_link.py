"""The bookings of somebody who lost their link and types an e-mail."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from entracte.bookings.models import Booking
from entracte.bookings.transitions import OPEN
from entracte.guests.folding import folded_email

if TYPE_CHECKING:
    from collections.abc import Sequence

# so many letters at most follow from one asking
MOST = 5


def bookings_to_come(email: str, *, now: datetime) -> Sequence[Booking]:
    """Return the next bookings to come, in all restaurants, that were made with this e-mail. One query."""
    rows = Booking.objects.filter(email_folded=folded_email(email), status__in=OPEN, ends_at__gt=now)
    return list(rows.exclude(email="").order_by("starts_at", "id")[:MOST])

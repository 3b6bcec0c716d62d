"""What others did to a booking since a page showed it: whoever comes back to a form reads it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte.backoffice.bookings.shown.history import HistoryLine, history_lines
from entracte.bookings.queries import history_since

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


def done_meanwhile(booking: Booking, shown: int | None) -> list[HistoryLine]:
    """Return the lines of history after the version that the page showed; none where that is not known."""
    if shown is None or not 0 < shown < booking.version:
        return []
    return history_lines(history_since(booking, shown))

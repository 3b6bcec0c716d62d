"""A booking in words: its name, and the names of its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte.visible_text import isolated

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


def name_of(booking: Booking) -> str:
    """Return the name as it was typed with the booking, isolated: it stands within sentences too."""
    return isolated(f"{booking.first_name} {booking.last_name}".strip()) or "Walk-in"


def table_names(booking: Booking) -> str:
    """Return the names of the tables that the booking has."""
    return ", ".join(sorted(taken.table.name for taken in booking.booked_tables.all()))

"""The rows of the team's notes about bookings."""

from typing import ClassVar

from django.db import models

from entracte.bookings.models.booking import Booking
from entracte.guests.team_note import TeamNote


class BookingNote(TeamNote):
    """A note about one booking; it goes with the booking's personal data, and history points to it."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="notes")

    class Meta(TeamNote.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restaurant", "id"], name="booking_note_in_restaurant"),
        ]

"""Which letters follow from a change of a booking, each stored once."""

from __future__ import annotations

from datetime import datetime

from entracte.bookings.queries import change_by_id
from entracte.mail.letters import letters_for
from entracte.mail.models import Letter


def put_in_outbox(change_id: int, *, at: datetime) -> None:
    """Make the rows of the letters that this change causes. May be called any number of times."""
    change = change_by_id(change_id)
    if change is None or not change.booking.email:
        return
    for letter in letters_for(change):
        Letter.objects.get_or_create(
            change=change,
            kind=letter.name,
            account=None,
            defaults={
                "restaurant_id": change.restaurant_id,
                "booking_id": change.booking_id,
                "to_address": change.booking.email,
                "language": change.booking.language,
                "due_at": at + letter.wait(change),
                "created_at": at,
            },
        )

"""A guest lost the link of a booking: it is written again, to the address that the booking has."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.by_guest.lost_link import bookings_to_come
from entracte.bookings.history import last_change
from entracte.bookings.locked_booking import locked_change
from entracte.mail.asked_for.again import put_again
from entracte.mail.letters.lost_link import LETTER

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


def write_links_again(email: str, *, at: datetime) -> None:
    """Put the link of each booking to come of this address into the outbox; of none, nothing is written."""
    for booking in bookings_to_come(email, now=at):
        with transaction.atomic():
            _write(booking, at=at)


def _write(booking: Booking, *, at: datetime) -> None:
    change = locked_change(last_change(booking).pk)
    if change is not None and change.booking.email:
        put_again(change, LETTER, to=change.booking.email, at=at)

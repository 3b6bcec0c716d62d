"""A guest lost the link of a booking: it is written again, to the address that the booking has."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.by_guest.lost_link import bookings_to_come
from entracte.bookings.history import last_change
from entracte.bookings.locked_booking import locked_change
from entracte.jobs.facts import announce
from entracte.mail.letters.lost_link import LETTER
from entracte.mail.models import Letter, LetterState
from entracte.mail.outbox import put_letter
from entracte.mail.work import LETTER_DUE

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

# Whoever asks may be a stranger who knows the address: it is not written to more often than this.
REST = timedelta(minutes=15)


def write_links_again(email: str, *, at: datetime) -> None:
    """Put the link of each booking to come of this address into the outbox; of none, nothing is written."""
    for booking in bookings_to_come(email, now=at):
        with transaction.atomic():
            _write(booking, at=at)


def _write(booking: Booking, *, at: datetime) -> None:
    """Write the booking's letter, or send the one again that was written before and has rested."""
    change = locked_change(last_change(booking).pk)
    if change is None or not change.booking.email:
        return
    letter, is_new = put_letter(change, LETTER, at=at)
    if is_new:
        return
    rested = Letter.objects.filter(pk=letter.pk, ended_at__lte=at - REST)
    if rested.update(state=LetterState.WAITING, due_at=at, ended_at=None, message_id=""):
        announce(LETTER_DUE, letter.pk)

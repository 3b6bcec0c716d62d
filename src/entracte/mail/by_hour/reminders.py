"""Which guests are reminded now: those that nobody wrote to since the moment at which they are to be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from entracte.bookings.by_guest.soon import bookings_near
from entracte.bookings.history import last_change
from entracte.bookings.locked_booking import locked_change
from entracte.mail.letters.reminder import LETTER, reminder_moment
from entracte.mail.models import Letter
from entracte.mail.outbox import put_letter

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


def remind_guests(*, at: datetime) -> None:
    """Put the reminders that are due into the outbox. May be called any number of times.

    Who booked, changed or was reminded after the moment knows already. Two queries, and a few a reminder.
    """
    near = bookings_near(now=at)
    written_at = _last_written(near)
    for booking in near:
        moment = reminder_moment(booking)
        last = max(booking.created_at, written_at.get(booking.pk, booking.created_at))
        if moment is not None and last < moment <= at:
            _remind(booking, at=at)


@transaction.atomic
def _remind(booking: Booking, *, at: datetime) -> None:
    change = locked_change(last_change(booking).pk)
    if change is not None and change.booking.email:
        put_letter(change, LETTER, at=at)


def _last_written(bookings: Sequence[Booking]) -> dict[int, datetime]:
    """Return when each booking's guest was last written to, by the booking's id."""
    letters = Letter.objects.filter(booking__in=[each.pk for each in bookings], account=None)
    return dict(letters.order_by().values_list("booking_id").annotate(last=Max("created_at")))

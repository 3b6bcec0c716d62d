"""Add a note of the team about a booking, and strike one out: none is ever replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte.bookings.changing import changing
from entracte.bookings.history import NOTE_ADDED, NOTE_STRUCK
from entracte.bookings.models import Booking, BookingNote
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.visible_text import visible

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from entracte.bookings.asker import Asker
    from entracte.restaurants.models import Restaurant


@retry_on_conflict
def add_note(
    *,
    booking_id: int,
    restaurant: Restaurant,
    text: str,
    asker: Asker,
) -> Booking:
    """Add a note; whatever others wrote meanwhile stays, so an asker needs no version. History points to it.

    Locks the service day and the booking. Raises AlreadyDone where the same words stand there already,
    StalePage, UnknownBooking.
    """
    words = visible(text).strip()
    with changing(
        booking_id=booking_id,
        restaurant=restaurant,
        asker=asker,
        what=NOTE_ADDED,
        is_done=lambda found: _standing(found).filter(text=words).exists(),
    ) as change:
        change.note = BookingNote.objects.create(
            restaurant=restaurant, booking=change.booking, text=words, author=asker.actor, added_at=asker.now
        )
    return change.booking


@retry_on_conflict
def strike_note(
    *,
    booking_id: int,
    restaurant: Restaurant,
    key: str,
    asker: Asker,
) -> Booking:
    """Strike a note out: it stays to be read, with the name of the asker.

    Locks and raises as `add_note` does; AlreadyDone where no such note stands.
    """
    with changing(
        booking_id=booking_id,
        restaurant=restaurant,
        asker=asker,
        what=NOTE_STRUCK,
        is_done=lambda found: not _standing(found).filter(key=key).exists(),
    ) as change:
        note = _standing(change.booking).get(key=key)
        note.struck_by, note.struck_at = asker.actor, asker.now
        note.save(update_fields=["struck_by", "struck_at"])
        change.note = note
    return change.booking


def _standing(booking: Booking) -> QuerySet[BookingNote]:
    return BookingNote.objects.filter(booking=booking, struck_at=None)

"""What staff do about letters: send one again, and write to a marked address again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.changing import changing
from entracte.bookings.errors import AlreadyDone
from entracte.bookings.history import LETTERS_AGAIN
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.guests.corrections import keep_letters_again
from entracte.jobs.facts import announce
from entracte.mail.marks import take_mark_off
from entracte.mail.models import Letter, LetterState
from entracte.mail.work import LETTER_DUE

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.bookings.models import Booking
    from entracte.guests.models import Guest
    from entracte.restaurants.edits.keep_edit import Editor
    from entracte.restaurants.models import Restaurant

# what is on its way goes by itself, and what a newer letter replaced says what is not true any more
AGAIN = (LetterState.SENT, LetterState.PERHAPS_SENT, LetterState.FAILED)


def may_go_again(letter: Letter) -> bool:
    """Say whether a press may send the letter again."""
    return letter.state in AGAIN


def send_again(letter: Letter, asker: Asker) -> bool:
    """Let a letter go again by a press; return whether it does.

    It goes as a new message, whatever the address got today, but not to an address that is marked, nor where
    it is not true any more: the letter then says so. Of two presses at a time one counts.
    """
    with transaction.atomic():
        row = Letter.objects.filter(pk=letter.pk, state__in=AGAIN)
        pressed = row.update(
            state=LetterState.WAITING,
            reason="",
            message_id="",
            due_at=asker.now,
            ended_at=None,
            pressed_by=asker.actor,
        )
        if pressed:
            announce(LETTER_DUE, letter.pk)
    return bool(pressed)


@retry_on_conflict
def write_to_booking_again(*, booking_id: int, restaurant: Restaurant, asker: Asker) -> Booking:
    """Take the mark off the booking's address, with a line of the booking's history.

    Locks the service day and the booking. Raises AlreadyDone where the address has no mark, UnknownBooking.
    """
    with changing(booking_id=booking_id, restaurant=restaurant, asker=asker, what=LETTERS_AGAIN) as change:
        if not take_mark_off(restaurant=restaurant, address=change.booking.email):
            raise AlreadyDone
    return change.booking


@transaction.atomic
def write_to_guest_again(*, restaurant: Restaurant, guest: Guest, by: Editor) -> None:
    """Take the mark off the address of a profile, with a line of its history; without a mark nothing is kept.

    May be called twice.
    """
    if take_mark_off(restaurant=restaurant, address=guest.email):
        keep_letters_again(guest, by=by)

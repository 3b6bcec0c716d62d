"""Guests are thanked the day after *Completed*: planned at the press, and looked at again when it is time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.choices import Source
from entracte.bookings.feedback.give import Question, question_of
from entracte.bookings.locked_booking import locked_change
from entracte.bookings.queries import change_by_id
from entracte.jobs.facts import announce
from entracte.mail.letters.own_settings import letter_settings_of
from entracte.mail.letters.thanks import LETTER, thanks_moment
from entracte.mail.marks import mark_of
from entracte.mail.models import Letter, LetterState
from entracte.mail.outbox import put_letter
from entracte.mail.work import THANKS_DUE

if TYPE_CHECKING:
    from entracte.bookings.models import Change

GOES = (LetterState.WAITING, LetterState.SENDING)


def plan_thanks(change_id: int, *, at: datetime) -> None:
    """Store the job that thanks the guest for this visit, for the day after; the id is the change's."""
    change = change_by_id(change_id)
    if change is None or not _may_thank(change):
        return
    moment = thanks_moment(change.booking, change.at)
    if moment < LETTER.good_until(change.booking):
        announce(THANKS_DUE, change.pk, after_seconds=(moment - at).total_seconds())


@transaction.atomic
def thank_guest(change_id: int, *, at: datetime) -> None:
    """Put the letter into the outbox, where the visit stands as this line of history completed it.

    May be called any number of times. Not where the restaurant switched it off, where the address is marked,
    where the guest has answered, or while the letter of an earlier *Completed* still goes.
    """
    change = locked_change(change_id)
    if change is None or not _may_thank(change):
        return
    booking = change.booking
    if LETTER.name in letter_settings_of(booking.restaurant_id).switched_off:
        return
    if question_of(booking, asking=change.number) is not Question.OPEN:
        return
    if mark_of(booking.restaurant_id, booking.email):
        return
    if not Letter.objects.filter(booking=booking, kind=LETTER.name, state__in=GOES).exists():
        put_letter(change, LETTER, at=at)


def _may_thank(change: Change) -> bool:
    """Say whether there is somebody to write to: nobody is at the door, or where staff said so."""
    booking = change.booking
    return bool(booking.email) and booking.source != Source.WALK_IN and change.guest_gets_letter

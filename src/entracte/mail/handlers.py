"""The jobs of the letters. Each looks at its row again, and may run any number of times."""

from contextlib import suppress

from django.conf import settings

from entracte import clock
from entracte.bookings.facts import (
    BOOKING_COMPLETED,
    BOOKING_WRITTEN,
    BRIDGE_NEEDS_PERSON,
    FEEDBACK_GIVEN,
)
from entracte.jobs.duties import every
from entracte.jobs.facts import announce, handles
from entracte.jobs.tries import TryLater
from entracte.mail.by_hour.reminders import remind_guests
from entracte.mail.by_hour.thanks import plan_thanks, thank_guest
from entracte.mail.outbox import put_in_outbox
from entracte.mail.post import post_next
from entracte.mail.sweep import sweep_letters
from entracte.mail.to_staff.bridge import write_of_bridge
from entracte.mail.to_staff.guests_doing import write_to_staff
from entracte.mail.to_staff.low_feedback import write_of_feedback
from entracte.mail.to_staff.own_sign_in import write_of_changed_sign_in
from entracte.mail.work import LETTER_DUE, LETTERS_WAIT, THANKS_DUE
from entracte.restaurants.sign_in.entries import SIGN_IN_CHANGED

REMINDERS_SECONDS = 60


@handles(BOOKING_WRITTEN)
def write_letters(change_id: int) -> None:
    """Put the letters that follow from a line of history into the outbox; the id is the change's."""
    put_in_outbox(change_id, at=clock.now())
    write_to_staff(change_id, at=clock.now())


@handles(BOOKING_COMPLETED)
def write_thanks_later(change_id: int) -> None:
    """Store for when the guest of a completed booking is thanked; the id is the change's."""
    plan_thanks(change_id, at=clock.now())


@handles(THANKS_DUE)
def write_thanks(change_id: int) -> None:
    """Thank the guest, unless the visit was taken back; the id is the change's."""
    thank_guest(change_id, at=clock.now())


@handles(FEEDBACK_GIVEN)
def write_of_low_feedback(feedback_id: int) -> None:
    """Say to the team that a guest was not happy; the id is the feedback's."""
    write_of_feedback(feedback_id, at=clock.now())


@handles(SIGN_IN_CHANGED)
def write_of_sign_in(entry_id: int) -> None:
    """Say to an account that its password or second factor changed; the id is the line's of the log."""
    write_of_changed_sign_in(entry_id, at=clock.now())


@handles(BRIDGE_NEEDS_PERSON)
def write_of_waiting_bridge(restaurant_id: int) -> None:
    """Say that work waits on the restaurant's bridge, unless that was said within a day."""
    write_of_bridge(restaurant_id, at=clock.now())


@handles(LETTER_DUE)
def send_letter(letter_id: int) -> None:
    """Send a letter where this one was put into the outbox: the one due longest goes, whichever that is."""
    post_next(clock=clock.now)


@handles(LETTERS_WAIT)
def send_waiting_letters(_: int) -> None:
    """Send one letter after the other, each by a job of its own, until none is due."""
    with suppress(TryLater):
        if post_next(clock=clock.now):
            announce(LETTERS_WAIT, 0, lock=LETTERS_WAIT)


@every(lambda: REMINDERS_SECONDS)
def write_reminders() -> None:
    """Remind the guests whose moment has come."""
    remind_guests(at=clock.now())


@every(lambda: settings.STALLED_AFTER_SECONDS / 4)
def sweep_outbox() -> None:
    """Look for letters that a worker left, and for letters without a job."""
    sweep_letters(at=clock.now())

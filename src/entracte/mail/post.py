"""A letter is sent: taken from the outbox, handed over, and what became of it is kept.

That it is being sent is stored before the server is asked: after a crash no letter goes twice by itself.
"""

import logging
import re
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from entracte.bookings.demands.link import PATH
from entracte.bookings.own_link import Opens
from entracte.guests.folding import folded_email
from entracte.jobs.facts import announce
from entracte.jobs.tries import TryLater, wait_seconds
from entracte.jobs.worker_pulse import worker_name
from entracte.mail.composing import Composed, compose
from entracte.mail.letters.own_settings import letter_settings_of
from entracte.mail.limits import waits_until
from entracte.mail.marks import mark_address_of
from entracte.mail.models import Letter, LetterState
from entracte.mail.sending.message import Sender, message_id
from entracte.mail.sending.outcome import Fate, Outcome
from entracte.mail.sending.send import is_set_up, send
from entracte.mail.server_pause import keep_answer, keep_silence, seconds_to_wait
from entracte.mail.to_staff.composing import compose_to_staff, is_to_staff, why_not_to_staff
from entracte.mail.unsent import end_unsent, why_not_sent
from entracte.mail.work import LETTERS_WAIT

logger = logging.getLogger(__name__)

TOO_MANY_NOW = "The restaurant’s letters of this hour are used up. It waits for the next."
Clock = Callable[[], datetime]
SENT_LINK = re.compile(rf"/({'|'.join([*Opens, PATH, 'invitation', 'new-password'])})/[\w.~-]+")

ENDS = {
    Fate.TAKEN: LetterState.SENT,
    Fate.REFUSED: LetterState.FAILED,
    Fate.ADDRESS_REFUSED: LetterState.FAILED,
    Fate.UNKNOWN: LetterState.PERHAPS_SENT,
}


def post_next(*, clock: Clock) -> bool:
    """Send the letter that has been due longest, and say whether there was one.

    Which letter that is does not depend on the job: whatever waited in an outage goes in order. Without
    a mail server in the settings all letters wait. May be called any number of times. Raises TryLater.
    """
    if not is_set_up():
        return False
    wait = seconds_to_wait(at=clock())
    if wait:
        raise TryLater("the mail server does not answer", wait)
    begun = _begin(at=clock())
    if begun is None:
        return False
    letter, composed = begun
    outcome = send(letter, composed, sender_of(letter), at=clock())
    _keep(letter, outcome, at=clock())
    return True


def due_letters(*, at: datetime) -> QuerySet[Letter]:
    """Return the letters that may go now, those due longest first; of a booking one after the other."""
    goes = Q(state=LetterState.SENDING) | Q(state=LetterState.WAITING, due_at__lte=at)
    earlier = Letter.objects.filter(goes, booking_id=OuterRef("booking_id"), id__lt=OuterRef("id"))
    due = Letter.objects.filter(state=LetterState.WAITING, due_at__lte=at)
    return due.exclude(Exists(earlier)).order_by("due_at", "id")


@transaction.atomic
def _begin(*, at: datetime) -> tuple[Letter, Composed] | None:
    """Take the next letter, and store that it is being sent before anybody is asked."""
    while letter := _next_letter(at=at):
        composed = _composed(letter, at=at)
        if composed is not None:
            _begin_try(letter, composed, at=at)
            return letter, composed
    return None


def _next_letter(*, at: datetime) -> Letter | None:
    rows = due_letters(at=at).select_related(
        "restaurant", "change", "booking__restaurant", "booking__widget", "account"
    )
    return rows.select_for_update(of=("self",), skip_locked=True).first()


def _composed(letter: Letter, *, at: datetime) -> Composed | None:
    """Write the letter; None where it is not sent now: it ends here or waits, and says why."""
    if until := waits_until(letter, at=at):
        letter.due_at, letter.reason = until, TOO_MANY_NOW
        letter.save(update_fields=["due_at", "reason"])
        return None
    is_staff = is_to_staff(letter)
    if unsent := (why_not_to_staff if is_staff else why_not_sent)(letter, at=at):
        end_unsent(letter, *unsent, at=at)
        return None
    try:
        return compose_to_staff(letter) if is_staff else compose(letter)
    except (OperationalError, InterfaceError):
        raise
    except Exception as bug:  # noqa: BLE001 - logged, and shown to staff at the letter
        where = "".join(traceback.format_tb(bug.__traceback__))
        logger.error("letter %s met a bug, %s, and is not sent\n%s", letter.pk, type(bug).__name__, where)
        end_unsent(letter, LetterState.FAILED, "Entracte met an error while it wrote this letter.", at=at)
        return None


def _begin_try(letter: Letter, composed: Composed, *, at: datetime) -> None:
    letter.state, letter.reason, letter.sent_by = LetterState.SENDING, "", worker_name()
    letter.tries += 1
    letter.to_folded = folded_email(letter.to_address)
    letter.message_id = letter.message_id or message_id(letter)
    letter.subject, letter.text = composed.subject[:200], masked(composed.text)
    letter.began_at = at
    letter.save()


def masked(text: str) -> str:
    """Return the text of a letter as staff read it: its links open nothing."""
    return SENT_LINK.sub(r"/\1/…", text)


def sender_of(letter: Letter) -> Sender:
    """Return in whose name the letter goes, and who gets the answer to it. One query, or none."""
    if letter.restaurant is None:
        return Sender("Entracte")
    own = letter_settings_of(letter.restaurant.pk)
    return Sender(own.from_name or letter.restaurant.name, letter.restaurant.reply_to)


def _keep(letter: Letter, outcome: Outcome, *, at: datetime) -> None:
    """Keep what became of a letter. Raises TryLater where it goes again."""
    if outcome.fate is Fate.AWAY:
        wait = keep_silence(outcome.reason, at=at)
        _put_back(letter, outcome.reason, due_at=letter.due_at)
        raise TryLater("the mail server does not answer", wait)
    if keep_answer():
        announce(LETTERS_WAIT, 0, lock=LETTERS_WAIT)
    if outcome.fate is Fate.ADDRESS_REFUSED:
        mark_address_of(letter, outcome.reason, at=at)
    if outcome.fate is not Fate.LATER:
        _end(letter, ENDS[outcome.fate], outcome.reason, at=at)
    elif at - letter.created_at > timedelta(hours=settings.MAIL_PATIENCE_HOURS):
        _end(letter, LetterState.FAILED, outcome.reason, at=at)
    else:
        wait = wait_seconds(tries=letter.tries, at_least=None)
        _put_back(letter, outcome.reason, due_at=at + timedelta(seconds=wait))
        raise TryLater("the mail server asked for another try", wait)


def _put_back(letter: Letter, reason: str, *, due_at: datetime) -> None:
    _of_this_try(letter).update(state=LetterState.WAITING, reason=reason[:200], due_at=due_at, sent_by="")


def _end(letter: Letter, state: LetterState, reason: str, *, at: datetime) -> None:
    _of_this_try(letter).update(state=state, reason=reason[:200], ended_at=at, sent_by="")


def _of_this_try(letter: Letter) -> QuerySet[Letter]:
    """The row, while this try is the last: meanwhile it may count as perhaps sent, and now more is known."""
    states = (LetterState.SENDING, LetterState.PERHAPS_SENT)
    return Letter.objects.filter(pk=letter.pk, tries=letter.tries, state__in=states)

"""A letter that tries own words: it goes at once, to whoever asks for it and to nobody else."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from entracte.guests.folding import folded_email
from entracte.jobs.worker_pulse import worker_name
from entracte.mail.limits import is_address_full, waits_until
from entracte.mail.marks import mark_of
from entracte.mail.models import Letter, LetterState
from entracte.mail.post import ENDS, sender_of
from entracte.mail.sending.message import message_id
from entracte.mail.sending.send import is_set_up, send

if TYPE_CHECKING:
    from entracte.mail.composing import Composed
    from entracte.restaurants.models import Account, Restaurant

NAME = "test"
NO_SERVER = "No letters leave this installation: it names no mail server."
MARKED = "A letter to your address came back, so this restaurant does not write to it."
TOO_MANY = "Your address got too many letters within a day. Ask again tomorrow."
TOO_MANY_NOW = "The restaurant’s letters of this hour are used up. Ask again later."


def send_test_letter(composed: Composed, *, restaurant: Restaurant, account: Account, at: datetime) -> Letter:
    """Send the letter to the account's own address, once, and return it with what became of it.

    It counts as any letter does; where too many went, it is not sent. What it says is kept nowhere: it may
    name a guest. A crash meanwhile leaves it to the sweep. No transaction may be open.
    """
    letter = Letter(
        restaurant=restaurant,
        account=account,
        kind=NAME,
        to_address=account.email,
        created_at=at,
        due_at=at,
    )
    if reason := _why_not(letter, at=at):
        letter.state, letter.reason = LetterState.FAILED, reason
        return letter
    letter.state, letter.tries, letter.sent_by, letter.began_at = LetterState.SENDING, 1, worker_name(), at
    letter.to_folded = folded_email(letter.to_address)
    letter.save()
    letter.message_id = message_id(letter)
    outcome = send(letter, composed, sender_of(letter), at=at)
    letter.state = ENDS.get(outcome.fate, LetterState.FAILED)
    letter.reason, letter.ended_at, letter.sent_by = outcome.reason[:200], at, ""
    letter.save()
    return letter


def _why_not(letter: Letter, *, at: datetime) -> str:
    if not is_set_up():
        return NO_SERVER
    if letter.restaurant_id and mark_of(letter.restaurant_id, letter.to_address):
        return MARKED
    if is_address_full(letter, at=at):
        return TOO_MANY
    return TOO_MANY_NOW if waits_until(letter, at=at) else ""

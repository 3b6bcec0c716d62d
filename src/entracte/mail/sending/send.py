"""One letter is handed over to whoever the settings name."""

from datetime import datetime

from django.conf import settings
from django.core.mail import get_connection

from entracte.mail.composing import Composed
from entracte.mail.models import Letter
from entracte.mail.sending.message import Sender, message_of
from entracte.mail.sending.outcome import Outcome
from entracte.mail.sending.provider import outcome_of
from entracte.mail.sending.smtp import Backend


def is_set_up() -> bool:
    """Say whether the settings name somebody who takes letters."""
    return bool(settings.MAIL_BACKEND)


def send(letter: Letter, composed: Composed, sender: Sender, *, at: datetime) -> Outcome:
    """Hand a letter over, once, and say what became of it. No transaction is open meanwhile."""
    message = message_of(letter, composed, sender, at=at)
    backend = get_connection(settings.MAIL_BACKEND, **settings.MAIL_OPTIONS)
    if isinstance(backend, Backend):
        return backend.outcome_of(message)
    return outcome_of(backend, message)

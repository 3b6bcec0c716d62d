"""A letter goes to a provider by its API over HTTP, which anymail speaks."""

import requests
from anymail.exceptions import AnymailError, AnymailRecipientsRefused, AnymailRequestsAPIError
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from urllib3.exceptions import MaxRetryError, NewConnectionError

from entracte.mail.sending.outcome import TAKEN, Fate, Outcome

# our key or our account is at fault: all letters wait until a person mends it
OURS = (401, 402, 403)
BUSY = (429, 503)


def outcome_of(backend: BaseEmailBackend, message: EmailMessage) -> Outcome:
    """Send one message and say what became of it; raises nothing that a provider or the wire can cause."""
    try:
        backend.send_messages([message])
    except AnymailRecipientsRefused:
        return Outcome(Fate.ADDRESS_REFUSED, "The mail provider refused the address.")
    except AnymailRequestsAPIError as error:
        return _on_the_wire(error) if error.status_code is None else _answered(error.status_code)
    except AnymailError:
        return Outcome(Fate.UNKNOWN, "The mail provider's answer could not be read.")
    return TAKEN


def _on_the_wire(error: AnymailRequestsAPIError) -> Outcome:
    if isinstance(error, requests.ConnectTimeout) or _was_not_connected(error):
        return Outcome(Fate.AWAY, "The mail provider cannot be reached.")
    return Outcome(Fate.UNKNOWN, "The letter was handed over to the mail provider, and no answer came.")


def _was_not_connected(error: AnymailRequestsAPIError) -> bool:
    cause = error.__cause__
    reason = cause.args[0] if isinstance(cause, requests.ConnectionError) and cause.args else None
    return isinstance(reason, MaxRetryError) and isinstance(reason.reason, NewConnectionError)


def _answered(status: int) -> Outcome:
    sentence = f"The mail provider answered {status}."
    if status in BUSY or status in OURS:
        return Outcome(Fate.AWAY, sentence)
    if status >= 500:
        return Outcome(Fate.UNKNOWN, sentence)
    return Outcome(Fate.REFUSED, sentence)

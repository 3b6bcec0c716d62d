"""A letter goes to a mail server in two parts, so that its fate is known: the text, and the dot that ends it.

Before the dot the server has no letter (RFC 5321, 4.1.1.4); after it, its answer says whether it has.
"""

import re
import select
import smtplib
import socket
import ssl
from contextlib import suppress
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from entracte.mail.sending.outcome import TAKEN, Fate, Outcome, answered

# how long a server that hangs up gets to be heard before the dot
HANG_UP_SECONDS = 0.05
# 5.7: not this address, but who sends (RFC 3463)
OURS = re.compile(rb"\s*5\.7\.")


class Conversation:
    """How far the conversation about one letter came."""

    has_ended = False
    answer: tuple[int, bytes] | None = None


class _InTwoParts(smtplib.SMTP):
    """Sends the text of a letter, looks whether the server is still there, and only then sends the dot."""

    conversation = Conversation()

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.conversation = Conversation()
        self.putcmd("data")
        code, answer = self.getreply()
        if code != 354:
            raise smtplib.SMTPDataError(code, answer)
        text = msg.encode("ascii") if isinstance(msg, str) else msg
        text = re.sub(rb"\r\n|\r|\n", b"\r\n", text)
        text = re.sub(rb"(?m)^\.", b"..", text)
        self.send(text if text.endswith(b"\r\n") else text + b"\r\n")
        assert self.sock is not None
        if select.select([self.sock], [], [], HANG_UP_SECONDS)[0]:
            code, answer = self.getreply()
            raise smtplib.SMTPDataError(code, answer)
        self.conversation.has_ended = True
        self.send(b".\r\n")
        self.conversation.answer = self.getreply()
        return self.conversation.answer


class _Encrypted(_InTwoParts, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


class Backend(EmailBackend):
    """Django's own, with a conversation that can be asked how far it came."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _Encrypted if self.use_ssl else _InTwoParts

    def outcome_of(self, message: EmailMessage) -> Outcome:
        """Send one message and say what became of it; raises nothing that a server or the wire can cause."""
        try:
            self.open()
        except (OSError, smtplib.SMTPException) as error:
            self._hang_up()
            return Outcome(Fate.AWAY, _not_open(error))
        wire: Any = self.connection
        try:
            self.send_messages([message])
        except (OSError, smtplib.SMTPException) as error:
            return _outcome(error, wire.conversation)
        else:
            return TAKEN
        finally:
            self._hang_up()

    def _hang_up(self) -> None:
        """Say goodbye; what the server makes of that changes nothing."""
        with suppress(OSError, smtplib.SMTPException):
            self.close()


def _outcome(error: Exception, conversation: Conversation) -> Outcome:
    if conversation.has_ended and conversation.answer is None:
        return Outcome(Fate.UNKNOWN, "The whole letter was handed over, and no answer came.")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        [(code, text)] = error.recipients.values()
        if code < 500:
            return Outcome(Fate.LATER, answered(code, text))
        return Outcome(Fate.REFUSED if OURS.match(text) else Fate.ADDRESS_REFUSED, answered(code, text))
    if isinstance(error, smtplib.SMTPDataError):
        fate = Fate.LATER if error.smtp_code < 500 else Fate.REFUSED
        return Outcome(fate, answered(error.smtp_code, error.smtp_error))
    if isinstance(error, smtplib.SMTPResponseException):
        return Outcome(Fate.AWAY, answered(error.smtp_code, error.smtp_error))
    return Outcome(
        Fate.LATER, "The connection to the mail server was lost before the letter was handed over."
    )


def _not_open(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"The sign-in was refused. {answered(error.smtp_code, error.smtp_error)}"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "The mail server does not offer the encryption or the sign-in that is asked for."
    if isinstance(error, smtplib.SMTPResponseException):
        return answered(error.smtp_code, error.smtp_error)
    if isinstance(error, ssl.SSLError):
        return "The mail server's certificate or encryption does not fit."
    if isinstance(error, TimeoutError):
        return "The mail server did not answer in time."
    if isinstance(error, socket.gaierror):
        return "No mail server of this name is known."
    if isinstance(error, ConnectionRefusedError):
        return "Nothing answers at the mail server's port."
    return "The mail server cannot be reached."

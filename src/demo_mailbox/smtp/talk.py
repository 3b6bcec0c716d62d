"""One talk over SMTP: a letter is handed in and kept, unless a fault was asked for."""

import asyncio
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from demo_mailbox.faults import (
    AT_ADDRESS,
    AT_DATA,
    CUT_AFTER_DOT,
    CUT_BEFORE_DOT,
    NO_SIGN_IN,
    REFUSALS,
    SLOW,
    Fault,
)
from demo_mailbox.letters.letter import Letter
from demo_mailbox.letters.reading import contents_of
from demo_mailbox.mailbox import Mailbox

_ANSWERS = {
    (AT_ADDRESS, "451"): "451 4.3.0 Try again later",
    (AT_ADDRESS, "550"): "550 5.1.1 No such mailbox here",
    (AT_DATA, "451"): "451 4.3.0 Try again later, the letter was not taken",
    (AT_DATA, "550"): "550 5.7.1 The letter was refused",
}


class Talk(SMTP):
    """One connection of a sender. A sign-in is taken with any password."""

    def __init__(self, mailbox: Mailbox) -> None:
        super().__init__(
            _Answers(mailbox),
            hostname="mailbox.invalid",
            ident="Demo mailbox",
            enable_SMTPUTF8=True,
            auth_require_tls=False,
            authenticator=lambda *_: _signed_in(mailbox),
            loop=asyncio.get_running_loop(),
        )
        self._mailbox = mailbox

    async def smtp_DATA(self, arg: str) -> None:
        """Take a letter, or end the connection in the middle of it."""
        assert self.envelope is not None
        recipients = list(self.envelope.rcpt_tos)
        if not recipients or not self._mailbox.faults.take((CUT_BEFORE_DOT,), " ".join(recipients)):
            await super().smtp_DATA(arg)
            return
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        await self._reader.readuntil(b"\r\n")
        _note(self._mailbox, self.envelope, "cut before the final dot")
        self.cut()

    def cut(self) -> None:
        """End the connection without a word."""
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()


class _Answers:
    """What is answered to an address and to a whole letter."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_RCPT(
        self, talk: Talk, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if fault := self._mailbox.faults.take(REFUSALS, address, at=AT_ADDRESS):
            answer = _ANSWERS[AT_ADDRESS, fault.kind]
            _note(self._mailbox, envelope, answer, address)
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, talk: Talk, session: Session, envelope: Envelope) -> str:
        raw = envelope.original_content or b""
        fault = self._mailbox.faults.take(
            (*REFUSALS, CUT_AFTER_DOT, SLOW), _to_match(envelope, raw), at=AT_DATA
        )
        if fault and fault.kind in REFUSALS:
            answer = _ANSWERS[AT_DATA, fault.kind]
            _note(self._mailbox, envelope, answer)
            return answer
        if fault and fault.kind == SLOW:
            await asyncio.sleep(fault.seconds)
        answer = self._keep(envelope, raw, fault)
        _note(self._mailbox, envelope, answer)
        if fault and fault.kind == CUT_AFTER_DOT:
            talk.cut()
        return answer

    def _keep(self, envelope: Envelope, raw: bytes, fault: Fault | None) -> str:
        if fault and fault.kind == CUT_AFTER_DOT and not fault.kept:
            return "cut after the final dot, not kept"
        letter = self._mailbox.letters.keep(
            at=self._mailbox.now(), sender=envelope.mail_from or "", recipients=envelope.rcpt_tos, raw=raw
        )
        is_cut = fault is not None and fault.kind == CUT_AFTER_DOT
        return "cut after the final dot, kept" if is_cut else f"250 2.0.0 Kept as {letter.number}"


def _signed_in(mailbox: Mailbox) -> AuthResult:
    return AuthResult(success=mailbox.faults.take((NO_SIGN_IN,), "") is None, handled=False)


def _to_match(envelope: Envelope, raw: bytes) -> str:
    said = contents_of(Letter(0, "", "", (), raw.decode("latin-1")))
    return "\n".join([*envelope.rcpt_tos, said.subject, said.text, said.html])


def _note(mailbox: Mailbox, envelope: Envelope, answer: str, *more: Any) -> None:
    mailbox.letters.note_try(
        at=mailbox.now(), sender=envelope.mail_from, to=[*envelope.rcpt_tos, *more], answer=answer
    )

"""A letter as mail programs read it: its heads, its two texts and its calendar file."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.mime.text import MIMEText
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from entracte.mail.composing import Composed
from entracte.mail.models import Letter


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose name a letter carries, and who gets the answer to it; an empty address: nobody else."""

    name: str
    reply_to: str = ""


def message_id(letter: Letter) -> str:
    """Return the name that a sending begins with, for mail programs; it is kept for all its tries.

    Who presses *Send it again* begins another sending, which mail programs must not take for the old one.
    """
    return f"<{letter.key.lower()}.{letter.pk}.{letter.tries}@{urlsplit(settings.PUBLIC_URL).hostname}>"


def message_of(letter: Letter, composed: Composed, sender: Sender, *, at: datetime) -> EmailMultiAlternatives:
    """Return the message; it names the address of whoever gets it, and no person."""
    message = EmailMultiAlternatives(
        subject=" ".join(composed.subject.split()),
        body=composed.text,
        from_email=_from(sender.name),
        to=[letter.to_address],
        reply_to=[sender.reply_to] if sender.reply_to else None,
        headers={
            "Message-ID": letter.message_id,
            "Date": format_datetime(at),
            "Auto-Submitted": "auto-generated",
        },
    )
    # a provider says it again when the letter comes back; a mail server never sees it
    message.metadata = {"letter": letter.key}  # type: ignore[attr-defined]
    if composed.html:
        message.attach_alternative(composed.html, "text/html")
    if composed.file_name:
        message.attach(composed.file_name, composed.file, "application/zip")
    if composed.calendar:
        message.attach(_calendar(composed.calendar, composed.calendar_method))
    return message


def _from(name: str) -> str:
    """Return the address that letters come from, with the restaurant's name."""
    return str(Address(display_name=" ".join(name.split()), addr_spec=settings.MAIL_FROM))


def _calendar(content: bytes, method: str) -> MIMEText:
    part = MIMEText(content.decode(), "calendar", "utf-8")
    part.set_param("method", method)
    part.add_header("Content-Disposition", "attachment", filename="booking.ics")
    return part

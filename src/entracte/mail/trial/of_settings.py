"""One letter that tries the settings: it is sent at once, and kept nowhere."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from entracte.mail.composing import Composed
from entracte.mail.models import Letter
from entracte.mail.sending.message import Sender
from entracte.mail.sending.outcome import Outcome
from entracte.mail.sending.send import send

SUBJECT = "A letter that tries the settings"
TEXT = "Whoever reads this knows that letters of this installation arrive. Nothing is to be done.\n"


def send_trial(to_address: str, *, at: datetime) -> Outcome:
    """Send the letter by the settings of this installation, and say what became of it."""
    letter = Letter(to_address=to_address)
    letter.message_id = f"<trial.{letter.key.lower()}@{urlsplit(settings.PUBLIC_URL).hostname}>"
    return send(
        letter, Composed(SUBJECT, TEXT, html="", calendar=b"", calendar_method=""), Sender("Entracte"), at=at
    )

"""How does a test read a letter to staff without a worker? It is written as when it is sent, and kept."""

import re

from entracte import clock
from entracte.mail.composing import Composed
from entracte.mail.models import Letter, LetterState
from entracte.mail.to_staff.composing import compose_to_staff, why_not_to_staff

A_MAIL_SERVER = "entracte.mail.sending.smtp.Backend"


def read_letter(to: str, kind: str) -> Composed:
    """Write the newest letter of this kind that waits for this person, as the worker would."""
    waiting = Letter.objects.filter(to_address=to, kind=kind, state=LetterState.WAITING)
    letter = waiting.select_related("restaurant", "account", "booking__restaurant", "change").latest("id")
    assert why_not_to_staff(letter, at=clock.now()) is None
    composed = compose_to_staff(letter)
    waiting.filter(pk=letter.pk).update(state=LetterState.SENT, ended_at=letter.due_at)
    return composed


def link_of(to: str, kind: str = "invitation") -> str:
    """Return the path of the link in that letter."""
    [path] = re.findall(r"http://127.0.0.1:8000(/\S+)", read_letter(to, kind).text)
    return str(path)

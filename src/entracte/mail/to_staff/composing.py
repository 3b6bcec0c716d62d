"""Compose a letter to staff: in English, as the back office speaks, with the look of a guest's letter."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import override

from entracte.accent import USUAL, Accent
from entracte.mail.composing import Composed
from entracte.mail.models import Letter
from entracte.mail.page import LetterPage
from entracte.mail.to_staff import bridge, guests_doing, invitation, low_feedback, own_sign_in
from entracte.mail.to_staff.kind import StaffLetter, Unsent
from entracte.restaurants.queries import colour_of
from entracte.visible_text import isolated

LETTERS: tuple[StaffLetter, ...] = (
    invitation.LETTER,
    own_sign_in.LINK_LETTER,
    own_sign_in.CHANGED_LETTER,
    *guests_doing.LETTERS,
    low_feedback.LETTER,
    bridge.LETTER,
)
BY_NAME = {kind.name: kind for kind in LETTERS}
LANGUAGE = "en-gb"


def is_to_staff(letter: Letter) -> bool:
    """Say whether the letter is one of these."""
    return letter.kind in BY_NAME


def why_not_to_staff(letter: Letter, *, at: datetime) -> Unsent | None:
    """Return the state that the letter ends in unsent, and why; None where it is to be sent."""
    return BY_NAME[letter.kind].why_not_sent(letter, at)


def compose_to_staff(letter: Letter) -> Composed:
    """Write the letter; a link that lets somebody in is made now, and stored as a digest."""
    restaurant = letter.restaurant
    with override(LANGUAGE):
        words = BY_NAME[letter.kind].write(letter)
        page = LetterPage(
            subject=words.subject,
            restaurant=isolated(restaurant.name) if restaurant else "Entracte",
            accent=Accent.of(colour_of(restaurant, None) if restaurant else USUAL),
            heading=words.heading,
            greeting="Hello,",
            paragraphs=words.paragraphs,
            facts=words.facts,
            button=words.button,
            link=words.link,
            why=words.why,
        )
        return Composed(page.subject, page.as_text(), page.as_html(), calendar=b"", calendar_method="")

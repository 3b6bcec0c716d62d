"""What a restaurant has chosen about its letters: read, and saved with its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entracte.mail.letters import LETTERS, lost_link, reminder
from entracte.mail.models import LetterSettings
from entracte.restaurants.edits.keep_edit import Editor, keep_edit

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

# what a guest asks for by a press always goes; the reminder has a setting of its own
SWITCHED = tuple(
    kind for kind in LETTERS if kind not in (lost_link.LETTER, reminder.LETTER) and not kind.demanded
)


@dataclass(frozen=True, slots=True)
class LetterChoices:
    """What was typed. An empty name is the restaurant's; `switched_off` are the names of letters."""

    switched_off: list[str]
    from_name: str
    asks_to_reconfirm: bool = False


def letter_settings_of(restaurant_id: int) -> LetterSettings:
    """Return what the restaurant has chosen, or what holds without a choice. One query."""
    found = LetterSettings.objects.filter(restaurant=restaurant_id).first()
    return found or LetterSettings(restaurant_id=restaurant_id)


def save_letter_settings(
    *, restaurant: Restaurant, choices: LetterChoices, by: Editor | None = None
) -> LetterSettings:
    """Save what was typed; what differs is one line of history. Of two saves at a time the later counts."""
    row, _ = LetterSettings.objects.get_or_create(restaurant=restaurant)
    row.switched_off = choices.switched_off
    row.from_name = choices.from_name
    row.asks_to_reconfirm = choices.asks_to_reconfirm
    with keep_edit(row, by):
        row.save()
    return row

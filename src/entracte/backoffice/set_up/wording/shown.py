"""Which letter a page gives words to, and the letter as guests would read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entracte.mail.letters import BY_NAME, LETTERS
from entracte.mail.trial.shown import shown, values_of
from entracte.mail.wording.fields import LONGEST, all_placeholders_of
from entracte.mail.wording.own_words import OwnWords, troubles_of
from entracte.mail.wording.stored import all_own_words, own_words_of
from entracte.restaurants.languages import language_for, languages_of_letters

if TYPE_CHECKING:
    from entracte.mail.letters.kind import LetterKind
    from entracte.mail.trial.tried_on import TriedOn
    from entracte.restaurants.models import Restaurant

MADE_UP = "No booking suits this letter yet, so this one is made up."
# a link that is pressed in the frame would open inside it; so it wants a tab, which the frame may not open
OPENS_NOTHING = '<head><base target="_blank">'


@dataclass(frozen=True, slots=True)
class WordedLetter:
    """One letter in one language, with what is stored of it."""

    kind: LetterKind
    language: str
    own: OwnWords

    @property
    def troubles(self) -> list[str]:
        """What is wrong with what is stored, since a placeholder is not known any more."""
        return list(troubles_of(self.kind, self.own).values())

    @property
    def is_own(self) -> bool:
        """Whether anything is stored."""
        return self.own != OwnWords()


@dataclass(frozen=True, slots=True)
class WordingLine:
    """One letter in the list: in which languages it has own words, and whether some are not used."""

    name: str
    title: str
    languages: str
    is_in_trouble: bool


@dataclass(frozen=True, slots=True)
class PlaceholderLine:
    """One placeholder: as it is typed, what it says, where alone it may stand, and what that is here."""

    typed: str
    says: str
    only_in: str
    value: str


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """The letter as it would go."""

    about: str
    subject: str
    html: str
    text: str


def worded_letter(restaurant: Restaurant, name: str, language: str) -> WordedLetter | None:
    """Return this letter in this language, or None; unnamed the first, in the restaurant's."""
    kind = BY_NAME.get(name or LETTERS[0].name)
    spoken = language or language_for("", restaurant.locale)
    if kind is None or spoken not in languages_of_letters():
        return None
    return WordedLetter(kind, spoken, own_words_of(restaurant.pk, kind.name, spoken))


def wording_lines(restaurant: Restaurant) -> list[WordingLine]:
    """Return all letters to guests, in the order of a booking's life. One query."""
    stored, languages = all_own_words(restaurant), languages_of_letters()
    lines = []
    for kind in LETTERS:
        found = {code: stored[kind.name, code] for code in languages if (kind.name, code) in stored}
        names = ", ".join(languages[code] for code in found)
        is_in_trouble = any(troubles_of(kind, own) for own in found.values())
        lines.append(WordingLine(kind.name, kind.title, names, is_in_trouble))
    return lines


def placeholder_lines(letter: WordedLetter, on: TriedOn) -> list[PlaceholderLine]:
    """Return what may be typed in this letter, with what each says about the booking that is shown."""
    values = values_of(letter.kind, letter.language, on)
    return [
        PlaceholderLine(
            typed=f"{{{each.name}}}",
            says=each.says,
            only_in="" if len(each.stands_in) == len(LONGEST) else min(each.stands_in),
            value=values[each.name].replace("\n", " "),
        )
        for each in all_placeholders_of(letter.kind)
    ]


def preview_of(letter: WordedLetter, own: OwnWords, on: TriedOn) -> LetterPreview:
    """Return the letter about this booking, with these words."""
    composed = shown(letter.kind, letter.language, own, on)
    about = MADE_UP if on.is_made_up else f"About the booking {on.booking.code}."
    html = composed.html.replace("<head>", OPENS_NOTHING, 1)
    return LetterPreview(about, composed.subject, html, composed.text)

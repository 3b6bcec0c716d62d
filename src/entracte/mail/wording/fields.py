"""What of a letter a restaurant may say in its own words, and which placeholders each part takes.

What has happened, the facts, the buttons, why the letter came and the calendar file are always ours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from entracte.bookings.transitions import OPEN
from entracte.dates_in_words import date_in_words, time_in_words
from entracte.mail.facts import people_in_words
from entracte.mail.wording.first_name import first_name_of
from entracte.visible_text import isolated

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
    from entracte.mail.letters.kind import LetterKind, LetterText

SUBJECT, GREETING, TEXT = "subject", "greeting", "text"
LONGEST = {SUBJECT: 120, GREETING: 80, TEXT: 2000}
Value = Callable[["Booking", "LetterText"], str]


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name in braces, what it says, for staff, and how its value is found."""

    name: str
    says: str
    value: Value
    stands_in: frozenset[str] = field(default=frozenset(LONGEST))
    of_booking: bool = True
    until_the_visit: bool = False


def _restaurant(booking: Booking, usual: LetterText) -> str:
    return isolated(" ".join(booking.restaurant.name.split()))


def _date(booking: Booking, usual: LetterText) -> str:
    return date_in_words(booking.starts_at.astimezone(ZoneInfo(booking.restaurant.time_zone)).date())


def _time(booking: Booking, usual: LetterText) -> str:
    return time_in_words(booking.starts_at, booking.restaurant.time_zone)


def _until(booking: Booking, usual: LetterText) -> str:
    return time_in_words(booking.ends_at, booking.restaurant.time_zone)


PLACEHOLDERS = (
    Placeholder("restaurant", "the restaurant’s name", _restaurant, of_booking=False),
    Placeholder("date", "the date of the visit", _date),
    Placeholder("time", "when it begins", _time),
    Placeholder("until", "until when the table is theirs", _until, until_the_visit=True),
    Placeholder("party", "for how many", lambda booking, usual: people_in_words(booking.party_size)),
    Placeholder("code", "the booking code", lambda booking, usual: booking.code),
    Placeholder(
        "first_name",
        "the guest’s first name",
        lambda booking, usual: first_name_of(booking),
        frozenset({GREETING}),
        of_booking=False,
    ),
    Placeholder(
        "usual_text",
        "what the letter says without your text",
        lambda booking, usual: "\n".join(usual.paragraphs),
        frozenset({TEXT}),
        of_booking=False,
    ),
)


def all_placeholders_of(kind: LetterKind) -> tuple[Placeholder, ...]:
    """Return what this letter takes; where no table is kept any more, none says until when.

    A letter about all that is kept of a guest goes to the profile's address, and says nothing of a booking.
    """
    is_open = kind.statuses <= frozenset(OPEN)
    found = (each for each in PLACEHOLDERS if is_open or not each.until_the_visit)
    return tuple(each for each in found if not (kind.demanded and each.of_booking))


def placeholders_of(kind: LetterKind, part: str) -> tuple[Placeholder, ...]:
    """Return what a part of this letter takes."""
    return tuple(each for each in all_placeholders_of(kind) if part in each.stands_in)

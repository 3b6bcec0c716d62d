"""The facts of a booking as a letter lists them: when, for how many, where; and what they were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entracte.bookings.transitions import OPEN
from entracte.dates_in_words import time_in_words, when_in_words
from entracte.visible_text import isolated

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact, of one line or more, and what it was before where that differs."""

    label: str
    lines: tuple[str, ...]
    was: str = ""

    @property
    def value(self) -> str:
        """The fact in one line."""
        return ", ".join(self.lines)

    @property
    def was_phrase(self) -> str:
        """What it was, as it stands behind the value."""
        # For translators: what stood before a change, such as: was Fri 4 Dec, 19:30
        return _("was %(before)s") % {"before": self.was}


def facts_of(booking: Booking, was: Mapping[str, object]) -> Iterator[Fact]:
    """Yield the facts in the language that is active, in the restaurant's zone.

    `was` holds what columns were before, as a line of history does.
    """
    yield from agreed_facts(booking, was)
    restaurant = booking.restaurant
    address = tuple(isolated(line.strip()) for line in restaurant.address.splitlines() if line.strip())
    if address and booking.status in OPEN:
        yield Fact(_("Where"), address)
    if restaurant.phone:
        yield Fact(_("Phone"), (isolated(restaurant.phone),))


def agreed_facts(booking: Booking, was: Mapping[str, object], *, by_staff: bool = False) -> Iterator[Fact]:
    """Yield what guest and restaurant agreed on, and the booking's code; `by_staff` as the team reads it."""
    zone = booking.restaurant.time_zone
    yield _fact(_("When"), when_in_words(booking.starts_at, zone), _when(was.get("starts_at"), zone))
    if booking.status in OPEN:
        until = "Until" if by_staff else _("Yours until")
        yield _fact(until, time_in_words(booking.ends_at, zone), _until(was.get("ends_at"), zone))
    yield _fact(_("For"), people_in_words(booking.party_size), _party(was.get("party_size")))
    yield Fact(_("Booking code"), (booking.code,))


def _fact(label: str, value: str, was: str) -> Fact:
    return Fact(label, (value,), was if was != value else "")


def people_in_words(number: int) -> str:
    """Return how many a party is, in the language that is active."""
    return ngettext("%(count)s person", "%(count)s people", number) % {"count": number}


def _party(was: object) -> str:
    return people_in_words(was) if isinstance(was, int) else ""


def _when(was: object, zone: str) -> str:
    return when_in_words(datetime.fromisoformat(was), zone) if isinstance(was, str) else ""


def _until(was: object, zone: str) -> str:
    return time_in_words(datetime.fromisoformat(was), zone) if isinstance(was, str) else ""

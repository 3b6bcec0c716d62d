"""What can be answered to a party that asks for a date, or for one start?"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from entracte.availability.fit import Spot


class DayState(StrEnum):
    """How a date stands for one size of party."""

    OPEN = "open"
    FEW_LEFT = "few_left"
    FULL = "full"
    CLOSED = "closed"
    TOO_SOON = "too_soon"
    TOO_FAR = "too_far"

    @property
    def is_open(self) -> bool:
        """Is there any start to have?"""
        return self in (DayState.OPEN, DayState.FEW_LEFT)


@dataclass(frozen=True, slots=True)
class Offer:
    """A start that the party can have, with the tables kept for it. Instants are UTC.

    `service_date` is the date of the service's run, which for a start after midnight is the day before.
    After `ends_at` the tables are laid up again for `reset_minutes`. `moves` says which parties must change
    to which tables first: pairs of a party's id and its new spot.
    """

    starts_at: dt.datetime
    ends_at: dt.datetime
    service_id: int
    service_name: str
    spot: Spot
    service_date: dt.date
    reset_minutes: int = 0
    moves: tuple[tuple[int, Spot], ...] = ()


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """The offers of one date, ascending, and how the date stands: OPEN or FEW_LEFT where there are any."""

    date: dt.date
    state: DayState
    offers: tuple[Offer, ...]


class NotOffered(Exception):
    """The party cannot have this start."""


class OffGrid(NotOffered):
    """No service starts parties at that instant."""


class Closed(NotOffered):
    """The restaurant or the service is closed then, or the party could not leave in time."""


class TooSoon(NotOffered):
    """The start is past, or inside the service's notice."""


class TooFar(NotOffered):
    """The date is beyond the service's horizon, or cannot be booked online yet."""


class PartyTooLarge(NotOffered):
    """The party is over what the service takes, or over what its largest table or combination takes."""


class PacingReached(NotOffered):
    """As many parties or covers start in that interval as may."""


class NoTable(NotOffered):
    """No table that suits the party is free for its whole turn."""

"""What can be answered to a party that asks for a date, or for one start?"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class DayState(StrEnum):
    """How a date stands for one size of party."""

    OPEN = "open"
    FULL = "full"
    CLOSED = "closed"
    TOO_SOON = "too_soon"
    TOO_FAR = "too_far"


@dataclass(frozen=True, slots=True)
class Offer:
    """A start that the party can have, with the table kept for it. Instants are UTC.

    `service_date` is the date of the service's run, which for a start after midnight is the day before.
    """

    starts_at: dt.datetime
    ends_at: dt.datetime
    service_id: int
    service_name: str
    table_id: int
    service_date: dt.date


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """The offers of one date, ascending, and how the date stands: OPEN where there are any, else why not."""

    date: dt.date
    state: DayState
    offers: tuple[Offer, ...]


class NotOffered(Exception):
    """The party cannot have this start."""


class OffGrid(NotOffered):
    """No service starts parties at that instant."""


class TooSoon(NotOffered):
    """The start is past, or inside the service's notice."""


class TooFar(NotOffered):
    """The date is beyond the service's horizon."""


class PartyTooLarge(NotOffered):
    """The party is over what the service takes online, or over what its largest table seats."""


class NoTable(NotOffered):
    """No table that suits the party is free for its whole turn."""

"""Three weeks of performances at the Alder Theatre, worked out from a date and kept nowhere.

A performance's id holds its date, so that a ticket still finds its performance when the three weeks moved on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from spektrix_simulator.clock import LONDON
from spektrix_simulator.ids import catalogue_id, number_of

DAYS = 21
_TENS = 10


@dataclass(frozen=True, slots=True)
class Event:
    """A production; `minutes` is its length, the interval included."""

    number: int
    name: str
    description: str
    minutes: int
    motif: str

    @property
    def id(self) -> str:
        """The catalogue id."""
        return catalogue_id(self.number)


@dataclass(frozen=True, slots=True)
class Instance:
    """One performance of a production; `start` is an aware instant, in London."""

    id: str
    event: Event
    start: datetime
    cancelled: bool

    @property
    def start_utc(self) -> datetime:
        """The same instant in UTC."""
        return self.start.astimezone(UTC)


EVENTS = (
    Event(1801, "The Winter Orchard", "A family sells up, and nobody will say so.", 150, "orchard"),
    Event(1802, "Twelfth Night", "Shipwreck, yellow stockings, and one very long song.", 165, "night"),
    Event(
        1803,
        "The Lighthouse Keeper’s Daughter",
        "A new musical about the last lamp on the coast.",
        140,
        "sea",
    ),
    Event(1804, "Late with the Alder Trio", "Jazz on the stage, with the house lights low.", 75, "late"),
)
_SLOTS = {1: time(14, 30), 2: time(19, 30), 3: time(22, 0)}
_WEDNESDAY, _FRIDAY, _SATURDAY, _SUNDAY = 2, 4, 5, 6


def _slots_on(day: date) -> tuple[int, ...]:
    match day.weekday():
        case weekday if weekday == _WEDNESDAY:
            return (1, 2)
        case weekday if weekday == _FRIDAY:
            return (2, 3)
        case weekday if weekday == _SATURDAY:
            return (1, 2, 3)
        case weekday if weekday == _SUNDAY:
            return (1,)
    return (2,)


def _event_on(day: date, slot: int) -> Event:
    if slot == max(_SLOTS):
        return EVENTS[3]
    return EVENTS[day.toordinal() // 3 % 3]


def _instance(day: date, slot: int, cancelled_ids: frozenset[str]) -> Instance:
    identity = catalogue_id(day.toordinal() * _TENS + slot)
    stopped = slot == 1 and day.toordinal() // 7 % 2 == 0 and day.weekday() == _SATURDAY
    return Instance(
        id=identity,
        event=_event_on(day, slot),
        start=datetime.combine(day, _SLOTS[slot], tzinfo=LONDON),
        cancelled=stopped or identity in cancelled_ids,
    )


def instances_from(today: date, cancelled_ids: frozenset[str] = frozenset()) -> Iterator[Instance]:
    """Yield the performances of three weeks, earliest first, those of today included."""
    for days in range(DAYS):
        day = today + timedelta(days=days)
        for slot in _slots_on(day):
            yield _instance(day, slot, cancelled_ids)


def instance_by_id(identity: str, cancelled_ids: frozenset[str] = frozenset()) -> Instance | None:
    """Return a performance of any date, the past included, or None when there never was such a one."""
    number = number_of(identity)
    if number is None:
        return None
    ordinal, slot = divmod(number, _TENS)
    if not date.min.toordinal() < ordinal < date.max.toordinal():
        return None
    day = date.fromordinal(ordinal)
    if slot not in _slots_on(day):
        return None
    found = _instance(day, slot, cancelled_ids)
    return found if found.id == identity else None


def event_by_id(identity: str) -> Event | None:
    """Return a production, or None."""
    return next((event for event in EVENTS if event.id == identity), None)

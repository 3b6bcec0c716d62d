"""The instants of a local day's starts, and spans of time."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ANY_DAY = date(2001, 1, 1)


def in_utc(at: datetime) -> datetime:
    """Return the instant in UTC, where added minutes are minutes that pass. ValueError for a naive time."""
    if at.tzinfo is UTC:
        return at
    if at.utcoffset() is None:
        raise ValueError("An instant needs a time zone.")
    return at.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to, but not including, `end`. Takes any time zone and keeps UTC."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", in_utc(self.start))
        object.__setattr__(self, "end", in_utc(self.end))
        if self.start >= self.end:
            raise ValueError("A span ends after it starts.")


@dataclass(frozen=True, slots=True)
class Grid:
    """The starts of one run of a service: as instants in UTC, and as whole seconds since 1970, ascending."""

    instants: tuple[datetime, ...]
    seconds: tuple[int, ...]


def seconds_of(at: datetime) -> int:
    """Return the whole seconds since 1970 of an instant."""
    return int(at.timestamp())


def spaced_times(first: time, last: time, interval_minutes: int) -> tuple[time, ...]:
    """Return the times of the day from `first` to `last`, both included where the interval meets them.

    A `last` before `first` is on the next calendar day, so the times may pass midnight once.
    """
    wall, end = datetime.combine(ANY_DAY, first), datetime.combine(ANY_DAY, last)
    end += timedelta(days=last < first)
    found = []
    while wall <= end:
        found.append(wall.time())
        wall += timedelta(minutes=interval_minutes)
    return tuple(found)


@lru_cache(maxsize=4096)
def grid(date: date, zone: ZoneInfo, first: time, wall_times: tuple[time, ...]) -> Grid:
    """Return the instants at which a clock of `zone` shows these times, ascending.

    A time before `first` belongs to the next calendar day. One that the clock skips in spring is left out;
    one that it shows twice in autumn is taken once, the first time. The first and the last year of the
    calendar, where an instant may not be expressible, have no grid.
    """
    instants = sorted(
        instant for wall in wall_times if (instant := wall_instant(date, zone, wall, not_before=first))
    )
    return Grid(tuple(instants), tuple(seconds_of(each) for each in instants))


def wall_instant(date: date, zone: ZoneInfo, wall: time, *, not_before: time = time.min) -> datetime | None:
    """Return the instant, in UTC, at which the clock first shows this time; None where it skips it.

    One before `not_before` is on the next calendar day.
    """
    if not MINYEAR < date.year < MAXYEAR:
        return None
    shown = datetime.combine(date + timedelta(days=wall < not_before), wall)
    instant = shown.replace(tzinfo=zone, fold=0).astimezone(UTC)
    return instant if instant.astimezone(zone).replace(tzinfo=None) == shown else None


def wall_bound(date: date, zone: ZoneInfo, wall: time, *, not_before: time = time.min) -> datetime:
    """Return the instant of a time as a limit: as much later as the clock jumps, where it skips the time."""
    shown = datetime.combine(date + timedelta(days=wall < not_before), wall)
    return shown.replace(tzinfo=zone, fold=0).astimezone(UTC)

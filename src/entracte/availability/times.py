"""Which instants are the starts of a local day, and which spans of time meet?"""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo


def in_utc(at: datetime) -> datetime:
    """The same instant in UTC, where minutes added are minutes that pass. ValueError for a naive time."""
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

    def overlaps(self, other: "Span") -> bool:
        """Do the two share any time? One that ends as the other starts does not."""
        return self.start < other.end and other.start < self.end

    def contains(self, at: datetime) -> bool:
        """Does the instant fall inside? The start does, the end does not."""
        return self.start <= at < self.end


def local_starts(
    *, date: date, zone: ZoneInfo, first: time, last: time, interval_minutes: int
) -> tuple[datetime, ...]:
    """The instants, in UTC and ascending, of the grid from `first` to `last` on the wall's clock of `zone`.

    A `last` before `first` belongs to the next calendar day. A wall time that the clock skips in spring is
    left out; one that it shows twice in autumn is taken once, the first time. The first and the last year
    of the calendar, where an instant may not be expressible, have no grid.
    """
    return _grid(date, zone, first, last, interval_minutes)


@lru_cache(maxsize=1024)
def _grid(day: date, zone: ZoneInfo, first: time, last: time, interval_minutes: int) -> tuple[datetime, ...]:
    if not MINYEAR < day.year < MAXYEAR:
        return ()
    step = timedelta(minutes=interval_minutes)
    wall = datetime.combine(day, first)
    wall_end = datetime.combine(day + timedelta(days=1) if last < first else day, last)
    starts = []
    while wall <= wall_end:
        instant = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if instant.astimezone(zone).replace(tzinfo=None) == wall:
            starts.append(instant)
        wall += step
    return tuple(starts)

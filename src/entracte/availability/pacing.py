"""How many parties and covers may start in an interval, and how many do."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from entracte.availability.sitting import PartyStarts
from entracte.availability.times import Grid, seconds_of, wall_bound


@dataclass(frozen=True, slots=True)
class Pacing:
    """Limits on the parties and on the covers that start in one interval; None is no limit.

    Guests who book online leave `kept_in_house` of the covers to those who call or walk in.
    """

    interval_minutes: int
    max_parties: int | None = None
    max_covers: int | None = None
    kept_in_house: int = 0

    def __post_init__(self) -> None:
        if self.interval_minutes < 1:
            raise ValueError("The interval of pacing is one minute or more.")

    @property
    def is_limited(self) -> bool:
        """Whether there is any limit to keep."""
        return self.max_parties is not None or self.max_covers is not None

    def covers_for(self, *, is_online: bool) -> int | None:
        """Return how many covers may start in an interval for whoever asks; None is no limit."""
        if self.max_covers is None:
            return None
        return max(self.max_covers - (self.kept_in_house if is_online else 0), 0)

    def admits_alone(self, party_size: int, *, is_online: bool) -> bool:
        """Say whether the party may start in an interval in which nothing else does."""
        most = self.covers_for(is_online=is_online)
        return self.max_parties != 0 and (most is None or party_size <= most)


@dataclass(frozen=True, slots=True)
class IntervalLoad:
    """What already starts in the interval of one start, and its limits."""

    start: int
    end: int
    parties: int
    covers: int
    max_parties: int | None
    max_covers: int | None

    def admits(self, party_size: int) -> bool:
        """Say whether one more party of this size may start here."""
        return (self.max_parties is None or self.parties < self.max_parties) and (
            self.max_covers is None or self.covers + party_size <= self.max_covers
        )


def interval_loads(
    pacing: Pacing, grid: Grid, party_starts: PartyStarts, *, zone: ZoneInfo, anchor: time, is_online: bool
) -> list[IntervalLoad]:
    """Return for each start of the grid what starts in its interval, counted from `anchor`."""
    covers_limit = pacing.covers_for(is_online=is_online)
    found = []
    for start, end in intervals(grid, zone, anchor, pacing.interval_minutes):
        parties, covers = party_starts.between(start, end)
        found.append(IntervalLoad(start, end, parties, covers, pacing.max_parties, covers_limit))
    return found


@lru_cache(maxsize=4096)
def intervals(grid: Grid, zone: ZoneInfo, anchor: time, minutes: int) -> tuple[tuple[int, int], ...]:
    """Return the interval of each start, from and up to, in seconds since 1970.

    From the anchor of a day up to the next day's, so many minutes that pass each and the last one perhaps
    shorter: so no instant is in two.
    """
    found = []
    for instant, second in zip(grid.instants, grid.seconds, strict=True):
        today = instant.astimezone(zone).date()
        first, next_first = _anchors(today, zone, anchor)
        if second < first:
            first, next_first = _anchors(today - timedelta(days=1), zone, anchor)
        begin = second - (second - first) % (minutes * 60)
        found.append((begin, min(begin + minutes * 60, next_first)))
    return tuple(found)


@lru_cache(maxsize=4096)
def _anchors(date: date, zone: ZoneInfo, anchor: time) -> tuple[int, int]:
    ends = (wall_bound(each, zone, anchor) for each in (date, date + timedelta(days=1)))
    first, next_first = (seconds_of(each) for each in ends)
    return first, next_first

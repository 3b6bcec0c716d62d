"""How many parties and covers may start in an interval, and is there room left?"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from zoneinfo import ZoneInfo

from entracte.availability.sitting import Sitting, beginnings
from entracte.availability.times import Grid


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
        """Is there any limit to keep?"""
        return self.max_parties is not None or self.max_covers is not None

    def covers_for(self, *, is_online: bool) -> int | None:
        """How many covers may start in an interval for whoever asks; None is no limit."""
        if self.max_covers is None:
            return None
        return max(self.max_covers - (self.kept_in_house if is_online else 0), 0)


@dataclass(frozen=True, slots=True)
class Paced:
    """What already starts in the interval of one start, beside its limits."""

    start: int
    end: int
    parties: int
    covers: int
    max_parties: int | None
    max_covers: int | None

    def admits(self, party_size: int) -> bool:
        """May one more party of this size start here?"""
        return (self.max_parties is None or self.parties < self.max_parties) and (
            self.max_covers is None or self.covers + party_size <= self.max_covers
        )


def paced(
    pacing: Pacing,
    grid: Grid,
    sittings: Iterable[Sitting],
    *,
    zone: ZoneInfo,
    anchor: time,
    is_online: bool,
    service_id: int | None = None,
) -> list[Paced]:
    """For each start of the grid, what starts in its interval: of one service, or of the whole restaurant.

    Intervals are counted on the wall's clock from `anchor`, and each is so many minutes that pass.
    """
    starts, sizes = beginnings(sittings, service_id)
    sums = [0]
    for size in sizes:
        sums.append(sums[-1] + size)
    covers_limit = pacing.covers_for(is_online=is_online)
    found = []
    for start, end in intervals(grid, zone, anchor, pacing.interval_minutes):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        covers = sums[last] - sums[first]
        found.append(Paced(start, end, last - first, covers, pacing.max_parties, covers_limit))
    return found


@lru_cache(maxsize=4096)
def intervals(grid: Grid, zone: ZoneInfo, anchor: time, minutes: int) -> tuple[tuple[int, int], ...]:
    """The interval of each start, from and up to, in seconds since 1970."""
    anchored = anchor.hour * 60 + anchor.minute
    found = []
    for instant, second in zip(grid.instants, grid.seconds, strict=True):
        wall = instant.astimezone(zone)
        since = (wall.hour * 60 + wall.minute - anchored) % (24 * 60) % minutes
        begin = second - since * 60 - wall.second
        found.append((begin, begin + minutes * 60))
    return tuple(found)

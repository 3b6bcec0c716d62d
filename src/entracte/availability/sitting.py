"""The parties at their tables, and the starts at which a table is free."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

# Those that last longer, such as blocks, are few and are looked at for every date.
LONG_SECONDS = 6 * 60 * 60
BY_START = itemgetter(1)


class Sitting(NamedTuple):
    """One party at one table, or a hold, a wish, or a block, in whole seconds since 1970; spans half-open.

    The table is taken from `start` up to `end`, the reset after it included. Rows of one `party_id` are one
    party (negative for a hold or a wish, 0 for a block), which starts at `party_start` in the service.
    `held_until` is when a hold ends, else 0. `may_move` says that its tables are provisional.
    """

    table_id: int
    start: int
    end: int
    held_until: int = 0
    party_id: int = 0
    party_start: int = 0
    party_size: int = 0
    service_id: int = 0
    may_move: bool = False


def blocked_bits(starts: Sequence[int], taken_seconds: int, sittings: Iterable[Sitting]) -> dict[int, int]:
    """Return by table the starts at which a turn so long would meet a sitting; bit n is start n."""
    blocked: dict[int, int] = {}
    if not starts:
        return blocked
    # Parties start on a grid and mostly stay equally long, so most spans come again.
    met: dict[tuple[int, ...], int] = {}
    for sitting in sittings:
        span = sitting[1:3]
        bits = met.get(span)
        if bits is None:
            first = bisect_right(starts, sitting.start - taken_seconds)
            end = bisect_left(starts, sitting.end)
            bits = met[span] = (1 << end) - (1 << first) if first < end else 0
        if bits:
            table_id = sitting[0]
            blocked[table_id] = blocked.get(table_id, 0) | bits
    return blocked


def start_indexes(bits: int) -> list[int]:
    """Return the indexes of the starts whose bit is set, ascending."""
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return found


class PartyStarts:
    """When parties start and how many come, each party once."""

    __slots__ = ("_starts", "_sums")

    def __init__(self, sittings: Iterable[Sitting]) -> None:
        parties = {each.party_id: (each.party_start, each.party_size) for each in sittings if each.party_id}
        ordered = sorted(parties.values())
        self._starts = [start for start, _ in ordered]
        self._sums = [0, *accumulate(size for _, size in ordered)]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Return how many parties, and how many covers, start from `start` up to `end`."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return last - first, self._sums[last] - self._sums[first]


class Sittings:
    """Sittings in order of time, so that those near a date are found without looking at all."""

    __slots__ = ("_long", "_party_starts", "_short", "_starts")

    def __init__(self, sittings: Iterable[Sitting]) -> None:
        short = sorted(sittings, key=BY_START)
        long = [each for each in short if each[2] - each[1] > LONG_SECONDS]
        if long:
            short = [each for each in short if each[2] - each[1] <= LONG_SECONDS]
        self._short, self._long = short, long
        self._starts = [each[1] for each in short]
        self._party_starts: dict[int | None, PartyStarts] = {}

    def near(self, start: int, end: int) -> list[Sitting]:
        """Return at least those that overlap the span."""
        first = bisect_left(self._starts, start - LONG_SECONDS)
        last = bisect_left(self._starts, end)
        return [*self._short[first:last], *self._long]

    def party_starts(self, service_id: int | None = None) -> PartyStarts:
        """Return the starts of the parties of one service, or of all."""
        if service_id not in self._party_starts:
            every = (*self._short, *self._long)
            self._party_starts[service_id] = PartyStarts(
                each for each in every if service_id is None or each.service_id == service_id
            )
        return self._party_starts[service_id]

"""Which evenings are requested of the dining room that the benchmarks seat?"""

import random
from dataclasses import dataclass

from entracte.availability.fit import Spot, Wish, fitting_spots
from entracte.availability.floor import Combination, FloorPlan, Table

MINUTE = 60
STARTS = tuple(range(17 * 60, 21 * 60 + 31, 15))
SEATS, EVENING_MINUTES, ASKED_FOR = 72, 6 * 60, 1.3
SIZES = {1: 4, 2: 42, 3: 12, 4: 26, 5: 6, 6: 6, 7: 2, 8: 2}
PEAKS = (18 * 60 + 30, 20 * 60)


@dataclass(frozen=True, slots=True)
class Request:
    """One party that wants one start; seconds since the midnight of its evening."""

    size: int
    start: int
    end: int
    spots: tuple[Spot, ...]


def dining_room() -> FloorPlan:
    """Eight tables of two, eight of four, four of six, and those neighbours that may be joined."""
    covers = [(1, 2)] * 8 + [(2, 4)] * 8 + [(3, 6)] * 4
    tables = tuple(Table(id, str(id), *each) for id, each in enumerate(covers, start=1))
    twos = [(1, 2), (3, 4), (5, 6)]
    fours = [(9, 10), (10, 11), (13, 14)]
    joined = [*((pair, 3, 4) for pair in twos), *((pair, 5, 8) for pair in fours)]
    combinations = tuple(
        Combination(100 + place, "+".join(map(str, pair)), pair, smallest, largest)
        for place, (pair, smallest, largest) in enumerate(joined)
    )
    return FloorPlan(1, tables, combinations)


def turn_minutes(size: int) -> int:
    """How long a party of this size has its tables."""
    return 90 if size <= 2 else 105 if size <= 4 else 120


def requests_of(plan: FloorPlan, seed: int) -> list[Request]:
    """One evening's requests in order of arrival: about 1.3 times the seats and hours that there are."""
    chance = random.Random(seed)
    wanted = []
    minutes_left = SEATS * EVENING_MINUTES * ASKED_FOR
    sizes, shares = list(SIZES), list(SIZES.values())
    while minutes_left > 0:
        size = chance.choices(sizes, shares)[0]
        middle = chance.choice(PEAKS)
        near = chance.gauss(middle, 50) if chance.random() < 0.8 else chance.uniform(STARTS[0], STARTS[-1])
        start = min(STARTS, key=lambda grid: abs(grid - near))
        minutes = turn_minutes(size)
        minutes_left -= size * minutes
        spots = fitting_spots(plan, Wish(size))
        wanted.append(Request(size, start * MINUTE, (start + minutes) * MINUTE, spots))
    return wanted

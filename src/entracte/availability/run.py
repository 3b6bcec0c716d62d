"""The starts of one run of a service that are open to a party, before and after the tables are looked at."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from entracte.availability.fit import Spot, Wish, fitting_spots
from entracte.availability.pacing import IntervalLoad, Pacing, interval_loads
from entracte.availability.party_sizes import is_ever_seated, is_party_too_large
from entracte.availability.rules import Rules
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting, Sittings, blocked_bits
from entracte.availability.times import Grid, seconds_of

MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class Enquiry:
    """Who asks, when, by which rules, and against which book."""

    rules: Rules
    wish: Wish
    now: datetime
    sittings: Sittings

    @property
    def today(self) -> date:
        """The restaurant's own date."""
        return self.now.astimezone(self.rules.zone).date()


@dataclass(frozen=True, slots=True)
class Run:
    """One service on one date, for one enquiry. Bit n of any number here is start n of the grid.

    `turn` is how long this party sits.
    """

    enquiry: Enquiry
    service: Service
    date: date
    grid: Grid
    turn: timedelta = field(init=False)

    def __post_init__(self) -> None:
        minutes = self.service.turn_minutes(self.enquiry.wish.party_size)
        object.__setattr__(self, "turn", timedelta(minutes=minutes))

    @property
    def all_starts(self) -> int:
        """All the starts."""
        return (1 << len(self.grid.seconds)) - 1

    @property
    def taken_seconds(self) -> int:
        """How long its tables are taken."""
        return self.service.taken_seconds(self.enquiry.wish.party_size)

    @property
    def is_too_far(self) -> bool:
        """Whether the service takes no guest online for this date yet."""
        return self.enquiry.wish.is_online and self.service.is_too_far(self.date, self.enquiry.today)

    @property
    def is_party_too_large(self) -> bool:
        """Whether the party is over what the service takes from whoever asks."""
        return is_party_too_large(self.service, self.enquiry.wish)

    @property
    def is_party_seated(self) -> bool:
        """Whether the service seats such a party on an empty book, and lets it leave in time on this date."""
        bits = self.all_starts & ~self.closed()
        leaves_too_late = bits and not bits & ~self.too_late()
        return not leaves_too_late and is_ever_seated(self.service, self.enquiry.wish, self.enquiry.rules)

    def too_late(self) -> int:
        """Return the starts whose party would sit past the last departure."""
        departure = self.service.departure(self.date, self.enquiry.rules.zone)
        if departure is None:
            return 0
        kept = bisect_right(self.grid.seconds, seconds_of(departure - self.turn))
        return self.all_starts & ~((1 << kept) - 1)

    def closed(self) -> int:
        """Return the starts whose party would sit during hours that are closed."""
        found = 0
        turn = int(self.turn.total_seconds())
        for start, end, _ in self.enquiry.rules.closed_hours(self.service, self.date):
            first = bisect_right(self.grid.seconds, seconds_of(start) - turn)
            last = bisect_left(self.grid.seconds, seconds_of(end))
            if first < last:
                found |= (1 << last) - (1 << first)
        return found

    def too_soon(self) -> int:
        """Return the starts that are past, or inside the notice, for a guest who books online."""
        if not self.enquiry.wish.is_online:
            return 0
        earliest = self.service.earliest_start(self.enquiry.now)
        return (1 << bisect_left(self.grid.instants, earliest)) - 1

    def interval_loads(self) -> Iterator[tuple[Service | None, list[IntervalLoad]]]:
        """Yield what starts in each start's interval, by the limits of the service and of the restaurant."""
        for pacing, of_service, anchor in (
            (self.service.pacing, self.service, self.service.first_start),
            (self.enquiry.rules.pacing, None, MIDNIGHT),
        ):
            if pacing is not None and pacing.is_limited:
                yield of_service, self._loads_of(pacing, of_service, anchor)

    def paced_out(self) -> int:
        """Return the starts at which a limit is reached for this party."""
        found = 0
        for _, intervals in self.interval_loads():
            for start_index, interval in enumerate(intervals):
                if not interval.admits(self.enquiry.wish.party_size):
                    found |= 1 << start_index
        return found

    def spots(self) -> tuple[Spot, ...]:
        """Return what suits the party, best first."""
        return fitting_spots(self.service.plan, self.enquiry.wish)

    def near(self, *, margin: int = 0) -> list[Sitting]:
        """Return the sittings that may meet any turn of this run; `margin` seconds more to either side."""
        seconds = self.grid.seconds
        return self.enquiry.sittings.near(seconds[0] - margin, seconds[-1] + self.taken_seconds + margin)

    def blocked(self) -> dict[int, int]:
        """Return by table the starts at which it is not free for a whole turn."""
        return blocked_bits(self.grid.seconds, self.taken_seconds, self.near())

    def _loads_of(self, pacing: Pacing, of_service: Service | None, anchor: time) -> list[IntervalLoad]:
        return interval_loads(
            pacing,
            self.grid,
            self.enquiry.sittings.party_starts(of_service.id if of_service else None),
            zone=self.enquiry.rules.zone,
            anchor=anchor,
            is_online=self.enquiry.wish.is_online,
        )


def run_of(enquiry: Enquiry, service: Service, date: date) -> Run | None:
    """Return the service's run of this date; None where it does not run, or all of it is closed."""
    grid = service.grid(date, enquiry.rules.zone)
    if not grid.seconds or enquiry.rules.closed_all_day(service, date) is not None:
        return None
    return Run(enquiry, service, date, grid)


def free_spots(run: Run, bits: int, blocked: dict[int, int]) -> Iterator[tuple[int, Spot]]:
    """Yield pairs of bits and the best spot that is free at the starts they mean, of these starts."""
    for spot in run.spots():
        taken = 0
        for table_id in spot.table_ids:
            taken |= blocked.get(table_id, 0)
        free = bits & ~taken
        if free:
            yield free, spot
            bits ^= free
            if not bits:
                return

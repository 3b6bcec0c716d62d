"""When a service starts parties, for how long, and how far ahead guests may ask."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from entracte.availability.floor import FloorPlan
from entracte.availability.pacing import Pacing
from entracte.availability.times import Grid, grid, spaced_times, wall_bound

Dates = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Service:
    """A named run of starts on some weekdays (0 is Monday), tied to one floor plan.

    Times are on the restaurant's clock; one before `first_start` is on the next calendar day, and still
    belongs to this service's date. `turn_times` holds pairs (party up to, minutes), ascending. With
    `fixed_starts` there is no grid from first to last. Dates are pairs, both included: it runs within
    `within`, and not on any of `not_on`. Notice, horizon, `online_from` and the largest party online are for
    guests who book online; staff may go past them. `key` names it to guests and staff.
    """

    id: int
    name: str
    weekdays: frozenset[int]
    first_start: time
    last_start: time
    interval_minutes: int
    turn_times: tuple[tuple[int, int], ...]
    notice_minutes: int
    horizon_days: int
    largest_party_online: int
    plan: FloorPlan
    fixed_starts: tuple[time, ...] = ()
    reset_minutes: int = 0
    last_departure: time | None = None
    largest_party_in_house: int | None = None
    within: Dates | None = None
    not_on: tuple[Dates, ...] = ()
    online_from: date | None = None
    pacing: Pacing | None = None
    key: str = ""
    wall_times: tuple[time, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.interval_minutes < 1:
            raise ValueError("The interval between starts is one minute or more.")
        if not self.turn_times or any(minutes < 1 for _, minutes in self.turn_times):
            raise ValueError("A service says how long a party has its table, one minute or more.")
        if any(after[0] <= before[0] for before, after in pairwise(self.turn_times)):
            raise ValueError("Turn times go from the smallest party to the largest.")
        fixed = sorted(set(self.fixed_starts), key=lambda wall: (wall < self.first_start, wall))
        wall_times = tuple(fixed) or spaced_times(self.first_start, self.last_start, self.interval_minutes)
        object.__setattr__(self, "wall_times", wall_times)

    def turn_minutes(self, party_size: int) -> int:
        """Return how long the party has its table; the last entry is for all larger parties too."""
        for up_to_party, minutes in self.turn_times:
            if party_size <= up_to_party:
                return minutes
        return self.turn_times[-1][1]

    @property
    def longest_taken_seconds(self) -> int:
        """How long the table is taken by the party that has it longest."""
        return (max(minutes for _, minutes in self.turn_times) + self.reset_minutes) * 60

    def taken_seconds(self, party_size: int) -> int:
        """Return how long the table is taken: the turn, and the reset after it."""
        return (self.turn_minutes(party_size) + self.reset_minutes) * 60

    def runs_on(self, date: date) -> bool:
        """Say whether the service opens on this date, as far as weekdays and dates go."""
        if self.within is not None and not self.within[0] <= date <= self.within[1]:
            return False
        return date.weekday() in self.weekdays and not any(
            first <= date <= last for first, last in self.not_on
        )

    def grid(self, date: date, zone: ZoneInfo) -> Grid:
        """Return the starts of this date, perhaps past midnight; an empty grid where it does not run."""
        return grid(date, zone, self.first_start, self.wall_times if self.runs_on(date) else ())

    def starts(self, date: date, zone: ZoneInfo) -> tuple[datetime, ...]:
        """Return the starts of this date in UTC, ascending; none where it does not run."""
        return self.grid(date, zone).instants

    def date_of(self, start: datetime, zone: ZoneInfo) -> date | None:
        """Return the date whose grid has this start: its local date, or after midnight the day before."""
        local_date = start.astimezone(zone).date()
        for date_of_run in (local_date, local_date - timedelta(days=1)):
            if start in self.starts(date_of_run, zone):
                return date_of_run
        return None

    def departure(self, date: date, zone: ZoneInfo) -> datetime | None:
        """Return the instant by which every party of this date has left, if the service says so."""
        if self.last_departure is None:
            return None
        return wall_bound(date, zone, self.last_departure, not_before=self.first_start)

    def earliest_start(self, now: datetime) -> datetime:
        """Return the first instant that a guest may still book, that one included. `now` is in UTC."""
        return now + timedelta(minutes=self.notice_minutes)

    def is_too_far(self, date: date, today: date) -> bool:
        """Say whether the date is beyond the horizon, counted from the local today, or not online yet."""
        if self.online_from is not None and today < self.online_from:
            return True
        return (date - today).days > self.horizon_days

"""When does a service start parties, for how long, and how far ahead may guests ask?"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from entracte.availability.floor import FloorPlan
from entracte.availability.times import local_starts


@dataclass(frozen=True, slots=True)
class Service:
    """A named run of starts on some weekdays (0 is Monday), tied to one floor plan.

    `first_start` and `last_start` are on the wall's clock; a last start before the first is on the next
    calendar day, and still belongs to this service's date. `turn_times` holds pairs (party up to, minutes),
    ascending. Notice, horizon and largest party are for guests who book online; staff may go past them.
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

    def __post_init__(self) -> None:
        if self.interval_minutes < 1:
            raise ValueError("The interval between starts is one minute or more.")
        if not self.turn_times or any(minutes < 1 for _, minutes in self.turn_times):
            raise ValueError("A service says how long a party has its table, one minute or more.")
        if any(after[0] <= before[0] for before, after in pairwise(self.turn_times)):
            raise ValueError("Turn times go from the smallest party to the largest.")

    def turn_minutes(self, party_size: int) -> int:
        """How long the party has its table; one larger than every entry takes the last entry's minutes."""
        for up_to_party, minutes in self.turn_times:
            if party_size <= up_to_party:
                return minutes
        return self.turn_times[-1][1]

    def runs_on(self, date: date) -> bool:
        """Does the service open on this date?"""
        return date.weekday() in self.weekdays

    def starts(self, date: date, zone: ZoneInfo) -> tuple[datetime, ...]:
        """The starts of this date in UTC, ascending, perhaps past midnight; none where it does not run."""
        if not self.runs_on(date):
            return ()
        return local_starts(
            date=date,
            zone=zone,
            first=self.first_start,
            last=self.last_start,
            interval_minutes=self.interval_minutes,
        )

    def date_of(self, start: datetime, zone: ZoneInfo) -> date | None:
        """The date whose grid holds this start: its local date, or the day before for one past midnight."""
        local_date = start.astimezone(zone).date()
        for date_of_run in (local_date, local_date - timedelta(days=1)):
            if start in self.starts(date_of_run, zone):
                return date_of_run
        return None

    def earliest_start(self, now: datetime) -> datetime:
        """The first instant that a guest may still book, that one included. `now` is in UTC."""
        return now + timedelta(minutes=self.notice_minutes)

    def is_too_far(self, date: date, today: date) -> bool:
        """Is the date beyond the horizon, counted in calendar days from the restaurant's own today?"""
        return (date - today).days > self.horizon_days

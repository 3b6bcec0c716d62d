"""The plain words for times, for tables and for those who have them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from entracte.availability.fit import Spot
from entracte.availability.floor import FloorPlan
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting


@dataclass(frozen=True, slots=True)
class WallClock:
    """The clock of the restaurant, and the day from which its times are read."""

    zone: ZoneInfo
    date: dt.date

    def time(self, second: int) -> str:
        """Return an instant as "20:30", with its date where that is another: "20:30 on 5 Dec"."""
        shown = dt.datetime.fromtimestamp(second, self.zone)
        is_near = dt.timedelta(0) <= shown.date() - self.date <= dt.timedelta(days=shown.hour < 6)
        return f"{shown:%H:%M}" if is_near else f"{shown:%H:%M} on {self.day(shown.date())}"

    def day(self, date: dt.date) -> str:
        """Return a date as "5 Dec", with the year where that is another."""
        return f"{date.day} {date:%b}" + (f" {date.year}" if date.year != self.date.year else "")


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its word: "1 party", "2 parties"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def minutes_words(minutes: int) -> str:
    """Return minutes in the largest unit that makes a whole number: "90 minutes", "3 hours", "2 days"."""
    if minutes and minutes % (24 * 60) == 0:
        return count(minutes // (24 * 60), "day")
    return count(minutes // 60, "hour") if minutes > 60 and minutes % 60 == 0 else count(minutes, "minute")


def list_words(words: Sequence[str]) -> str:
    """Return words as people list them: "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def spot_words(spot: Spot, plan: FloorPlan) -> str:
    """Return a spot by the names of its tables: "table 7", "tables 1 and 2 joined"."""
    if not spot.is_combination:
        return f"table {spot.name}"
    return f"tables {list_words([plan.by_id[each].name for each in spot.table_ids])} joined"


def starts_words(service: Service) -> str:
    """Return when a service starts parties."""
    if service.fixed_starts:
        return f"it starts at {list_words([f'{wall:%H:%M}' for wall in service.wall_times])}"
    first, last = f"{service.first_start:%H:%M}", f"{service.wall_times[-1]:%H:%M}"
    if first == last:
        return f"it starts at {first}"
    return f"it starts every {service.interval_minutes} minutes from {first} to {last}"


def wasted_words(spot: Spot, party_size: int) -> str:
    """Return how many seats stay empty."""
    wasted = spot.max_covers - party_size
    return f"{count(wasted, 'seat')} wasted" if wasted else "no seat wasted"


def taken_words(rows: Iterable[Sitting], clock: WallClock, clock_today: WallClock) -> str:
    """Return who has it until when, without a name: the last of these to leave. Holds are read from today."""
    row = max(rows, key=lambda each: (each.held_until or each.end, each.party_id))
    if row.held_until:
        return f"held until {clock_today.time(row.held_until)}"
    if not row.party_id:
        return f"blocked until {clock.time(row.end)}"
    return f"taken by a party of {row.party_size} until {clock.time(row.end)}"

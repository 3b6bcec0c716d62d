"""When the restaurant is open in a usual week, and where its services disagree with that.

Minutes count on the restaurant's clock, from a day's midnight or from Monday's; what passes the end of the
week goes on in Monday. A night in which the clocks change is taken as any other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from enum import Enum, auto
from itertools import pairwise

from entracte.availability.service import Service

DAY = 24 * 60
WEEK = 7 * DAY
# from the first up to, but not including, the second
Minutes = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class WeekdayHours:
    """From when to when it is open on a weekday (0 is Monday); of one weekday there may be several.

    A time of closing that is not after that of opening is on the next day.
    """

    weekday: int
    opens: time
    closes: time

    @property
    def minutes(self) -> Minutes:
        """Its minutes from Monday's midnight; the end may be past the week's."""
        start = self.weekday * DAY + _minute(self.opens)
        return start, start + ((_minute(self.closes) - _minute(self.opens)) % DAY or DAY)


class Difference(Enum):
    """How hours and services of a weekday disagree."""

    NO_SERVICE = auto()
    NO_HOURS = auto()
    OUTSIDE = auto()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What differs on a weekday. With NO_SERVICE there is no service.

    `outside` are the minutes of that day in which the service's parties sit though it is closed; those after
    midnight count on.
    """

    weekday: int
    difference: Difference
    service: Service | None = None
    outside: tuple[Minutes, ...] = ()


def first_overlap(week: Iterable[WeekdayHours]) -> tuple[WeekdayHours, WeekdayHours] | None:
    """Return two hours of which the earlier still runs when the later begins, Sunday's into Monday too."""
    ordered = sorted(week)
    for before, after in pairwise(ordered):
        if before.minutes[1] > after.minutes[0]:
            return before, after
    if len(ordered) > 1 and ordered[-1].minutes[1] > ordered[0].minutes[0] + WEEK:
        return ordered[-1], ordered[0]
    return None


def disagreements(week: Sequence[WeekdayHours], services: Iterable[Service]) -> list[Disagreement]:
    """Return where the usual services and the hours disagree, by weekday; without any hours nothing does.

    A service disagrees where one of its parties sits in closed hours. A weekday's hours do where no service
    runs, nor one of the day before starts a party in them after midnight.
    """
    if not week:
        return []
    sittings = {service: _sittings(service) for service in services}
    starts = {
        (weekday * DAY + start) % WEEK
        for service, spans in sittings.items()
        for weekday in service.weekdays
        for start, _ in spans
    }
    found = []
    for weekday in range(7):
        here = [hours.minutes for hours in week if hours.weekday == weekday]
        runs = any(weekday in service.weekdays for service, spans in sittings.items() if spans)
        if here and not runs and not any(_has_start(hours, starts) for hours in here):
            found.append(Disagreement(weekday, Difference.NO_SERVICE))
        for service, spans in sittings.items():
            taken = tuple(_merged(spans)) if weekday in service.weekdays else ()
            outside = tuple(_outside(taken, week, weekday))
            if outside:
                is_shut = not here and outside == taken
                difference = Difference.NO_HOURS if is_shut else Difference.OUTSIDE
                found.append(Disagreement(weekday, difference, service, outside))
    return found


def _sittings(service: Service) -> list[Minutes]:
    """Return when the party of each start sits, in minutes of the service's day: the one that sits longest.

    Only those count who leave in time, and whom the plan and the service take.
    """
    largest = min(service.plan.largest_party, service.largest_party_in_house or service.plan.largest_party)
    turns = sorted({service.turn_minutes(size) for size in range(1, max(largest, 1) + 1)})
    leaves = None if service.last_departure is None else _minute_of_run(service, service.last_departure)
    spans = []
    for wall in service.wall_times:
        start = _minute_of_run(service, wall)
        ends = [start + turn for turn in turns if leaves is None or start + turn <= leaves]
        if ends:
            spans.append((start, ends[-1]))
    return spans


def _outside(spans: Iterable[Minutes], week: Iterable[WeekdayHours], weekday: int) -> Iterator[Minutes]:
    """Yield the parts of a day's spans in which it is closed."""
    by_day = [(start - weekday * DAY, end - weekday * DAY) for start, end in (each.minutes for each in week)]
    is_open = sorted((start + turn, end + turn) for start, end in by_day for turn in (-WEEK, 0, WEEK))
    for span in spans:
        yield from _left_of(span, is_open)


def _left_of(span: Minutes, without: Iterable[Minutes]) -> Iterator[Minutes]:
    """Yield the parts of a span that lie in none of the others, which are ascending."""
    start, end = span
    for first, last in without:
        if start < min(first, end):
            yield start, min(first, end)
        start = max(start, last)
    if start < end:
        yield start, end


def _merged(spans: Iterable[Minutes]) -> Iterator[Minutes]:
    """Yield the spans ascending; those that meet or overlap are one."""
    last: Minutes | None = None
    for start, end in sorted(spans):
        if last is not None and start <= last[1]:
            last = last[0], max(last[1], end)
            continue
        if last is not None:
            yield last
        last = start, end
    if last is not None:
        yield last


def _has_start(hours: Minutes, starts: Iterable[int]) -> bool:
    return any(hours[0] <= start + turn < hours[1] for start in starts for turn in (0, WEEK))


def _minute_of_run(service: Service, wall: time) -> int:
    """Return the minute of a service's day; what is before its first start is after midnight."""
    return _minute(wall) + DAY * (wall < service.first_start)


def _minute(wall: time) -> int:
    return wall.hour * 60 + wall.minute

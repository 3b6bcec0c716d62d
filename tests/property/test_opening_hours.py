"""Do hours and services disagree where somebody who looks at every minute of the week says so?"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.availability.opening_hours import (
    DAY,
    WEEK,
    Difference,
    WeekdayHours,
    disagreements,
    first_overlap,
)
from entracte.availability.service import Service
from tests.builders import LONDON, service

CLOCK = st.integers(0, DAY // 15 - 1).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
LARGEST = 6
# in them lie the nights in which London's clocks go forward and back
CLOCK_CHANGES = (date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 30), date(2027, 10, 31))
some = settings(max_examples=120, deadline=None)


def minute(wall: time) -> int:
    return wall.hour * 60 + wall.minute


def minutes_of(hours: WeekdayHours) -> set[int]:
    """The minutes of the week, from Monday's midnight, that go by until the clock shows when it closes."""
    now = hours.weekday * DAY + minute(hours.opens)
    found: set[int] = set()
    while not found or now % DAY != minute(hours.closes):
        found.add(now % WEEK)
        now += 1
    return found


def open_minutes(week: Iterable[WeekdayHours]) -> set[int]:
    return {each for hours in week for each in minutes_of(hours)}


def in_run(each: Service, wall: time) -> int:
    return minute(wall) + (DAY if wall < each.first_start else 0)


def sat_in(each: Service) -> tuple[set[int], set[int]]:
    """The minutes, from midnight of its day, in which some party sits, and those in which one starts."""
    taken: set[int] = set()
    starts: set[int] = set()
    for wall in each.wall_times:
        for size in range(1, min(LARGEST, each.largest_party_in_house or LARGEST) + 1):
            start, end = in_run(each, wall), in_run(each, wall) + each.turn_minutes(size)
            if each.last_departure is None or end <= in_run(each, each.last_departure):
                taken |= set(range(start, end))
                starts.add(start)
    return taken, starts


hours_of_a_day = st.builds(WeekdayHours, st.integers(0, 6), CLOCK, CLOCK)


@st.composite
def weeks(draw: st.DrawFn) -> list[WeekdayHours]:
    """Hours of a week, none of which overlap."""
    week: list[WeekdayHours] = []
    for hours in draw(st.lists(hours_of_a_day, max_size=12)):
        if first_overlap([*week, hours]) is None and hours not in week:
            week.append(hours)
    return week


@st.composite
def services(draw: st.DrawFn, /, **fixed: Any) -> list[Service]:
    return [
        service(
            id=number,
            weekdays=frozenset(draw(st.sets(st.integers(0, 6)))),
            first_start=draw(CLOCK),
            last_start=draw(CLOCK),
            interval_minutes=draw(st.sampled_from([15, 30, 90, 240])),
            fixed_starts=tuple(draw(st.lists(CLOCK, max_size=3))),
            turn_times=((2, draw(st.integers(15, 240))), (4, draw(st.integers(15, 240)))),
            largest_party_in_house=draw(st.sampled_from([None, 2])),
            **{"last_departure": draw(st.none() | CLOCK), **fixed},
        )
        for number in range(1, draw(st.integers(0, 3)) + 1)
    ]


def expanded(spans: Sequence[tuple[int, int]]) -> set[int]:
    return {each for start, end in spans for each in range(start, end)}


@some
@given(st.lists(hours_of_a_day, max_size=5))
def test_hours_overlap_where_two_of_them_share_a_minute(week: list[WeekdayHours]) -> None:
    shared = sum(len(minutes_of(each)) for each in week) - len(open_minutes(week))
    assert (first_overlap(week) is None) == (shared == 0)


@some
@given(weeks(), services())
def test_what_disagrees_is_what_one_finds_who_looks_at_every_minute(
    week: list[WeekdayHours], running: list[Service]
) -> None:
    is_open = open_minutes(week)
    starts = {(day * DAY + each) % WEEK for one in running for day in one.weekdays for each in sat_in(one)[1]}
    expected: dict[tuple[int, int], tuple[Difference, set[int]]] = {}
    for day in range(7) if week else ():
        here = open_minutes(each for each in week if each.weekday == day)
        runs = any(day in one.weekdays and sat_in(one)[1] for one in running)
        if here and not runs and not here & starts:
            expected[day, 0] = Difference.NO_SERVICE, set()
        for one in running:
            taken = sat_in(one)[0] if day in one.weekdays else set()
            outside = {each for each in taken if (day * DAY + each) % WEEK not in is_open}
            if outside:
                is_shut = not here and outside == taken
                expected[day, one.id] = Difference.NO_HOURS if is_shut else Difference.OUTSIDE, outside
    found = {
        (each.weekday, each.service.id if each.service else 0): (each.difference, expanded(each.outside))
        for each in disagreements(week, running)
    }
    assert found == expected


@some
@given(weeks().filter(bool), services(last_departure=None), st.sampled_from(CLOCK_CHANGES))
def test_no_start_of_a_night_in_which_the_clocks_change_lies_in_closed_hours_unsaid(
    week: list[WeekdayHours], running: list[Service], night: date
) -> None:
    said = {
        (each.weekday, each.service.id): expanded(each.outside)
        for each in disagreements(week, running)
        if each.service is not None
    }
    is_open = open_minutes(week)
    midnight = datetime.combine(night, time(0))
    for one in running:
        for start in one.starts(night, LONDON):
            shown = (start.astimezone(LONDON).replace(tzinfo=None) - midnight) // timedelta(minutes=1)
            if (night.weekday() * DAY + shown) % WEEK not in is_open:
                assert shown in said[night.weekday(), one.id]

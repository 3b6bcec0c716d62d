"""How many may start in an interval, and where do intervals begin and end?"""

from datetime import UTC, date, datetime, time

import pytest

from entracte.availability.pacing import IntervalLoad, Pacing, interval_loads, intervals
from entracte.availability.sitting import PartyStarts
from entracte.availability.times import grid
from tests.builders import FRIDAY, LONDON, at, sitting

MIDNIGHT = time(0)


def walls_of_intervals(day: date, walls: list[time], anchor: time, minutes: int) -> list[tuple[str, str]]:
    """The intervals of these starts, as the wall shows them."""
    found = intervals(grid(day, LONDON, walls[0], tuple(walls)), LONDON, anchor, minutes)

    def wall(seconds: float) -> str:
        return datetime.fromtimestamp(seconds, UTC).astimezone(LONDON).strftime("%H:%M")

    return [(wall(start), wall(end)) for start, end in found]


@pytest.mark.parametrize(
    "max_parties, max_covers, party_size, admits",
    [
        (None, None, 50, True),
        (2, None, 50, True),
        (1, None, 1, False),
        (None, 6, 4, True),
        (None, 6, 5, False),
        (1, 6, 4, False),
    ],
)
def test_one_more_party_starts_while_neither_limit_is_passed(
    max_parties: int | None, max_covers: int | None, party_size: int, admits: bool
) -> None:
    assert IntervalLoad(0, 900, 1, 2, max_parties, max_covers).admits(party_size) is admits


def test_guests_online_leave_what_is_kept_for_those_who_call() -> None:
    pacing = Pacing(15, max_covers=12, kept_in_house=4)
    assert (pacing.covers_for(is_online=True), pacing.covers_for(is_online=False)) == (8, 12)
    assert Pacing(15, max_covers=3, kept_in_house=4).covers_for(is_online=True) == 0
    assert Pacing(15, max_parties=3).covers_for(is_online=True) is None


def test_a_pacing_without_a_number_limits_nothing() -> None:
    assert not Pacing(15).is_limited
    assert Pacing(15, max_parties=0).is_limited
    with pytest.raises(ValueError, match="one minute or more"):
        Pacing(0)


def test_each_start_knows_what_starts_in_its_interval() -> None:
    starts = grid(FRIDAY, LONDON, time(19), (time(19), time(19, 15), time(19, 30)))
    book = [*sitting("2026-12-04 19:15", party_size=4), *sitting("2026-12-04 19:30", party_size=3)]
    found = interval_loads(
        Pacing(30, 5, 9, 2), starts, PartyStarts(book), zone=LONDON, anchor=time(19), is_online=True
    )
    seven, half_past, eight = (
        int(at(f"2026-12-04 {each}").timestamp()) for each in ("19:00", "19:30", "20:00")
    )
    assert found == [
        IntervalLoad(seven, half_past, 1, 4, 5, 7),
        IntervalLoad(seven, half_past, 1, 4, 5, 7),
        IntervalLoad(half_past, eight, 1, 3, 5, 7),
    ]


def test_intervals_are_counted_from_the_anchor_on_past_midnight() -> None:
    walls = [time(22, 30), time(23, 50), time(0, 20)]
    assert walls_of_intervals(FRIDAY, walls, time(22, 30), 45) == [
        ("22:30", "23:15"),
        ("23:15", "00:00"),
        ("00:00", "00:45"),
    ]


def test_the_last_interval_of_a_day_ends_where_the_next_day_begins_again() -> None:
    walls = [time(23, 50), time(0, 10)]
    assert walls_of_intervals(FRIDAY, walls, MIDNIGHT, 35) == [("23:20", "23:55"), ("00:00", "00:35")]
    assert walls_of_intervals(FRIDAY, [time(23, 58)], MIDNIGHT, 35) == [("23:55", "00:00")]


def test_an_interval_lasts_as_many_minutes_as_pass_on_the_nights_of_the_clock() -> None:
    spring, autumn = date(2026, 3, 29), date(2026, 10, 25)
    assert walls_of_intervals(spring, [time(0, 45), time(2)], MIDNIGHT, 90) == [
        ("00:00", "02:30"),
        ("00:00", "02:30"),
    ]
    assert walls_of_intervals(autumn, [time(1), time(2)], MIDNIGHT, 60) == [
        ("01:00", "01:00"),
        ("02:00", "03:00"),
    ]

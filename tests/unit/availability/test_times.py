"""Which instants are the starts of a local day, and which spans meet?"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from entracte.availability.times import Span, grid, in_utc, seconds_of, spaced_times, wall_bound, wall_instant
from tests.builders import FRIDAY, LONDON, at, span

SPRING_NIGHT = date(2026, 3, 29)
AUTUMN_NIGHT = date(2026, 10, 25)


def local_starts(
    *, date: date, zone: ZoneInfo, first: time, last: time, interval_minutes: int
) -> tuple[datetime, ...]:
    found = grid(date, zone, first, spaced_times(first, last, interval_minutes))
    assert found.seconds == tuple(seconds_of(each) for each in found.instants)
    return found.instants


def on_the_wall(starts: tuple[datetime, ...], zone: ZoneInfo = LONDON) -> list[str]:
    return [start.astimezone(zone).strftime("%d %H:%M %z") for start in starts]


def test_a_grid_goes_from_the_first_start_to_the_last_by_the_interval() -> None:
    starts = local_starts(date=FRIDAY, zone=LONDON, first=time(17, 30), last=time(19, 0), interval_minutes=30)
    assert starts == (
        at("2026-12-04 17:30"),
        at("2026-12-04 18:00"),
        at("2026-12-04 18:30"),
        at("2026-12-04 19:00"),
    )
    assert {start.tzinfo for start in starts} == {UTC}


def test_a_last_start_off_the_grid_is_not_reached() -> None:
    starts = local_starts(date=FRIDAY, zone=LONDON, first=time(18), last=time(18, 50), interval_minutes=20)
    assert on_the_wall(starts) == ["04 18:00 +0000", "04 18:20 +0000", "04 18:40 +0000"]


def test_equal_first_and_last_starts_are_one_start() -> None:
    starts = local_starts(date=FRIDAY, zone=LONDON, first=time(18), last=time(18), interval_minutes=15)
    assert starts == (at("2026-12-04 18:00"),)


def test_a_last_start_before_the_first_is_on_the_next_day() -> None:
    starts = local_starts(date=FRIDAY, zone=LONDON, first=time(23), last=time(0, 30), interval_minutes=30)
    assert on_the_wall(starts) == ["04 23:00 +0000", "04 23:30 +0000", "05 00:00 +0000", "05 00:30 +0000"]


def test_a_start_that_the_spring_night_skips_is_left_out() -> None:
    starts = local_starts(
        date=SPRING_NIGHT, zone=LONDON, first=time(0, 30), last=time(2), interval_minutes=30
    )
    assert on_the_wall(starts) == ["29 00:30 +0000", "29 02:00 +0100"]
    assert starts[1] - starts[0] == timedelta(minutes=30)


def test_a_run_past_midnight_into_the_spring_night_leaves_the_skipped_hour_out() -> None:
    saturday = SPRING_NIGHT - timedelta(days=1)
    starts = local_starts(date=saturday, zone=LONDON, first=time(23, 30), last=time(2), interval_minutes=45)
    assert on_the_wall(starts) == ["28 23:30 +0000", "29 00:15 +0000"]


def test_a_grid_wholly_inside_the_skipped_hour_is_empty() -> None:
    starts = local_starts(
        date=SPRING_NIGHT, zone=LONDON, first=time(1), last=time(1, 45), interval_minutes=15
    )
    assert starts == ()


def test_a_start_that_the_autumn_night_shows_twice_is_taken_once_the_first_time() -> None:
    starts = local_starts(
        date=AUTUMN_NIGHT, zone=LONDON, first=time(0, 30), last=time(2), interval_minutes=30
    )
    assert on_the_wall(starts) == ["25 00:30 +0100", "25 01:00 +0100", "25 01:30 +0100", "25 02:00 +0000"]
    assert starts[3] - starts[2] == timedelta(minutes=90)


def test_a_first_start_marked_as_the_second_showing_changes_nothing() -> None:
    starts = local_starts(
        date=AUTUMN_NIGHT, zone=LONDON, first=time(1, fold=1), last=time(1, 30), interval_minutes=30
    )
    assert on_the_wall(starts) == ["25 01:00 +0100", "25 01:30 +0100"]


def test_a_zone_that_shifts_by_half_an_hour_is_followed() -> None:
    lord_howe = ZoneInfo("Australia/Lord_Howe")
    starts = local_starts(
        date=date(2026, 10, 4), zone=lord_howe, first=time(1, 45), last=time(2, 45), interval_minutes=15
    )
    assert on_the_wall(starts, lord_howe) == ["04 01:45 +1030", "04 02:30 +1100", "04 02:45 +1100"]


def test_a_day_that_a_country_skipped_has_no_starts() -> None:
    starts = local_starts(
        date=date(2011, 12, 30),
        zone=ZoneInfo("Pacific/Apia"),
        first=time(12),
        last=time(14),
        interval_minutes=60,
    )
    assert starts == ()


@pytest.mark.parametrize("day", [date.min, date(1, 12, 31), date.max])
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_the_ends_of_the_calendar_have_no_grid(day: date, zone: str) -> None:
    assert (
        local_starts(date=day, zone=ZoneInfo(zone), first=time(23), last=time(1), interval_minutes=60) == ()
    )


def test_times_of_the_day_are_known_before_any_date_is() -> None:
    assert spaced_times(time(23), time(0, 30), 45) == (time(23), time(23, 45), time(0, 30))


def test_a_wall_that_is_skipped_has_no_instant_but_bounds_as_much_later() -> None:
    assert wall_instant(SPRING_NIGHT, LONDON, time(1, 30)) is None
    assert wall_bound(SPRING_NIGHT, LONDON, time(1, 30)) == at("2026-03-29 02:30")
    assert wall_instant(AUTUMN_NIGHT, LONDON, time(1, 30)) == at("2026-10-25 01:30")
    assert wall_bound(AUTUMN_NIGHT, LONDON, time(1, 30)) == at("2026-10-25 01:30")


def test_a_wall_before_the_first_is_on_the_next_day() -> None:
    assert wall_instant(FRIDAY, LONDON, time(1), not_before=time(18)) == at("2026-12-05 01:00")
    assert wall_bound(FRIDAY, LONDON, time(18), not_before=time(18)) == at("2026-12-04 18:00")


def test_a_span_keeps_utc_whichever_zone_it_was_given() -> None:
    start = datetime(2026, 7, 1, 19, 0, tzinfo=LONDON)
    kept = Span(start, start + timedelta(hours=1))
    assert (kept.start, kept.end) == (
        datetime(2026, 7, 1, 18, 0, tzinfo=UTC),
        datetime(2026, 7, 1, 19, 0, tzinfo=UTC),
    )
    assert kept.start.tzinfo is UTC
    assert kept.end.tzinfo is UTC


def test_a_span_over_the_repeated_hour_counts_the_minutes_that_pass() -> None:
    kept = Span(at("2026-10-25 01:30"), at("2026-10-25 01:30", fold=1))
    assert kept.end - kept.start == timedelta(minutes=60)


@pytest.mark.parametrize("minutes", [0, -1])
def test_a_span_that_does_not_last_is_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match="ends after it starts"):
        span("2026-12-04 18:00", minutes)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        in_utc(datetime(2026, 12, 4, 18, 0))  # noqa: DTZ001

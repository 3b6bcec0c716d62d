"""When does a service start parties, for how long, and how far ahead may guests ask?"""

from datetime import date, time, timedelta

import pytest

from tests.builders import FRIDAY, LONDON, NOON_BEFORE, at, service

FRIDAYS = frozenset({4})


@pytest.mark.parametrize(
    "party_size, minutes", [(1, 90), (2, 90), (3, 105), (4, 105), (5, 120), (8, 120), (9, 120), (50, 120)]
)
def test_the_turn_time_goes_by_party_size_and_the_last_one_serves_all_above(
    party_size: int, minutes: int
) -> None:
    assert service(turn_times=((2, 90), (4, 105), (8, 120))).turn_minutes(party_size) == minutes


def test_a_service_has_starts_on_its_weekdays_only() -> None:
    dinner = service(weekdays=FRIDAYS, first_start=time(18), last_start=time(18))
    assert dinner.runs_on(FRIDAY)
    assert dinner.starts(FRIDAY, LONDON) == (at("2026-12-04 18:00"),)
    assert not dinner.runs_on(FRIDAY + timedelta(days=1))
    assert dinner.starts(FRIDAY + timedelta(days=1), LONDON) == ()


def test_a_start_belongs_to_its_local_date() -> None:
    assert service().date_of(at("2026-12-04 18:00"), LONDON) == FRIDAY


def test_a_start_after_midnight_belongs_to_the_evening_before() -> None:
    supper = service(weekdays=FRIDAYS, first_start=time(22), last_start=time(1))
    assert supper.date_of(at("2026-12-05 00:30"), LONDON) == FRIDAY
    assert supper.date_of(at("2026-12-04 00:30"), LONDON) is None


def test_an_instant_off_the_grid_belongs_to_no_date() -> None:
    assert service().date_of(at("2026-12-04 18:05"), LONDON) is None
    assert service(weekdays=FRIDAYS).date_of(at("2026-12-05 18:00"), LONDON) is None


def test_the_second_showing_of_a_repeated_start_is_off_the_grid() -> None:
    early = service(first_start=time(1), last_start=time(2))
    assert early.date_of(at("2026-10-25 01:30"), LONDON) == date(2026, 10, 25)
    assert early.date_of(at("2026-10-25 01:30", fold=1), LONDON) is None


def test_notice_counts_minutes_from_now() -> None:
    assert service(notice_minutes=90).earliest_start(NOON_BEFORE) == at("2026-12-03 13:30")


def test_the_horizon_includes_its_last_day() -> None:
    dinner = service(horizon_days=7)
    assert not dinner.is_too_far(date(2026, 12, 10), date(2026, 12, 3))
    assert dinner.is_too_far(date(2026, 12, 11), date(2026, 12, 3))
    assert not dinner.is_too_far(date(2026, 12, 1), date(2026, 12, 3))


def test_an_interval_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="interval"):
        service(interval_minutes=0)


@pytest.mark.parametrize("turn_times", [(), ((2, 0),), ((2, 90), (4, -5))])
def test_a_service_without_a_turn_time_is_refused(turn_times: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="how long a party has its table"):
        service(turn_times=turn_times)


@pytest.mark.parametrize("turn_times", [((4, 105), (2, 90)), ((2, 90), (2, 105))])
def test_turn_times_out_of_order_are_refused(turn_times: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="smallest party to the largest"):
        service(turn_times=turn_times)

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


def test_a_date_before_guests_may_book_online_is_too_far() -> None:
    dinner = service(online_from=date(2026, 12, 3))
    assert dinner.is_too_far(FRIDAY, date(2026, 12, 2))
    assert not dinner.is_too_far(FRIDAY, date(2026, 12, 3))


def test_a_table_is_held_for_the_turn_and_the_reset() -> None:
    dinner = service(reset_minutes=15)
    assert (dinner.taken_seconds(2), dinner.taken_seconds(6)) == (105 * 60, 135 * 60)
    assert service(turn_times=((2, 150), (9, 60)), reset_minutes=5).longest_taken_seconds == 155 * 60


def test_a_service_runs_within_its_dates_both_included() -> None:
    season = service(within=(FRIDAY, FRIDAY + timedelta(days=1)))
    found = [season.runs_on(FRIDAY + timedelta(days=day)) for day in (-1, 0, 1, 2)]
    assert found == [False, True, True, False]


def test_a_service_does_not_run_on_dates_that_have_services_of_their_own() -> None:
    dinner = service(not_on=((FRIDAY, FRIDAY), (date(2026, 12, 24), date(2026, 12, 26))))
    assert not dinner.runs_on(FRIDAY)
    assert not dinner.runs_on(date(2026, 12, 26))
    assert dinner.runs_on(date(2026, 12, 27))


def test_fixed_starts_are_the_only_ones_in_order_and_each_once() -> None:
    twice = service(first_start=time(18), fixed_starts=(time(20, 30), time(18), time(0, 15), time(18)))
    assert twice.starts(FRIDAY, LONDON) == (
        at("2026-12-04 18:00"),
        at("2026-12-04 20:30"),
        at("2026-12-05 00:15"),
    )
    assert twice.date_of(at("2026-12-05 00:15"), LONDON) == FRIDAY


def test_the_last_departure_is_on_the_next_day_where_it_is_earlier_than_the_first_start() -> None:
    assert service().departure(FRIDAY, LONDON) is None
    assert service(last_departure=time(23)).departure(FRIDAY, LONDON) == at("2026-12-04 23:00")
    assert service(last_departure=time(1)).departure(FRIDAY, LONDON) == at("2026-12-05 01:00")


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

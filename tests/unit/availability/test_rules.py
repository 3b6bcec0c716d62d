"""What does the restaurant seat by, and when is it closed?"""

from datetime import date, time, timedelta

from entracte.availability.rules import Closure
from tests.builders import FRIDAY, LONDON, at, rules, service

SATURDAY = FRIDAY + timedelta(days=1)
SUNDAY = FRIDAY + timedelta(days=2)


def test_a_closure_of_whole_dates_takes_each_of_them() -> None:
    shut = Closure("Christmas", FRIDAY, SATURDAY)
    assert [shut.is_all_day(each) for each in (FRIDAY, SATURDAY, SUNDAY)] == [True, True, False]
    assert shut.hours(FRIDAY, LONDON) is None


def test_a_closure_of_hours_takes_the_same_hours_of_each_date() -> None:
    shut = Closure("Rehearsal", FRIDAY, SATURDAY, time(12), time(15))
    assert not shut.is_all_day(FRIDAY)
    assert shut.hours(SATURDAY, LONDON) == (at("2026-12-05 12:00"), at("2026-12-05 15:00"))
    assert shut.hours(SUNDAY, LONDON) is None


def test_hours_that_end_before_they_begin_end_on_the_next_day() -> None:
    shut = Closure("Party", FRIDAY, FRIDAY, time(22), time(2))
    assert shut.hours(FRIDAY, LONDON) == (at("2026-12-04 22:00"), at("2026-12-05 02:00"))
    around = Closure("Party", FRIDAY, FRIDAY, time(6), time(6))
    assert around.hours(FRIDAY, LONDON) == (at("2026-12-04 06:00"), at("2026-12-05 06:00"))


def test_a_closure_closes_its_own_service_or_all() -> None:
    bar, dining_room = service(id=1), service(id=2)
    of_one = Closure("Kitchen works", FRIDAY, FRIDAY, service_id=2)
    closed = rules(bar, dining_room, closures=(of_one,))
    assert closed.closed_all_day(bar, FRIDAY) is None
    assert closed.closed_all_day(dining_room, FRIDAY) == of_one
    assert closed.closed_all_day(dining_room, SATURDAY) is None


def test_hours_of_the_dates_before_and_after_a_run_count_too() -> None:
    late = Closure("Party", FRIDAY, SUNDAY, time(23), time(1))
    found = rules(closures=(late,)).closed_hours(service(), date(2026, 12, 5))
    assert [start for start, _, _ in found] == [
        at("2026-12-04 23:00"),
        at("2026-12-05 23:00"),
        at("2026-12-06 23:00"),
    ]

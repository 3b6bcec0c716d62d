"""How do dates stand: open, few left, full, closed, too soon or too far?"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from entracte.availability.day_states import DayState, day_states
from entracte.availability.fit import Wish
from entracte.availability.pacing import Pacing
from entracte.availability.rules import Closure
from tests.builders import (
    FRIDAY,
    LONDON,
    NOON_BEFORE,
    at,
    floor_plan,
    rules,
    service,
    sitting,
    table,
)
from tests.unit.availability.asked import ALL_EVENING, EVERY_TABLE, FRIDAYS, SATURDAY, asked


def test_a_date_on_which_no_service_runs_is_closed() -> None:
    assert asked(date=SATURDAY, services=[service(weekdays=FRIDAYS)]).state == DayState.CLOSED
    assert asked(services=[]).state == DayState.CLOSED


def test_a_date_is_full_for_a_party_that_no_table_takes() -> None:
    assert asked(party_size=7, online=False).state == DayState.FULL


def test_a_date_is_full_for_a_party_over_the_limit_online_but_open_to_staff() -> None:
    small = [service(largest_party_online=2)]
    assert asked(party_size=2, services=small).state == DayState.OPEN
    assert asked(party_size=3, services=small).state == DayState.FULL
    assert asked(party_size=3, services=small, online=False).state == DayState.OPEN


def test_a_date_whose_every_start_is_inside_the_notice_is_too_soon() -> None:
    assert asked(now=at("2026-12-04 20:30")).state == DayState.FEW_LEFT
    assert asked(now=at("2026-12-04 20:31")).state == DayState.TOO_SOON


def test_a_past_date_is_too_soon() -> None:
    assert asked(now=at("2026-12-06 12:00")).state == DayState.TOO_SOON


def test_the_last_day_of_the_horizon_is_open_and_the_next_is_too_far() -> None:
    week = [service(horizon_days=7)]
    assert asked(services=week, now=at("2026-11-27 00:00")).state == DayState.OPEN
    assert asked(services=week, now=at("2026-11-26 23:59")).state == DayState.TOO_FAR


def test_the_horizon_counts_from_the_restaurants_own_today() -> None:
    auckland = ZoneInfo("Pacific/Auckland")
    tomorrow = [service(horizon_days=1, notice_minutes=0)]
    thursday_there = datetime(2026, 12, 2, 11, 0, tzinfo=UTC)
    assert asked(services=tomorrow, zone=auckland, now=thursday_there).state == DayState.OPEN
    assert asked(services=tomorrow, zone=LONDON, now=thursday_there).state == DayState.TOO_FAR


def test_to_staff_neither_notice_nor_horizon_nor_the_past_counts() -> None:
    assert asked(now=at("2026-12-04 20:31"), online=False).state == DayState.OPEN
    assert asked(now=at("2027-06-01 12:00"), online=False).state == DayState.OPEN
    assert asked(now=at("2025-12-04 12:00"), online=False).state == DayState.OPEN


def test_where_one_service_is_full_and_another_too_far_the_date_is_full() -> None:
    far = service(id=2, horizon_days=0, plan=floor_plan(table(9)))
    assert asked(services=[far]).state == DayState.TOO_FAR
    assert asked(services=[far, service()], sittings=ALL_EVENING).state == DayState.FULL


def test_where_one_service_is_too_soon_and_another_too_far_the_date_is_too_soon() -> None:
    far = service(id=2, horizon_days=0)
    soon = service(id=3, notice_minutes=7 * 24 * 60)
    assert asked(services=[far, soon]).state == DayState.TOO_SOON


def test_one_open_service_opens_the_date() -> None:
    far = service(id=2, horizon_days=0)
    assert asked(services=[far, service()]).state == DayState.OPEN


def test_a_date_at_the_end_of_the_calendar_gets_an_answer() -> None:
    assert asked(date=date(9998, 12, 31)).state == DayState.TOO_FAR
    assert asked(date=date.max).state == DayState.CLOSED
    assert asked(date=date.min).state == DayState.CLOSED


def test_a_month_is_answered_date_by_date_in_the_order_asked() -> None:
    states = day_states(
        dates=[SATURDAY, FRIDAY, date(2026, 11, 27), date(2027, 6, 4)],
        wish=Wish(2),
        rules=rules(service(weekdays=FRIDAYS)),
        sittings=ALL_EVENING,
        now=NOON_BEFORE,
    )
    assert states == (
        (SATURDAY, DayState.CLOSED),
        (FRIDAY, DayState.FULL),
        (date(2026, 11, 27), DayState.TOO_SOON),
        (date(2027, 6, 4), DayState.TOO_FAR),
    )


def test_a_day_within_closed_hours_is_closed() -> None:
    assert asked(closures=(Closure("Strike", FRIDAY, FRIDAY, time(12), time(3)),)).state == DayState.CLOSED


def test_covers_kept_in_house_are_not_for_guests_online() -> None:
    paced = [service(pacing=Pacing(30, max_covers=4, kept_in_house=3))]
    assert asked(services=paced).state == DayState.FULL
    assert asked(services=paced, online=False).state == DayState.OPEN
    assert asked(services=paced, party_size=1).state == DayState.OPEN


@pytest.mark.parametrize("taken, state", [(6, DayState.OPEN), (7, DayState.FEW_LEFT), (9, DayState.FULL)])
def test_few_are_left_with_a_quarter_of_the_starts_or_less(taken: int, state: DayState) -> None:
    """Nine starts, of which a block from noon takes the first ones."""
    minutes = 330 + 30 * taken
    gone = sitting("2026-12-04 12:00", tables=EVERY_TABLE, minutes=minutes)
    answer = asked(sittings=gone)
    assert (len(answer.offers), answer.state) == (9 - taken, state)


def test_the_only_start_of_a_date_is_not_few() -> None:
    assert asked(services=[service(last_start=time(17, 30))]).state == DayState.OPEN


def test_a_date_before_guests_may_book_online_is_too_far_but_open_to_staff() -> None:
    later = [service(online_from=FRIDAY)]
    assert asked(services=later).state == DayState.TOO_FAR
    assert asked(services=later, online=False).state == DayState.OPEN
    assert asked(services=later, now=at("2026-12-04 00:00")).state == DayState.OPEN


def test_a_service_takes_parties_in_house_up_to_its_own_limit() -> None:
    small = [service(largest_party_online=2, largest_party_in_house=4)]
    assert asked(services=small, party_size=4, online=False).state == DayState.OPEN
    assert asked(services=small, party_size=5, online=False).state == DayState.FULL

"""How do dates stand: open, few left, full, with no table for the party, closed, too soon or too far?"""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from entracte.availability.day_states import DayState, day_states
from entracte.availability.fit import Wish
from entracte.availability.floor import Combination, FloorPlan, KeptFor
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


def test_a_date_has_no_table_for_a_party_that_no_table_takes_however_empty_the_book() -> None:
    assert asked(party_size=7, online=False).state == DayState.NO_TABLE_FOR_PARTY
    gap = [service(plan=floor_plan(table(1, max_covers=2), table(2, min_covers=4, max_covers=6)))]
    states = {size: asked(party_size=size, services=gap).state for size in (2, 3, 4)}
    assert (states[2], states[3]) == (states[4], DayState.NO_TABLE_FOR_PARTY)
    assert asked(party_size=3, services=gap, sittings=ALL_EVENING).state == DayState.NO_TABLE_FOR_PARTY


def test_a_date_has_no_table_for_a_party_over_the_limit_online_but_is_open_to_staff() -> None:
    small = [service(largest_party_online=2)]
    assert asked(party_size=2, services=small).state == DayState.OPEN
    assert asked(party_size=3, services=small).state == DayState.NO_TABLE_FOR_PARTY
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
    assert asked(services=paced).state == DayState.NO_TABLE_FOR_PARTY
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
    assert asked(services=small, party_size=5, online=False).state == DayState.NO_TABLE_FOR_PARTY


def test_a_table_that_an_online_guest_may_not_have_seats_nobody_online() -> None:
    for kept_for in (KeptFor.IN_HOUSE, KeptFor.WALK_INS):
        plan = floor_plan(table(1, max_covers=2), table(2, max_covers=6, kept_for=kept_for))
        assert asked(party_size=5, services=[service(plan=plan)]).state == DayState.NO_TABLE_FOR_PARTY
    in_house = floor_plan(table(1, max_covers=6, kept_for=KeptFor.IN_HOUSE))
    assert asked(party_size=5, services=[service(plan=in_house)], online=False).state == DayState.OPEN


def test_a_combination_seats_a_size_that_no_single_table_takes() -> None:
    tables = (table(1, max_covers=2), table(2, max_covers=2))
    joined = FloorPlan(1, tables, (Combination(1, "1 + 2", (1, 2), 3, 4),))
    assert asked(party_size=4, services=[service(plan=joined)]).state == DayState.OPEN
    kept = FloorPlan(1, tables, (Combination(1, "1 + 2", (1, 2), 3, 4, KeptFor.WALK_INS),))
    assert asked(party_size=4, services=[service(plan=kept)]).state == DayState.NO_TABLE_FOR_PARTY
    of_kept = FloorPlan(
        1,
        (tables[0], replace(tables[1], kept_for=KeptFor.IN_HOUSE)),
        (Combination(1, "1 + 2", (1, 2), 3, 4),),
    )
    assert asked(party_size=4, services=[service(plan=of_kept)]).state == DayState.NO_TABLE_FOR_PARTY


def test_a_party_that_could_never_leave_in_time_has_no_table_rather_than_a_closed_date() -> None:
    short = [service(last_departure=time(19, 30), turn_times=((2, 90), (8, 180)))]
    assert asked(services=short).state.is_open
    assert asked(services=short, party_size=4).state == DayState.NO_TABLE_FOR_PARTY


def test_making_room_finds_no_table_for_a_size_that_none_takes() -> None:
    gap = service(plan=floor_plan(table(1, max_covers=2), table(2, min_covers=4, max_covers=6)))
    assert asked(party_size=3, services=[gap], makes_room=True).state == DayState.NO_TABLE_FOR_PARTY


def test_one_service_that_seats_the_size_makes_the_date_full_too_soon_or_too_far() -> None:
    small = service(id=1, largest_party_online=2)
    for large, state in (
        (service(id=2), DayState.FULL),
        (service(id=2, notice_minutes=100_000), DayState.TOO_SOON),
        (service(id=2, horizon_days=0), DayState.TOO_FAR),
    ):
        assert asked(party_size=4, services=[small, large], sittings=ALL_EVENING).state == state


def test_a_date_that_nobody_can_book_says_so_whatever_the_party() -> None:
    assert asked(party_size=9, date=SATURDAY, services=[service(weekdays=FRIDAYS)]).state == DayState.CLOSED
    assert asked(party_size=9, closures=(Closure("Strike", FRIDAY, FRIDAY),)).state == DayState.CLOSED
    assert asked(party_size=9, now=at("2026-12-04 20:31")).state == DayState.TOO_SOON
    assert asked(party_size=9, services=[service(horizon_days=0)]).state == DayState.TOO_FAR


def test_a_service_that_is_closed_that_day_seats_nobody() -> None:
    small, large = service(id=1, largest_party_online=2), service(id=2)
    closed = (Closure("No dinner", FRIDAY, FRIDAY, service_id=2),)
    assert asked(party_size=4, services=[small, large]).state.is_open
    alone = asked(party_size=4, services=[small, large], closures=closed)
    assert alone.state == DayState.NO_TABLE_FOR_PARTY

"""Which starts can a party have on a date, at which table, and if none, why?"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from entracte.availability.day_states import DayState, day_states
from entracte.availability.fit import Spot, Wish
from entracte.availability.offers import DayAnswer, Offer, offers
from entracte.availability.pacing import Pacing
from entracte.availability.rules import Closure, Rules
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting
from tests.builders import (
    FRIDAY,
    LONDON,
    NOON_BEFORE,
    TABLES,
    at,
    combination,
    floor_plan,
    rules,
    service,
    sitting,
    table,
)

SATURDAY = FRIDAY + timedelta(days=1)
FRIDAYS = frozenset({4})
EVERY_TABLE = [each.id for each in TABLES]
ALL_EVENING = sitting("2026-12-04 12:00", tables=EVERY_TABLE, minutes=720)
TABLE_1 = Spot((1,), "1", 1, 2)


def asked(
    *,
    date: date = FRIDAY,
    party_size: int = 2,
    services: Sequence[Service] | None = None,
    sittings: Sequence[Sitting] = (),
    zone: ZoneInfo = LONDON,
    now: datetime = NOON_BEFORE,
    online: bool = True,
    **limits: Any,
) -> DayAnswer:
    """The answer for two on Friday at the small restaurant with an empty book, unless asked otherwise.

    `limits` are those of the whole restaurant.
    """
    rest = {
        "wish": Wish(party_size, is_online=online),
        "rules": Rules(zone, (service(),) if services is None else tuple(services), **limits),
        "sittings": sittings,
        "now": now,
    }
    answer = offers(date=date, **rest)
    assert day_states(dates=[date], **rest) == ((date, answer.state),)
    return answer


def walls(answer: DayAnswer) -> list[str]:
    return [offer.starts_at.astimezone(LONDON).strftime("%H:%M") for offer in answer.offers]


def test_an_empty_book_offers_every_start_at_the_smallest_table() -> None:
    answer = asked(services=[service(first_start=time(18), last_start=time(18, 30))])
    assert answer == DayAnswer(
        date=FRIDAY,
        state=DayState.OPEN,
        offers=(
            Offer(at("2026-12-04 18:00"), at("2026-12-04 19:30"), 1, "Dinner", TABLE_1, FRIDAY),
            Offer(at("2026-12-04 18:30"), at("2026-12-04 20:00"), 1, "Dinner", TABLE_1, FRIDAY),
        ),
    )


def test_a_start_moves_to_the_next_best_table_while_the_best_is_taken() -> None:
    answer = asked(sittings=sitting("2026-12-04 19:00", tables=[1, 2]))
    tables = {wall: offer.spot.name for wall, offer in zip(walls(answer), answer.offers, strict=True)}
    assert tables == {
        "17:30": "1",
        "18:00": "3",
        "18:30": "3",
        "19:00": "3",
        "19:30": "3",
        "20:00": "3",
        "20:30": "1",
        "21:00": "1",
        "21:30": "1",
    }


def test_a_start_with_no_table_left_is_not_offered() -> None:
    taken = sitting("2026-12-04 19:00", tables=EVERY_TABLE)
    assert walls(asked(sittings=taken)) == ["17:30", "20:30", "21:00", "21:30"]


def test_a_larger_party_needs_its_table_longer() -> None:
    taken = sitting("2026-12-04 20:00", tables=[4])
    assert walls(asked(party_size=5, sittings=taken)) == ["17:30", "18:00", "21:30"]


def test_a_table_of_another_plan_is_not_offered() -> None:
    answer = asked(services=[service(plan=floor_plan(table(9)))], sittings=ALL_EVENING)
    assert {offer.spot.name for offer in answer.offers} == {"9"}


def test_two_services_that_start_together_are_both_offered_by_id() -> None:
    dinner = service(id=2, first_start=time(18), last_start=time(19), interval_minutes=60)
    early = service(
        id=1,
        name="Pre-theatre",
        first_start=time(17, 30),
        last_start=time(18),
        turn_times=((20, 75),),
    )
    found = asked(services=[dinner, early]).offers
    assert [(offer.service_name, offer.starts_at, offer.ends_at) for offer in found] == [
        ("Pre-theatre", at("2026-12-04 17:30"), at("2026-12-04 18:45")),
        ("Pre-theatre", at("2026-12-04 18:00"), at("2026-12-04 19:15")),
        ("Dinner", at("2026-12-04 18:00"), at("2026-12-04 19:30")),
        ("Dinner", at("2026-12-04 19:00"), at("2026-12-04 20:30")),
    ]


def test_starts_after_midnight_belong_to_the_date_of_their_service() -> None:
    supper = service(weekdays=FRIDAYS, first_start=time(23), last_start=time(0, 30))
    answer = asked(services=[supper])
    assert [(offer.starts_at, offer.service_date) for offer in answer.offers] == [
        (at("2026-12-04 23:00"), FRIDAY),
        (at("2026-12-04 23:30"), FRIDAY),
        (at("2026-12-05 00:00"), FRIDAY),
        (at("2026-12-05 00:30"), FRIDAY),
    ]
    assert asked(date=SATURDAY, services=[supper]).state == DayState.CLOSED


def test_a_sitting_past_midnight_blocks_a_start_past_midnight() -> None:
    supper = service(first_start=time(23), last_start=time(0, 30), plan=floor_plan(table(1)))
    assert walls(asked(services=[supper], sittings=sitting("2026-12-05 00:30"))) == ["23:00"]


def test_a_turn_across_the_spring_night_ends_after_the_minutes_that_passed() -> None:
    supper = service(first_start=time(0, 30), last_start=time(2))
    answer = asked(date=date(2026, 3, 29), services=[supper], now=at("2026-03-28 12:00"))
    assert [(offer.starts_at, offer.ends_at) for offer in answer.offers] == [
        (at("2026-03-29 00:30"), at("2026-03-29 03:00")),
        (at("2026-03-29 02:00"), at("2026-03-29 03:30")),
    ]


def test_a_turn_across_the_autumn_night_ends_after_the_minutes_that_passed() -> None:
    supper = service(first_start=time(1), last_start=time(1, 30))
    answer = asked(date=date(2026, 10, 25), services=[supper], now=at("2026-10-24 12:00"))
    assert [(offer.starts_at, offer.ends_at) for offer in answer.offers] == [
        (at("2026-10-25 01:00"), at("2026-10-25 01:30", fold=1)),
        (at("2026-10-25 01:30"), at("2026-10-25 02:00")),
    ]


def test_a_service_wholly_inside_the_skipped_hour_is_closed_that_night() -> None:
    supper = service(first_start=time(1), last_start=time(1, 30))
    answer = asked(date=date(2026, 3, 29), services=[supper], now=at("2026-03-28 12:00"))
    assert answer == DayAnswer(date(2026, 3, 29), DayState.CLOSED, ())


def test_a_date_on_which_no_service_runs_is_closed() -> None:
    assert asked(date=SATURDAY, services=[service(weekdays=FRIDAYS)]).state == DayState.CLOSED
    assert asked(services=[]).state == DayState.CLOSED


def test_a_date_without_a_free_table_is_full() -> None:
    assert asked(sittings=ALL_EVENING) == DayAnswer(FRIDAY, DayState.FULL, ())


def test_a_date_is_full_for_a_party_that_no_table_takes() -> None:
    assert asked(party_size=7, online=False).state == DayState.FULL


def test_a_date_is_full_for_a_party_over_the_limit_online_but_open_to_staff() -> None:
    small = [service(largest_party_online=2)]
    assert asked(party_size=2, services=small).state == DayState.OPEN
    assert asked(party_size=3, services=small).state == DayState.FULL
    assert asked(party_size=3, services=small, online=False).state == DayState.OPEN


def test_starts_inside_the_notice_are_not_offered_but_the_first_after_it_is() -> None:
    now = at("2026-12-04 18:30")
    assert walls(asked(now=now))[0] == "19:30"
    assert walls(asked(now=now + timedelta(seconds=1)))[0] == "20:00"


def test_a_date_whose_every_start_is_inside_the_notice_is_too_soon() -> None:
    assert asked(now=at("2026-12-04 20:30")).state == DayState.FEW_LEFT
    assert asked(now=at("2026-12-04 20:31")).state == DayState.TOO_SOON


def test_a_past_date_is_too_soon() -> None:
    assert asked(now=at("2026-12-06 12:00")).state == DayState.TOO_SOON


def test_after_midnight_the_evening_before_still_offers_what_is_left_of_it() -> None:
    supper = service(first_start=time(23), last_start=time(1), notice_minutes=0)
    assert walls(asked(services=[supper], now=at("2026-12-05 00:10"))) == ["00:30", "01:00"]


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


def test_the_reset_after_a_party_keeps_its_table() -> None:
    one_table = service(plan=floor_plan(table(1)), reset_minutes=15)
    assert walls(asked(services=[one_table], sittings=sitting("2026-12-04 20:00"))) == [
        "17:30",
        "18:00",
        "21:30",
    ]
    [first, *_] = asked(services=[one_table]).offers
    assert (first.ends_at, first.reset_minutes) == (at("2026-12-04 19:00"), 15)
    late = sitting("2026-12-04 19:00")
    assert walls(asked(services=[one_table], sittings=late))[0] == "20:30"


def test_a_service_with_fixed_starts_has_those_alone() -> None:
    twice = service(fixed_starts=(time(20, 30), time(18), time(18)))
    assert walls(asked(services=[twice])) == ["18:00", "20:30"]


def test_no_party_sits_past_the_last_departure() -> None:
    early = service(last_departure=time(22))
    assert walls(asked(services=[early]))[-1] == "20:30"
    assert walls(asked(services=[early], party_size=3))[-1] == "20:00"
    supper = service(first_start=time(22), last_start=time(1), last_departure=time(0, 30))
    assert walls(asked(services=[supper])) == ["22:00", "22:30", "23:00"]


def test_a_party_is_joined_at_tables_that_no_single_one_replaces() -> None:
    plan = floor_plan(combinations=[combination(1, 1, 2, min_covers=3, max_covers=4)])
    joined = [service(plan=plan)]
    taken = sitting("2026-12-04 19:00", tables=[3])
    spots = {each.spot.name for each in asked(services=joined, party_size=4, sittings=taken).offers}
    assert spots == {"3", "1+2"}
    half_gone = sitting("2026-12-04 19:00", tables=[1, 3])
    spots = {each.spot.name for each in asked(services=joined, party_size=4, sittings=half_gone).offers}
    assert spots == {"3", "4"}


def test_a_closure_of_the_whole_day_closes_it_for_everybody() -> None:
    shut = Closure("Christmas Day", FRIDAY, FRIDAY)
    assert asked(closures=(shut,)) == DayAnswer(FRIDAY, DayState.CLOSED, ())
    assert asked(closures=(shut,), online=False).state == DayState.CLOSED
    assert asked(closures=(shut,), date=SATURDAY).state == DayState.OPEN


def test_a_closure_of_one_service_leaves_the_other_open() -> None:
    lunch = service(id=2, name="Lunch", first_start=time(12), last_start=time(12))
    shut = Closure("Kitchen works", FRIDAY, SATURDAY, service_id=1)
    assert walls(asked(services=[service(), lunch], closures=(shut,))) == ["12:00"]


def test_hours_that_are_closed_take_the_turns_that_would_meet_them() -> None:
    party = Closure("Private party", FRIDAY, FRIDAY, time(20), time(21, 30))
    assert walls(asked(closures=(party,))) == ["17:30", "18:00", "18:30", "21:30"]
    assert walls(asked(closures=(party,), party_size=3)) == ["17:30", "18:00", "21:30"]


def test_closed_hours_past_midnight_reach_the_run_of_the_evening_before() -> None:
    supper = [service(first_start=time(22), last_start=time(2), interval_minutes=60)]
    small_hours = Closure("Cleaning", SATURDAY, SATURDAY, time(0), time(1))
    assert walls(asked(services=supper, closures=(small_hours,))) == ["22:00", "01:00", "02:00"]
    over_midnight = Closure("Cleaning", FRIDAY, FRIDAY, time(23, 45), time(0, 30))
    assert walls(asked(services=supper, closures=(over_midnight,))) == ["22:00", "01:00", "02:00"]


def test_a_day_within_closed_hours_is_closed() -> None:
    assert asked(closures=(Closure("Strike", FRIDAY, FRIDAY, time(12), time(3)),)).state == DayState.CLOSED


def test_an_interval_takes_no_more_covers_than_it_may() -> None:
    paced = service(pacing=Pacing(60, max_covers=4))
    two = sitting("2026-12-04 18:30", tables=[4])
    assert walls(asked(services=[paced], sittings=two)) == walls(asked())
    assert walls(asked(services=[paced], sittings=two, party_size=3)) == [
        *("17:30", "18:00", "19:30", "20:00", "20:30", "21:00", "21:30"),
    ]


def test_intervals_are_counted_from_the_first_start_of_a_service_and_from_midnight_for_all() -> None:
    five = sitting("2026-12-04 18:00", tables=[4], party_size=5)
    of_service = asked(services=[service(pacing=Pacing(60, max_covers=6))], sittings=five)
    assert "18:30" in walls(of_service)
    assert not {"17:30", "18:00"} & set(walls(of_service))
    of_all = asked(pacing=Pacing(60, max_covers=6), sittings=five)
    assert "17:30" in walls(of_all)
    assert not {"18:00", "18:30"} & set(walls(of_all))


def test_parties_of_another_service_count_for_the_whole_restaurant_alone() -> None:
    others = sitting("2026-12-04 18:00", tables=[4], service_id=2)
    assert "18:00" in walls(asked(services=[service(pacing=Pacing(30, max_parties=1))], sittings=others))
    assert "18:00" not in walls(asked(pacing=Pacing(30, max_parties=1), sittings=others))


def test_a_party_at_two_tables_starts_once_and_a_block_never() -> None:
    once = sitting("2026-12-04 18:00", tables=[2, 4])
    assert "18:00" in walls(asked(pacing=Pacing(30, max_parties=2), sittings=once))
    blocked = sitting("2026-12-04 18:00", tables=[4], party_id=0, party_size=0, party_start=0)
    assert "18:00" in walls(asked(pacing=Pacing(30, max_parties=1), sittings=blocked))


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

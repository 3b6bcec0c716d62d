"""Which starts can a party have on a date, at which table, and if none, why?"""

from datetime import date, time, timedelta

from entracte.availability.day_states import DayState
from entracte.availability.offers import DayAnswer, Offer
from entracte.availability.pacing import Pacing
from entracte.availability.rules import Closure
from tests.builders import (
    FRIDAY,
    at,
    combination,
    floor_plan,
    service,
    sitting,
    table,
)
from tests.unit.availability.asked import ALL_EVENING, EVERY_TABLE, FRIDAYS, SATURDAY, TABLE_1, asked, walls


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


def test_a_date_without_a_free_table_is_full() -> None:
    assert asked(sittings=ALL_EVENING) == DayAnswer(FRIDAY, DayState.FULL, ())


def test_starts_inside_the_notice_are_not_offered_but_the_first_after_it_is() -> None:
    now = at("2026-12-04 18:30")
    assert walls(asked(now=now))[0] == "19:30"
    assert walls(asked(now=now + timedelta(seconds=1)))[0] == "20:00"


def test_after_midnight_the_evening_before_still_offers_what_is_left_of_it() -> None:
    supper = service(first_start=time(23), last_start=time(1), notice_minutes=0)
    assert walls(asked(services=[supper], now=at("2026-12-05 00:10"))) == ["00:30", "01:00"]


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

"""A start on offer, and one that is not, is explained in the words of the rules."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from entracte.availability.explaining.explain import explain
from entracte.availability.explaining.reasons import Explanation, StartReason, WordedReason
from entracte.availability.fit import Wish
from entracte.availability.floor import FloorPlan, KeptFor
from entracte.availability.pacing import Pacing
from entracte.availability.rules import Closure, Rules
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting
from tests.builders import FRIDAY, LONDON, NOON_BEFORE, at, combination, floor_plan, service, sitting, table

SATURDAY = FRIDAY + timedelta(days=1)
TWO_PAST_NOON = int(at("2026-12-03 12:02").timestamp())


def reason_for(
    *services: Service,
    date: date = FRIDAY,
    at: time = time(19),
    sittings: Sequence[Sitting] = (),
    now: datetime = NOON_BEFORE,
    wished: dict[str, Any] | None = None,
    **limits: Any,
) -> tuple[StartReason, tuple[str, ...]]:
    """What the first service says to two who ask for Friday at seven, unless asked otherwise."""
    first = asked(*services, date=date, at=at, sittings=sittings, now=now, wished=wished, **limits)[0]
    return first.reason, first.worded_reason.parts


def asked(
    *services: Service,
    date: date = FRIDAY,
    at: time = time(19),
    sittings: Sequence[Sitting] = (),
    now: datetime = NOON_BEFORE,
    wished: dict[str, Any] | None = None,
    **limits: Any,
) -> tuple[Explanation, ...]:
    return explain(
        date=date,
        at=at,
        wish=Wish(**({"party_size": 2} | (wished or {}))),
        rules=Rules(LONDON, services or (service(),), **limits),
        sittings=sittings,
        now=now,
    )


def test_a_start_on_offer_is_explained_with_its_table_and_what_it_wastes() -> None:
    assert reason_for() == (StartReason.ON_OFFER, ("on offer: table 1, seats 1 to 2, no seat wasted",))
    four = service(plan=floor_plan(table(7, min_covers=4, max_covers=4)))
    assert reason_for(four, wished={"party_size": 4})[1] == ("on offer: table 7, seats 4, no seat wasted",)


def test_why_this_table_is_explained_by_the_better_ones_that_are_taken() -> None:
    gone = [*sitting("2026-12-04 19:30", party_size=2), *sitting("2026-12-04 18:00", tables=[2], party_id=0)]
    assert reason_for(sittings=gone) == (
        StartReason.ON_OFFER,
        (
            "on offer: table 3, seats 1 to 4, 2 seats wasted",
            "table 1 would waste fewer but is taken by a party of 2 until 21:00",
            "table 2 would waste fewer but is blocked until 19:30",
        ),
    )
    assert reason_for(sittings=sitting("2026-12-04 19:30"))[1] == (
        "on offer: table 2, seats 1 to 2, no seat wasted",
        "table 1 comes first but is taken by a party of 2 until 21:00",
    )


def test_a_combination_is_explained_by_its_tables() -> None:
    joined = service(
        plan=floor_plan(table(1), table(2), combinations=[combination(1, 2, 1, min_covers=3, max_covers=4)])
    )
    assert reason_for(joined, wished={"party_size": 3})[1] == (
        "on offer: tables 2 and 1 joined, seats 3 to 4, 1 seat wasted",
    )


def test_a_closed_day_is_explained_by_its_name() -> None:
    shut = Closure("Christmas Day", FRIDAY, FRIDAY)
    assert reason_for(closures=(shut,)) == (StartReason.CLOSED, ("closed: Christmas Day",))
    assert reason_for(closures=(shut,), at=time(3, 33)) == (StartReason.CLOSED, ("closed: Christmas Day",))


def test_closed_hours_are_explained_with_the_hours() -> None:
    shut = Closure("Private party", FRIDAY, FRIDAY, time(20), time(1))
    assert reason_for(closures=(shut,)) == (StartReason.CLOSED, ("closed: Private party, 20:00 to 01:00",))


def test_a_time_off_the_grid_is_explained_by_the_starts() -> None:
    off = (StartReason.NOT_A_START, ("not a start: it starts every 30 minutes from 17:30 to 21:30",))
    assert reason_for(at=time(19, 10)) == off
    fixed = service(fixed_starts=(time(20, 30), time(18)))
    assert reason_for(fixed) == (StartReason.NOT_A_START, ("not a start: it starts at 18:00 and 20:30",))
    single = service(last_start=time(17, 30))
    assert reason_for(single) == (StartReason.NOT_A_START, ("not a start: it starts at 17:30",))


def test_a_time_that_the_clock_skips_is_explained_as_such() -> None:
    night = date(2026, 3, 29)
    assert reason_for(date=night, at=time(1, 30)) == (
        StartReason.NOT_A_START,
        ("not a start: the clocks skip 01:30 that night",),
    )
    supper = service(first_start=time(1), last_start=time(1, 30))
    assert reason_for(supper, date=night, at=time(3)) == (
        StartReason.CLOSED,
        ("closed: the clocks skip all its starts",),
    )


@pytest.mark.parametrize(
    "changed, words",
    [
        ({"weekdays": frozenset({0})}, "no service: it does not run on Fridays"),
        (
            {"within": (date(2026, 12, 24), date(2027, 1, 1))},
            "no service: it runs from 24 Dec until 1 Jan 2027",
        ),
        ({"within": (date(2026, 12, 31),) * 2}, "no service: it runs on 31 Dec only"),
        ({"within": (date(2026, 12, 24), date.max)}, "no service: it runs from 24 Dec"),
        ({"within": (date.min, date(2025, 12, 24))}, "no service: it runs until 24 Dec 2025"),
        ({"not_on": ((FRIDAY, FRIDAY),)}, "no service: the day has services of its own"),
    ],
)
def test_a_day_that_is_not_one_of_the_services_is_explained(changed: dict[str, Any], words: str) -> None:
    assert reason_for(service(**changed)) == (StartReason.NO_SERVICE, (words,))


def test_a_restaurant_without_services_says_so() -> None:
    [only] = explain(
        date=FRIDAY, at=time(19), wish=Wish(2), rules=Rules(LONDON, ()), sittings=(), now=NOON_BEFORE
    )
    assert (only.service_id, only.headline) == (None, "no service: none is in use")


def test_a_date_too_far_ahead_is_explained_by_the_horizon_or_by_when_booking_opens() -> None:
    assert reason_for(service(horizon_days=0)) == (StartReason.TOO_FAR, ("too far: only on the day itself",))
    month_later: dict[str, Any] = {"date": date(2027, 3, 5)}
    assert reason_for(**month_later) == (StartReason.TOO_FAR, ("too far: 90 days ahead at most",))
    later = service(online_from=date(2026, 12, 4))
    assert reason_for(later) == (StartReason.TOO_FAR, ("online from 4 Dec",))


@pytest.mark.parametrize(
    "minutes, ahead, closed",
    [
        (60, "60 minutes", "18:00"),
        (95, "95 minutes", "17:25"),
        (180, "3 hours", "16:00"),
        (2 * 24 * 60, "2 days", "19:00 on 2 Dec"),
    ],
)
def test_a_start_inside_the_notice_is_explained_by_when_booking_closed(
    minutes: int, ahead: str, closed: str
) -> None:
    assert reason_for(service(notice_minutes=minutes), now=at("2026-12-04 18:59")) == (
        StartReason.NOTICE,
        (f"notice: bookings close {ahead} ahead", f"that was {closed}"),
    )


def test_a_start_that_is_past_is_explained_as_such() -> None:
    assert reason_for(now=at("2026-12-04 19:01")) == (StartReason.NOTICE, ("notice: the start is past",))


def test_a_party_too_large_is_explained_by_how_large_it_may_be() -> None:
    small = service(largest_party_online=4, largest_party_in_house=5)
    by_phone = {"party_size": 6, "is_online": False}
    assert reason_for(small, wished={"party_size": 5}) == (StartReason.PARTY, ("party: online up to 4",))
    assert reason_for(small, wished=by_phone) == (StartReason.PARTY, ("party: in house up to 5",))
    eight = {"party_size": 8, "is_online": False}
    assert reason_for(wished=eight) == (StartReason.PARTY, ("party: up to 6 at the largest table",))


def test_a_party_that_could_not_leave_in_time_is_explained_by_when_it_would() -> None:
    assert reason_for(service(last_departure=time(20))) == (
        StartReason.LAST_DEPARTURE,
        ("last departure 20:00", "the party would leave at 20:30"),
    )


def test_pacing_is_explained_with_the_number_that_starts_and_whose_limit_it_is() -> None:
    four = sitting("2026-12-04 19:00", tables=[3], party_size=4)
    assert reason_for(service(pacing=Pacing(30, max_covers=4)), sittings=four) == (
        StartReason.PACING,
        ("pacing: 4 of 4 covers start at 19:00 (Dinner)",),
    )
    assert reason_for(pacing=Pacing(60, max_covers=5), sittings=four) == (
        StartReason.PACING,
        (
            "pacing: 4 of 5 covers start from 19:00 up to 20:00 (whole restaurant)",
            "1 left, and the party is 2",
        ),
    )
    assert reason_for(service(pacing=Pacing(30, max_parties=1)), sittings=four) == (
        StartReason.PACING,
        ("pacing: 1 of 1 party starts at 19:00 (Dinner)",),
    )
    kept = service(pacing=Pacing(30, max_covers=8, kept_in_house=4))
    assert reason_for(kept, sittings=four)[1] == (
        "pacing: 4 of 4 covers start at 19:00 (Dinner)",
        "4 more are kept for those who call",
    )
    assert reason_for(kept, sittings=four, wished={"is_online": False})[0] is StartReason.ON_OFFER


def test_no_table_of_the_size_is_explained() -> None:
    odd = service(plan=floor_plan(table(1), table(2, min_covers=6, max_covers=8)))
    assert reason_for(odd, wished={"party_size": 5}) == (StartReason.NO_TABLE, ("no table for 5",))
    bare = service(plan=FloorPlan(1, ()))
    assert reason_for(bare) == (StartReason.NO_TABLE, ("no table for 2",))


def test_a_size_that_no_table_takes_is_explained_so_though_the_kitchen_is_busy_too() -> None:
    four = sitting("2026-12-04 19:00", tables=[2], party_size=4)
    odd = service(
        plan=floor_plan(table(1), table(2, min_covers=6, max_covers=8)), pacing=Pacing(30, max_covers=4)
    )
    assert reason_for(odd, wished={"party_size": 5}, sittings=four)[0] is StartReason.NO_TABLE


def test_tables_that_take_the_party_but_are_not_for_it_are_explained() -> None:
    plan = floor_plan(
        table(1, kept_for=KeptFor.IN_HOUSE),
        table(2, kept_for=KeptFor.WALK_INS),
        table(3, section="Bar", is_step_free=True, high_chairs=1),
        table(4),
    )
    dinner = service(plan=plan)
    assert reason_for(dinner, wished={"section": "Bar", "high_chairs": 2}) == (
        StartReason.NO_TABLE,
        (
            "no table for 2",
            "table 1 takes 2 but is not booked online",
            "table 2 takes 2 but is kept for walk-ins",
            "table 3 takes 2 but has room for 1 high chair",
            "table 4 takes 2 but is not in Bar",
        ),
    )
    assert reason_for(dinner, wished={"section": "Window"})[1][-1] == "table 4 takes 2 but is not in Window"
    assert reason_for(dinner, wished={"section": "Bar", "needs_step_free": True})[0] is StartReason.ON_OFFER
    steps = service(plan=floor_plan(table(4)))
    assert reason_for(steps, wished={"needs_step_free": True})[1][1:] == (
        "table 4 takes 2 but is not step-free",
    )


def test_when_all_tables_are_taken_it_says_by_whom_until_when() -> None:
    gone = [
        *sitting("2026-12-04 19:00", tables=[1, 2], party_size=4),
        *sitting("2026-12-04 18:00", tables=[3], party_id=0, minutes=24 * 60),
        *sitting("2026-12-04 20:00", tables=[4], party_size=5),
    ]
    assert reason_for(sittings=gone) == (
        StartReason.TAKEN,
        (
            "all 4 tables for 2 are taken",
            "table 1 is taken by a party of 4 until 20:30",
            "table 2 is taken by a party of 4 until 20:30",
            "table 3 is blocked until 18:00 on 5 Dec",
            "table 4 is taken by a party of 5 until 21:30",
        ),
    )
    assert reason_for(sittings=gone, wished={"party_size": 6}) == (
        StartReason.TAKEN,
        ("the only table for 6 is taken", "table 4 is taken by a party of 5 until 21:30"),
    )


def test_of_many_tables_six_are_listed_and_the_others_counted() -> None:
    tables = [table(id) for id in range(1, 10)]
    joined = [combination(1, 1, 2, max_covers=2)]
    dinner = service(plan=floor_plan(*tables, combinations=joined))
    gone = sitting("2026-12-04 19:00", tables=[each.id for each in tables], party_size=20)
    reason, parts = reason_for(dinner, sittings=gone)
    assert (reason, parts[0], len(parts), parts[-1]) == (
        StartReason.TAKEN,
        "all 10 tables and combinations for 2 are taken",
        8,
        "and 4 more",
    )


def test_where_only_holds_have_the_tables_it_says_until_when() -> None:
    held = sitting("2026-12-04 19:00", tables=[4], party_id=-3, held_until=TWO_PAST_NOON)
    assert reason_for(sittings=held, wished={"party_size": 5}) == (
        StartReason.HELD,
        ("held until 12:02", "table 4 is held until 12:02"),
    )
    both = [*held, *sitting("2026-12-04 20:00", tables=[4], party_size=6)]
    assert reason_for(sittings=both, wished={"party_size": 5})[0] is StartReason.TAKEN


def test_when_room_is_made_it_says_who_moves_where() -> None:
    plan = floor_plan(table(1), table(3, max_covers=4))
    two_at_a_table_for_four = sitting("2026-12-04 19:00", tables=[3], may_move=True)
    asked_for = {"party_size": 4}
    assert reason_for(
        service(plan=plan), sittings=two_at_a_table_for_four, wished=asked_for, makes_room=True
    ) == (
        StartReason.PARTIES_MOVE,
        (
            "a party must move first: 1 party changes tables",
            "then table 3 is free",
            "the party of 2 at 19:00 goes to table 1",
        ),
    )
    assert (
        reason_for(service(plan=plan), sittings=two_at_a_table_for_four, wished=asked_for)[0]
        is StartReason.TAKEN
    )


def test_a_start_after_midnight_is_explained_of_the_evening_before() -> None:
    supper = service(weekdays=frozenset({4}), first_start=time(22), last_start=time(1))
    [found] = asked(supper, date=SATURDAY, at=time(0, 30))
    assert (found.service_date, found.is_offered) == (FRIDAY, True)
    [off] = asked(supper, date=SATURDAY, at=time(0, 40))
    assert (off.service_date, off.reason) == (FRIDAY, StartReason.NOT_A_START)
    assert off.headline == "not a start: it starts every 30 minutes from 22:00 to 01:00"


def test_services_are_explained_nearest_to_an_offer_first() -> None:
    lunch = service(id=1, name="Lunch", first_start=time(12), last_start=time(14))
    bar = service(id=2, name="Bar", notice_minutes=100_000)
    found = asked(lunch, bar, service(id=3))
    assert [(each.service_name, each.reason) for each in found] == [
        ("Dinner", StartReason.ON_OFFER),
        ("Bar", StartReason.NOTICE),
        ("Lunch", StartReason.NOT_A_START),
    ]


def test_an_explanation_has_a_headline_and_details() -> None:
    parts = ("last departure 20:00", "the party would leave at 20:30")
    found = Explanation(1, "Dinner", FRIDAY, WordedReason(StartReason.LAST_DEPARTURE, parts))
    assert found.headline == "last departure 20:00"
    assert found.details == ("the party would leave at 20:30",)
    assert not found.is_offered

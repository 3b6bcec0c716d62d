"""Does a promise stand against other guests, and end with what the restaurant no longer seats?"""

from datetime import date, time
from typing import Any

import pytest

from entracte.availability.floor import KeptFor
from entracte.availability.pacing import Pacing
from entracte.availability.promises import Promise, still_stands
from entracte.availability.rules import Closure, Rules
from tests.builders import FRIDAY, at, combination, floor_plan, rules, service, table

SEVEN, HALF_PAST_EIGHT = at("2026-12-04 19:00"), at("2026-12-04 20:30")


def promise(**more: Any) -> Promise:
    """Table 1 from seven to half past eight."""
    usual: dict[str, Any] = {
        "service_id": 1,
        "service_date": FRIDAY,
        "starts_at": SEVEN,
        "ends_at": HALF_PAST_EIGHT,
        "table_ids": (1,),
    }
    return Promise(**(usual | more))


def closed(**more: Any) -> Rules:
    return rules(closures=(Closure("Closed", **{"first_date": FRIDAY, "last_date": FRIDAY, **more}),))


@pytest.mark.parametrize(
    "edited",
    [
        rules(),
        rules(service(pacing=Pacing(15, max_parties=1))),
        rules(service(pacing=Pacing(15, max_parties=0))),
        rules(pacing=Pacing(15, max_covers=1)),
        rules(service(turn_times=((20, 180),))),
        rules(service(reset_minutes=30)),
        rules(service(name="Supper")),
        rules(service(last_start=time(19))),
        rules(service(), service(id=2)),
        rules(service(plan=floor_plan(table(1, section="Window", priority=3), id=9))),
        rules(service(notice_minutes=30 * 60)),
        rules(service(horizon_days=1)),
        rules(service(online_from=date(2026, 12, 3))),
        rules(service(first_start=time(19, 30))),
        rules(service(last_start=time(18, 30))),
        rules(service(interval_minutes=60)),
        rules(service(fixed_starts=(time(18), time(20, 30)))),
        rules(service(last_departure=time(20))),
        rules(service(notice_minutes=48 * 60)),
        rules(service(horizon_days=0)),
        rules(service(online_from=date(2026, 12, 4))),
        rules(service(largest_party_online=1)),
        rules(service(plan=floor_plan(table(1, min_covers=3, max_covers=4)))),
        rules(service(plan=floor_plan(table(1, max_covers=1)))),
        rules(service(plan=floor_plan(table(1, kept_for=KeptFor.IN_HOUSE)))),
        rules(service(plan=floor_plan(table(1, kept_for=KeptFor.WALK_INS)))),
        closed(first_date=date(2026, 12, 5), last_date=date(2026, 12, 6)),
        closed(from_time=time(12), until_time=time(19)),
        closed(from_time=time(20, 30), until_time=time(23)),
        closed(service_id=2),
    ],
)
def test_what_closes_nothing_and_takes_nothing_out_of_use_leaves_the_promise(edited: Rules) -> None:
    assert still_stands(promise(), edited)


@pytest.mark.parametrize(
    "edited",
    [
        closed(),
        closed(service_id=1),
        closed(from_time=time(20), until_time=time(21)),
        rules(service(id=2)),
        rules(service(weekdays=frozenset({0, 1, 2, 3, 5, 6}))),
        rules(service(within=(date(2026, 12, 5), date(2026, 12, 31)))),
        rules(service(not_on=((FRIDAY, FRIDAY),))),
        rules(service(plan=floor_plan(table(2), table(3, max_covers=4)))),
    ],
)
def test_what_is_closed_or_out_of_use_ends_the_promise(edited: Rules) -> None:
    assert not still_stands(promise(), edited)


def test_joined_tables_stand_as_long_as_they_may_join() -> None:
    joined = promise(table_ids=(2, 1))
    pair = combination(1, 1, 2, max_covers=8)
    assert still_stands(joined, rules(service(plan=floor_plan(combinations=(pair,)))))
    assert not still_stands(joined, rules())
    wider = combination(2, 1, 2, 3, max_covers=8)
    assert not still_stands(joined, rules(service(plan=floor_plan(combinations=(wider,)))))


def test_what_is_closed_until_a_party_comes_or_from_when_it_leaves_ends_nothing() -> None:
    until, since = (time(18), time(19)), (time(20, 30), time(21))
    for from_time, until_time in (until, since):
        assert still_stands(promise(), closed(from_time=from_time, until_time=until_time))
    for from_time, until_time in ((time(18), time(19, 1)), (time(20, 29), time(21))):
        assert not still_stands(promise(), closed(from_time=from_time, until_time=until_time))

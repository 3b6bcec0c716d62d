"""Can a party have one start, at which table, and if not, why?"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Any

import pytest

from entracte.availability.fit import Spot, Wish
from entracte.availability.floor import FloorPlan
from entracte.availability.offers import Offer, offer_at
from entracte.availability.pacing import Pacing
from entracte.availability.refusals import (
    Closed,
    OffGrid,
    PacingReached,
    PartyTooLarge,
    SlotGone,
    TooFar,
    TooSoon,
)
from entracte.availability.rules import Closure, Rules
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting
from tests.builders import FRIDAY, LONDON, NOON_BEFORE, TABLES, at, floor_plan, service, sitting, table

SEVEN = at("2026-12-04 19:00")
FULL_AT_SEVEN = sitting("2026-12-04 19:00", tables=[each.id for each in TABLES])


def asked(
    *,
    starts_at: datetime = SEVEN,
    party_size: int = 2,
    services: Sequence[Service] | None = None,
    sittings: Sequence[Sitting] = (),
    now: datetime = NOON_BEFORE,
    online: bool = True,
    **limits: Any,
) -> Offer:
    """Two ask for Friday at seven at the small restaurant with an empty book, unless asked otherwise."""
    return offer_at(
        starts_at=starts_at,
        wish=Wish(party_size, is_online=online),
        rules=Rules(LONDON, (service(),) if services is None else tuple(services), **limits),
        sittings=sittings,
        now=now,
    )


def slot_gone() -> pytest.RaisesExc[SlotGone]:
    """Expect that the tables alone refuse: pacing, which is a kind of it, does not count."""
    return pytest.raises(SlotGone, check=lambda refusal: type(refusal) is SlotGone)


def test_a_free_start_is_offered_with_the_best_table() -> None:
    assert asked() == Offer(SEVEN, at("2026-12-04 20:30"), 1, "Dinner", Spot((1,), "1", 1, 2), FRIDAY)


def test_the_best_free_table_is_given_while_a_better_one_is_taken() -> None:
    assert asked(sittings=sitting("2026-12-04 20:00")).spot.table_ids == (2,)


def test_a_start_may_be_asked_in_any_time_zone_and_is_answered_in_utc() -> None:
    in_delhi = SEVEN.astimezone(timezone(timedelta(hours=5, minutes=30)))
    found = asked(starts_at=in_delhi)
    assert found.starts_at == SEVEN
    assert found.starts_at.tzinfo is UTC
    assert found.ends_at - found.starts_at == timedelta(minutes=90)


def test_a_start_after_midnight_is_offered_under_the_date_of_its_service() -> None:
    supper = service(weekdays=frozenset({4}), first_start=time(23), last_start=time(1))
    assert asked(starts_at=at("2026-12-05 00:30"), services=[supper]).service_date == FRIDAY


@pytest.mark.parametrize("wall", ["2026-12-04 19:01", "2026-12-04 17:00", "2026-12-04 22:00"])
def test_a_start_off_the_grid_is_refused_as_such(wall: str) -> None:
    with pytest.raises(OffGrid):
        asked(starts_at=at(wall))


def test_a_date_without_a_service_is_off_the_grid() -> None:
    with pytest.raises(OffGrid):
        asked(services=[service(weekdays=frozenset({0}))])
    with pytest.raises(OffGrid):
        asked(services=[])


def test_a_start_that_does_not_exist_is_off_the_grid() -> None:
    supper = service(first_start=time(0, 30), last_start=time(1, 45), interval_minutes=15)
    assert asked(starts_at=at("2026-03-29 00:45"), services=[supper], now=at("2026-03-28 12:00"))
    with pytest.raises(OffGrid):
        asked(starts_at=at("2026-03-29 01:45"), services=[supper], now=at("2026-03-28 12:00"))


def test_the_second_showing_of_a_repeated_start_is_off_the_grid() -> None:
    supper = service(first_start=time(1), last_start=time(2))
    assert asked(starts_at=at("2026-10-25 01:30"), services=[supper], now=at("2026-10-24 12:00"))
    with pytest.raises(OffGrid):
        asked(starts_at=at("2026-10-25 01:30", fold=1), services=[supper], now=at("2026-10-24 12:00"))


@pytest.mark.parametrize("starts_at", [datetime.min, datetime.max])
@pytest.mark.parametrize("hours", [-12, 0, 12])
def test_a_start_at_the_ends_of_the_calendar_is_off_the_grid(starts_at: datetime, hours: int) -> None:
    with pytest.raises(OffGrid):
        asked(starts_at=starts_at.replace(tzinfo=timezone(timedelta(hours=hours))))


def test_a_start_inside_the_notice_or_past_is_too_soon() -> None:
    assert asked(now=at("2026-12-04 18:00"))
    for now in (at("2026-12-04 18:01"), at("2026-12-05 12:00")):
        with pytest.raises(TooSoon):
            asked(now=now)


def test_a_start_beyond_the_horizon_is_too_far() -> None:
    with pytest.raises(TooFar):
        asked(services=[service(horizon_days=0)])


def test_a_party_over_the_limit_online_is_too_large() -> None:
    assert asked(party_size=4, services=[service(largest_party_online=4)])
    with pytest.raises(PartyTooLarge):
        asked(party_size=5, services=[service(largest_party_online=4)])


@pytest.mark.parametrize("online", [True, False])
def test_a_party_over_every_table_is_too_large_for_anyone(online: bool) -> None:
    with pytest.raises(PartyTooLarge):
        asked(party_size=7, services=[service(largest_party_online=8)], online=online)


def test_a_full_start_has_no_table() -> None:
    with slot_gone():
        asked(sittings=FULL_AT_SEVEN)


def test_a_party_under_every_table_has_no_table() -> None:
    with slot_gone():
        asked(party_size=1, services=[service(plan=floor_plan(table(1, min_covers=2)))])


def test_a_plan_without_tables_has_no_table() -> None:
    with slot_gone():
        asked(services=[service(plan=FloorPlan(id=1, tables=()))])


def test_staff_may_go_past_notice_horizon_and_limit_but_not_past_the_tables() -> None:
    strict = [service(horizon_days=0, largest_party_online=1)]
    assert asked(services=strict, online=False)
    assert asked(services=strict, now=at("2026-12-05 12:00"), online=False)
    with slot_gone():
        asked(services=strict, sittings=FULL_AT_SEVEN, online=False)


def test_of_two_services_the_lowest_id_that_can_take_the_party_does() -> None:
    early = service(id=1, name="Pre-theatre", largest_party_online=2)
    dinner = service(id=2)
    assert asked(services=[dinner, early]).service_name == "Pre-theatre"
    assert asked(services=[dinner, early], party_size=3).service_name == "Dinner"
    assert asked(services=[dinner]).service_name == "Dinner"


@pytest.mark.parametrize(
    "other",
    [
        service(id=2, horizon_days=0),
        service(id=2, notice_minutes=100_000),
        service(id=2, largest_party_online=1),
    ],
)
def test_where_one_service_is_full_that_is_the_refusal_whatever_the_other_says(other: Service) -> None:
    with slot_gone():
        asked(services=[other, service(id=1)], sittings=FULL_AT_SEVEN)


def test_where_one_service_is_too_soon_and_another_too_far_too_soon_is_the_refusal() -> None:
    with pytest.raises(TooSoon):
        asked(services=[service(id=1, horizon_days=0), service(id=2, notice_minutes=100_000)])


def test_a_start_of_a_closed_day_or_of_closed_hours_is_closed() -> None:
    with pytest.raises(Closed):
        asked(closures=(Closure("Christmas Day", FRIDAY, FRIDAY),))
    evening = Closure("Private party", FRIDAY, FRIDAY, time(20), time(23))
    with pytest.raises(Closed):
        asked(closures=(evening,), online=False)
    assert asked(closures=(evening,), starts_at=at("2026-12-04 18:30"))


def test_a_start_whose_party_could_not_leave_in_time_is_closed() -> None:
    assert asked(services=[service(last_departure=time(20, 30))])
    with pytest.raises(Closed):
        asked(services=[service(last_departure=time(20, 29))])


def test_a_start_with_as_many_covers_as_may_start_is_refused_by_pacing() -> None:
    paced = [service(pacing=Pacing(15, max_covers=3))]
    assert asked(services=paced)
    with pytest.raises(PacingReached):
        asked(services=paced, sittings=sitting("2026-12-04 19:00", tables=[4]))


def test_a_start_that_is_both_full_and_paced_out_is_refused_as_paced_out() -> None:
    with pytest.raises(PacingReached):
        asked(pacing=Pacing(15, max_parties=1), sittings=FULL_AT_SEVEN)


def test_where_one_service_is_paced_out_and_another_full_full_is_the_refusal() -> None:
    paced = service(id=1, pacing=Pacing(15, max_parties=1))
    with slot_gone():
        asked(services=[paced, service(id=2)], sittings=FULL_AT_SEVEN)


def test_the_reset_comes_with_the_offer() -> None:
    found = asked(services=[service(reset_minutes=10)])
    assert (found.ends_at, found.reset_minutes) == (at("2026-12-04 20:30"), 10)

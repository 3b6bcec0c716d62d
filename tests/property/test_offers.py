"""Do the offers hold for any restaurant, any book and any question?"""

import os
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entracte.availability.day_states import DayState, day_states
from entracte.availability.fit import Wish
from entracte.availability.floor import Combination, Table
from entracte.availability.offers import DayAnswer, Offer, offer_at, offers
from entracte.availability.party_sizes import is_seated_online, largest_seated_online
from entracte.availability.refusals import NotOffered, OffGrid
from entracte.availability.sitting import Sitting
from tests.builders import LONDON
from tests.property import brute_force
from tests.property.asking import (
    EVENING,
    LONDON_NIGHTS,
    SMALL_HOURS,
    Asking,
    askings,
    combinations,
    tables,
)

Value = TypeVar("Value")

EXAMPLES = int(os.environ.get("ENTRACTE_TEST_EXAMPLES", "500"))
CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large]
against_the_reference = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=CHECKS)
many = settings(max_examples=100, deadline=None, suppress_health_check=CHECKS)
CLOCK_CHANGES = askings(
    places=tuple((LONDON, night) for night in LONDON_NIGHTS), hours=EVENING | SMALL_HOURS, is_online=False
)


def answered(asking: Asking, **changed: Any) -> DayAnswer:
    return offers(date=asking.date, **(asking.rest | changed))


def booked(offer: Offer, party_id: int, party_size: int) -> list[Sitting]:
    """The rows of a party that takes the offer: its tables, until they are laid up again."""
    start = int(offer.starts_at.timestamp())
    until = int(offer.ends_at.timestamp()) + 60 * offer.reset_minutes
    return [
        Sitting(each, start, until, 0, party_id, start, party_size, offer.service_id)
        for each in offer.spot.table_ids
    ]


def assert_equal_to_the_reference(asking: Asking) -> None:
    """Compare the offers, the states of the dates about, and every start of the date, alone."""
    expected = brute_force.answer(date=asking.date, **asking.rest)
    assert answered(asking) == expected
    assert day_states(dates=[asking.date], **asking.rest) == ((asking.date, expected.state),)
    starts = {
        start
        for service in asking.rules.services
        for start in brute_force.starts_of(service, asking.date, asking.rules.zone)
    }
    for start in starts:
        alone = brute_force.answer_at(start, near=asking.date, **asking.rest)
        try:
            found: object = offer_at(starts_at=start, **asking.rest)
        except NotOffered as refusal:
            found = type(refusal)
        assert found == alone


@pytest.mark.timeout(0)
@against_the_reference
@given(askings())
def test_answers_are_those_of_one_who_tries_every_start_with_every_table(asking: Asking) -> None:
    assert_equal_to_the_reference(asking)


@many
@given(CLOCK_CHANGES)
def test_answers_are_right_on_the_nights_when_londons_clocks_change(asking: Asking) -> None:
    assert_equal_to_the_reference(asking)


@many
@given(askings())
def test_a_date_among_many_stands_as_it_does_alone(asking: Asking) -> None:
    dates = [asking.date + timedelta(days=offset) for offset in range(-2, 5)]
    assert day_states(dates=dates, **asking.rest) == tuple(
        (date, offers(date=date, **asking.rest).state) for date in dates
    )


@many
@given(askings())
def test_every_offer_can_be_booked_as_it_stands(asking: Asking) -> None:
    for offer in answered(asking).offers:
        assert offer_at(starts_at=offer.starts_at, **asking.rest).starts_at == offer.starts_at
        alone = tuple(each for each in asking.rules.services if each.id == offer.service_id)
        rest = asking.rest | {"rules": replace(asking.rules, services=alone)}
        assert offer_at(starts_at=offer.starts_at, **rest) == offer


@many
@given(CLOCK_CHANGES, st.integers(0, 2 * 24 * 12))
def test_an_instant_that_no_wall_shows_first_as_a_start_is_off_the_grid(asking: Asking, fives: int) -> None:
    zone = asking.rules.zone
    midnight = brute_force.limit(asking.date, datetime.combine(asking.date, time(0)), zone)
    instant = midnight + timedelta(minutes=5 * fives)
    around = [asking.date + timedelta(days=offset) for offset in range(-2, 4)]
    grid = {
        start
        for service in asking.rules.services
        for date in around
        for start in brute_force.starts_of(service, date, zone)
    }
    try:
        offer_at(starts_at=instant, **asking.rest)
    except OffGrid:
        assert instant not in grid
    except NotOffered:
        assert instant in grid
    else:
        assert instant in grid


@many
@given(askings())
def test_no_offer_overlaps_a_sitting_at_its_tables(asking: Asking) -> None:
    for offer in answered(asking).offers:
        for kept in booked(offer, 99, asking.wish.party_size):
            at_table = [each for each in asking.sittings if each.table_id == kept.table_id]
            assert not any(kept.start < each.end and each.start < kept.end for each in at_table)


@many
@given(askings(), tables(id=99), combinations(99, st.just([99, 1])))
def test_another_table_or_combination_never_takes_an_offered_start_away(
    asking: Asking, table: Table, combination: Combination
) -> None:
    before = {(offer.starts_at, offer.service_id) for offer in answered(asking).offers}
    with_table = asking.with_plans(tables=(table,))
    with_both = asking.with_plans(tables=(table,), combinations=(combination,))
    one_more = {(each.starts_at, each.service_id) for each in answered(asking, rules=with_table).offers}
    two_more = {(each.starts_at, each.service_id) for each in answered(asking, rules=with_both).offers}
    assert before <= one_more <= two_more


@many
@given(askings())
def test_offers_are_in_order_each_once_and_on_the_grid(asking: Asking) -> None:
    found = [(offer.starts_at, offer.service_id) for offer in answered(asking).offers]
    assert found == sorted(set(found))
    by_id = {service.id: service for service in asking.rules.services}
    for start, service_id in found:
        service = by_id[service_id]
        wall = start.astimezone(asking.rules.zone).replace(tzinfo=None, fold=0)
        since_first = wall - wall.combine(asking.date, service.first_start)
        assert timedelta(0) <= since_first < timedelta(days=1)
        if service.fixed_starts:
            assert wall.time() in service.fixed_starts
        else:
            assert since_first % timedelta(minutes=service.interval_minutes) == timedelta(0)


@many
@given(CLOCK_CHANGES)
def test_a_turn_lasts_as_many_minutes_as_pass_whatever_the_clock_does(asking: Asking) -> None:
    by_id = {service.id: service for service in asking.rules.services}
    for offer in answered(asking).offers:
        lasted = offer.ends_at.timestamp() - offer.starts_at.timestamp()
        assert lasted == 60 * by_id[offer.service_id].turn_minutes(asking.wish.party_size)


@many
@given(askings())
def test_few_are_left_where_one_start_in_four_or_a_single_one_of_several_is_on_offer(asking: Asking) -> None:
    answer = answered(asking)
    empty = answered(asking, sittings=(), rules=replace(asking.rules, pacing=None))
    offered, at_most = len(answer.offers), len(empty.offers)
    assert answer.state.is_open == bool(offered)
    if answer.state is DayState.OPEN:
        assert offered >= 2 or at_most <= 1
    if answer.state is DayState.FEW_LEFT:
        starts = sum(
            len(brute_force.starts_of(each, asking.date, asking.rules.zone)) for each in asking.rules.services
        )
        assert offered < starts
        assert offered == 1 or offered * 4 <= starts


@settings(max_examples=60, deadline=None, suppress_health_check=CHECKS)
@given(askings(is_online=False), st.randoms(use_true_random=False))
def test_booking_offer_after_offer_fills_the_date_and_seats_no_two_at_once(
    asking: Asking, chance: random.Random
) -> None:
    book = list(asking.sittings)
    made = 0
    while found := answered(asking, sittings=book).offers:
        made += 1
        for row in booked(chance.choice(found), 1000 + made, asking.wish.party_size):
            others = [each for each in book if each.table_id == row.table_id]
            assert not any(row.start < each.end and each.start < row.end for each in others)
            book.append(row)
    state = answered(asking, sittings=book).state
    without_any = {DayState.FULL, DayState.NO_TABLE_FOR_PARTY, DayState.CLOSED}
    assert state in ({DayState.FULL} if made else without_any)


@many
@given(askings(), st.randoms(use_true_random=False))
def test_cancelling_in_any_order_restores_exactly_what_was(asking: Asking, chance: random.Random) -> None:
    before = answered(asking)
    parties: list[list[Sitting]] = []
    while len(parties) < 4 and (found := answered(asking, sittings=_with(asking, parties)).offers):
        parties.append(booked(chance.choice(found), 1000 + len(parties), asking.wish.party_size))
    while parties:
        cancelled = parties.pop(chance.randrange(len(parties)))
        after = answered(asking, sittings=_with(asking, parties)).offers
        start = cancelled[0].party_start
        assert (start, cancelled[0].service_id) in [
            (int(offer.starts_at.timestamp()), offer.service_id) for offer in after
        ]
    assert answered(asking, sittings=_with(asking, parties)) == before


def _with(asking: Asking, parties: list[list[Sitting]]) -> list[Sitting]:
    return [*asking.sittings, *(row for rows in parties for row in rows)]


@many
@given(askings(), st.randoms(use_true_random=False))
def test_pacing_is_never_passed_however_many_offers_are_taken(asking: Asking, chance: random.Random) -> None:
    book = list(asking.sittings)
    taken: list[Offer] = []
    while len(taken) < 12 and (found := answered(asking, sittings=book).offers):
        taken.append(chance.choice(found))
        book += booked(taken[-1], 1000 + len(taken), asking.wish.party_size)
    by_id = {service.id: service for service in asking.rules.services}
    for offer in taken:
        service = by_id[offer.service_id]
        for pacing, anchor, of_service in (
            (service.pacing, service.first_start, service),
            (asking.rules.pacing, time(0), None),
        ):
            if pacing is not None:
                since, until = brute_force.interval_of(
                    offer.starts_at, asking.date, pacing, anchor, asking.rules.zone
                )
                parties, covers = brute_force.started(book, since, until, of_service)
                most = brute_force.covers_limit(pacing, asking.wish)
                assert pacing.max_parties is None or parties <= pacing.max_parties
                assert most is None or covers <= most


@many
@given(askings(), st.randoms(use_true_random=False))
def test_no_order_of_services_tables_or_sittings_changes_an_answer(
    asking: Asking, chance: random.Random
) -> None:
    def shuffled(values: Sequence[Value]) -> tuple[Value, ...]:
        return tuple(chance.sample(values, len(values)))

    services = shuffled(
        tuple(
            replace(each, plan=replace(each.plan, tables=shuffled(each.plan.tables)))
            for each in asking.rules.services
        )
    )
    rules = replace(asking.rules, services=services)
    assert answered(asking, rules=rules, sittings=shuffled(asking.sittings)) == answered(asking)


@many
@given(askings(), st.integers(1, 10))
def test_a_size_seated_online_is_one_that_some_empty_evening_offers(asking: Asking, size: int) -> None:
    """On a book without a party, no limit of time, and each service on each of its dates."""
    services = tuple(
        replace(each, notice_minutes=0, horizon_days=9_999, online_from=None, last_departure=None)
        for each in asking.rules.services
    )
    rules = replace(asking.rules, services=services, closures=())
    dates = [asking.date + timedelta(days=offset) for offset in range(-40, 41)]
    is_found = is_seated_online(size, asking.rules, today=dates[0])
    assert not is_found or size <= largest_seated_online(asking.rules)
    is_seated = any(
        brute_force.answer(
            date=day, wish=Wish(size), rules=rules, sittings=(), now=datetime(2025, 1, 1, tzinfo=UTC)
        ).offers
        for day in dates
    )
    assert is_found or not is_seated
    if is_found and all(any(brute_force.walls_of(each, day) for day in dates) for each in services):
        assert is_seated

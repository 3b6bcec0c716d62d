"""Do the offers hold for any restaurant, any book and any question?"""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.availability.floor import FloorPlan, Table
from entracte.availability.offers import DayState, NotOffered, OffGrid, days, offer_at, offers
from entracte.availability.sitting import Sitting
from entracte.availability.times import Span
from tests.builders import LONDON
from tests.property import brute_force
from tests.property.asking import EVENING, LONDON_NIGHTS, SMALL_HOURS, Asking, askings, tables

many = settings(max_examples=150, deadline=None)
CLOCK_CHANGES = askings(
    places=tuple((LONDON, night) for night in LONDON_NIGHTS), hours=EVENING | SMALL_HOURS, online=False
)


@many
@given(askings())
def test_offers_are_those_of_one_who_tries_every_start_with_every_table(asking: Asking) -> None:
    assert offers(date=asking.date, **asking.rest) == brute_force.answer(date=asking.date, **asking.rest)


@many
@given(CLOCK_CHANGES)
def test_offers_are_right_on_the_nights_when_londons_clocks_change(asking: Asking) -> None:
    assert offers(date=asking.date, **asking.rest) == brute_force.answer(date=asking.date, **asking.rest)


@many
@given(askings())
def test_a_date_among_many_stands_as_it_does_alone(asking: Asking) -> None:
    dates = [asking.date + timedelta(days=offset) for offset in range(-2, 5)]
    assert days(dates=dates, **asking.rest) == tuple(
        (date, offers(date=date, **asking.rest).state) for date in dates
    )


@many
@given(askings())
def test_every_offer_can_be_booked_as_it_stands(asking: Asking) -> None:
    for offer in offers(date=asking.date, **asking.rest).offers:
        assert offer_at(starts_at=offer.starts_at, **asking.rest).starts_at == offer.starts_at
        of_service = [service for service in asking.services if service.id == offer.service_id]
        assert offer_at(starts_at=offer.starts_at, **(asking.rest | {"services": of_service})) == offer


@many
@given(askings())
def test_a_start_of_the_grid_that_is_not_offered_cannot_be_booked(asking: Asking) -> None:
    for service in asking.services:
        rest = asking.rest | {"services": [service]}
        offered = {offer.starts_at for offer in offers(date=asking.date, **rest).offers}
        for start in brute_force.starts_of(service, asking.date, asking.zone):
            if start not in offered:
                with pytest.raises(NotOffered) as refused:
                    offer_at(starts_at=start, **rest)
                assert refused.type is not OffGrid


@many
@given(CLOCK_CHANGES, st.integers(0, 2 * 24 * 12))
def test_an_instant_that_no_wall_shows_first_as_a_start_is_off_the_grid(asking: Asking, fives: int) -> None:
    wall_minutes = sorted(brute_force.shown(asking.date, asking.zone).values())
    instant = wall_minutes[0] + timedelta(minutes=5 * fives)
    around = [asking.date + timedelta(days=offset) for offset in range(-2, 4)]
    grid = {
        start
        for service in asking.services
        for date in around
        for start in brute_force.starts_of(service, date, asking.zone)
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
def test_no_offer_overlaps_a_sitting_at_its_table(asking: Asking) -> None:
    for offer in offers(date=asking.date, **asking.rest).offers:
        kept = Span(offer.starts_at, offer.ends_at)
        at_table = [each.span for each in asking.sittings if offer.table_id in each.table_ids]
        assert not any(kept.overlaps(span) for span in at_table)


@many
@given(askings(), tables(id=99))
def test_another_table_never_takes_an_offered_start_away(asking: Asking, added: Table) -> None:
    larger = [
        replace(service, plan=FloorPlan(id=service.plan.id, tables=(added, *service.plan.tables)))
        for service in asking.services
    ]
    before = offers(date=asking.date, **asking.rest).offers
    after = offers(date=asking.date, **(asking.rest | {"services": larger})).offers
    assert {(offer.starts_at, offer.service_id) for offer in before} <= {
        (offer.starts_at, offer.service_id) for offer in after
    }


@many
@given(askings())
def test_offers_are_in_order_each_once_and_on_the_grid(asking: Asking) -> None:
    found = [(offer.starts_at, offer.service_id) for offer in offers(date=asking.date, **asking.rest).offers]
    assert found == sorted(set(found))
    by_id = {service.id: service for service in asking.services}
    for start, service_id in found:
        service = by_id[service_id]
        wall = start.astimezone(asking.zone).replace(tzinfo=None, fold=0)
        since_first = wall - wall.combine(asking.date, service.first_start)
        assert since_first >= timedelta(0)
        assert since_first % timedelta(minutes=service.interval_minutes) == timedelta(0)


@many
@given(CLOCK_CHANGES)
def test_a_turn_lasts_as_many_minutes_as_pass_whatever_the_clock_does(asking: Asking) -> None:
    by_id = {service.id: service for service in asking.services}
    for offer in offers(date=asking.date, **asking.rest).offers:
        lasted = offer.ends_at.timestamp() - offer.starts_at.timestamp()
        assert lasted == 60 * by_id[offer.service_id].turn_minutes(asking.party_size)


@settings(max_examples=60, deadline=None)
@given(askings(online=False), st.randoms(use_true_random=False))
def test_booking_offer_after_offer_fills_the_date_and_seats_no_two_at_once(
    asking: Asking, chance: random.Random
) -> None:
    book = list(asking.sittings)
    made: list[Sitting] = []
    while found := offers(date=asking.date, **(asking.rest | {"sittings": book})).offers:
        chosen = chance.choice(found)
        made.append(Sitting(frozenset({chosen.table_id}), Span(chosen.starts_at, chosen.ends_at)))
        assert not any(
            made[-1].table_ids & other.table_ids and made[-1].span.overlaps(other.span) for other in book
        )
        book.append(made[-1])
    state = offers(date=asking.date, **(asking.rest | {"sittings": book})).state
    assert state in ({DayState.FULL} if made else {DayState.FULL, DayState.CLOSED})

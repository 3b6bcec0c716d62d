"""Is a guest verified who signs in at checkout, after the table was booked?"""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from pytest_django import Settings

from entracte.boxoffice.claims.anonymous import end_anonymous
from entracte.boxoffice.connections.save import BadConnection
from entracte.boxoffice.gate.circuit import locked_gate
from entracte.boxoffice.gate.rate import wait_for_rate
from entracte.boxoffice.models import Claim, Gate
from entracte.boxoffice.queries import baskets_seem_invisible
from entracte.boxoffice.sweep import sweep
from entracte.boxoffice.turns import _oldest
from entracte.jobs.tries import TryLater
from tests.bridge import ANA, BEN, BEN_TYPES, NOW, Evening, connect, fresh, jobs, raised, sentences, work
from tests.contract.simulator import Simulator

pytestmark = [pytest.mark.django_db, pytest.mark.rule("D22")]


def signs_in(spektrix: Simulator, basket: str, customer: str = ANA) -> None:
    """The guest signs in at checkout."""
    assert spektrix.signed("PATCH", f"baskets/{basket}", {"customer": customer}).status_code == 200
    spektrix.control("DELETE", "calls")


def asks(evening: Evening, claim: Claim) -> float:
    """The worker asks once and finds nobody; in how many seconds it asks again."""
    later = raised(TryLater, lambda: evening.verifies(claim))
    assert isinstance(later, TryLater)
    return later.after_seconds or 0


def anonymous(evening: Evening, spektrix: Simulator, number: int = 1) -> list[Claim]:
    claims = [evening.claims(spektrix.basket(None)["id"]) for _ in range(number)]
    for claim in claims:
        asks(evening, claim)
    return claims


def test_a_guest_who_signs_in_at_checkout_is_verified(evening: Evening, spektrix: Simulator) -> None:
    basket = spektrix.basket(None)["id"]
    claim = evening.claims(basket)
    evening.clock.passes(seconds=asks(evening, claim))
    assert fresh(claim).state == "waiting"
    signs_in(spektrix, basket)
    assert evening.verifies(claim).state == "verified"
    assert fresh(claim).basket_id is None


def test_a_customer_who_is_found_later_is_judged_as_any(evening: Evening, spektrix: Simulator) -> None:
    basket = spektrix.basket(None)["id"]
    claim = evening.claims(basket)
    asks(evening, claim)
    signs_in(spektrix, basket, BEN)
    assert evening.verifies(claim).reason == "not_the_booker"


def test_it_is_asked_again_at_intervals_from_10_to_60_seconds_until_the_minutes_are_over(
    evening: Evening, spektrix: Simulator
) -> None:
    [claim] = [evening.claims(spektrix.basket(None)["id"])]
    waits: list[float] = []
    while fresh(claim).state == "waiting":
        try:
            evening.verifies(claim)
        except TryLater as later:
            waits.append(later.after_seconds or 0)
            evening.clock.passes(seconds=waits[-1])
    assert (waits[0], max(waits)) == (10, 60)
    assert all(one <= other for one, other in pairwise(waits[:-1]))
    assert evening.clock() == NOW + timedelta(minutes=40)
    ended = fresh(claim)
    assert (ended.state, ended.reason, ended.basket_id) == ("unverified", "anonymous", None)
    assert len(sentences(claim)) == 3


@pytest.mark.parametrize("minutes, first", [(0, "unverified"), (5, "waiting")])
def test_the_minutes_are_the_connections(
    evening: Evening, spektrix: Simulator, minutes: int, first: str
) -> None:
    connect(evening.restaurant, spektrix.url, sign_in_minutes=minutes)
    claim = evening.claims(spektrix.basket(None)["id"])
    with suppress(TryLater):
        evening.verifies(claim)
    assert fresh(claim).state == first
    evening.clock.passes(minutes=5)
    assert evening.verifies(claim).reason == "anonymous"


@pytest.mark.parametrize("minutes", [-1, 72 * 60])
def test_the_minutes_stay_below_the_hours_of_a_claim(evening: Evening, minutes: int) -> None:
    refused = raised(BadConnection, lambda: connect(evening.restaurant, sign_in_minutes=minutes))
    assert isinstance(refused, BadConnection)
    assert set(refused.fields) == {"sign_in_minutes"}


def test_a_profile_with_a_link_ends_at_the_first_answer(evening: Evening, spektrix: Simulator) -> None:
    evening.links(spektrix.basket(ANA)["id"])
    assert evening.verifies(evening.claims(spektrix.basket(None)["id"])).reason == "anonymous"


def test_a_basket_that_goes_meanwhile_ends_anonymous_and_is_no_sign_of_blindness(
    evening: Evening, spektrix: Simulator
) -> None:
    for claim in anonymous(evening, spektrix, 10):
        spektrix.control("POST", f"baskets/{claim.basket_id}/expire")
        evening.clock.passes(seconds=10)
        asks(evening, claim)
        evening.clock.passes(minutes=3)
        assert evening.verifies(claim).reason == "anonymous"
    assert not baskets_seem_invisible(evening.restaurant)


@pytest.mark.parametrize("state", ["waiting", "parked"])
def test_the_baskets_id_is_kept_no_longer_though_spektrix_cannot_be_asked(
    evening: Evening, spektrix: Simulator, state: str
) -> None:
    [claim] = anonymous(evening, spektrix)
    Claim.objects.update(state=state)
    evening.clock.passes(minutes=39)
    sweep(now=evening.clock())
    assert ("sign_in_over", claim.pk, None) not in jobs()
    evening.clock.passes(minutes=2)
    sweep(now=evening.clock())
    assert ("sign_in_over", claim.pk, None) in jobs()
    end_anonymous(claim.pk, at=evening.clock())
    ended = fresh(claim)
    assert (ended.state, ended.reason, ended.basket_id) == ("unverified", "anonymous", None)


def test_completed_meanwhile_waits_and_is_written_after_the_sign_in(
    evening: Evening, spektrix: Simulator
) -> None:
    basket = spektrix.basket(None)["id"]
    claim = evening.claims(basket)
    asks(evening, claim)
    row = evening.completes(claim.booking)
    assert row.state == "waiting"
    signs_in(spektrix, basket)
    evening.verifies(claim)
    assert evening.writes(row).state == "written"


@transaction.atomic
def goes_next(evening: Evening) -> object:
    return _oldest(locked_gate(evening.restaurant.pk), at=evening.clock())


def test_fresh_claims_go_before_those_asked_again_and_these_take_half_the_rate(
    evening: Evening, spektrix: Simulator, settings: Settings
) -> None:
    [again] = anonymous(evening, spektrix)
    evening.clock.passes(minutes=1)
    row = evening.completes(evening.links(spektrix.basket(BEN)["id"], who=BEN_TYPES))
    fresh_one = evening.claims(spektrix.basket(ANA)["id"])
    assert goes_next(evening) == fresh_one
    Claim.objects.filter(pk=fresh_one.pk).delete()
    assert goes_next(evening) == again
    settings.SPEKTRIX_CALLS_PER_SECOND = 2
    Gate.objects.update(next_again_at=None)
    wait_for_rate(evening.restaurant.pk, is_again=True)
    assert goes_next(evening) == row
    assert ("gate_opens", evening.restaurant.pk, None) in jobs()


@pytest.mark.django_db(transaction=True)
def test_hundreds_of_anonymous_baskets_are_asked_about_at_half_the_rate_at_most(
    evening: Evening, spektrix: Simulator, settings: Settings
) -> None:
    for _ in range(30):
        evening.claims(spektrix.basket(None)["id"])
    Claim.objects.update(anonymous_since=NOW, tries=1, next_try_at=datetime(2020, 1, 1, tzinfo=UTC))
    settings.SPEKTRIX_CALLS_PER_SECOND = 8
    work(rounds=40)
    assert Claim.objects.filter(next_try_at__year=2020).count() < 30
    at = [datetime.fromisoformat(call["at"]) for call in spektrix.calls("owner")]
    for number in range(1, len(at)):
        assert number <= 4 * (at[number] - at[0]).total_seconds() + 4

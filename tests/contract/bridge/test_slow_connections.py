"""Does a Spektrix that never comes to an end keep nobody else's work waiting?"""

import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from pytest_django import Settings

from entracte.boxoffice.connections.check import CheckState, run_checks
from entracte.boxoffice.models import Claim, Connection, Gate
from tests.bridge import ANA, Evening, a_restaurant, a_widget, claim_of, connect, fresh
from tests.contract.bridge.processes import Worker, until
from tests.contract.bridge.slow_spektrix import Way, slow_spektrix
from tests.contract.simulator import Simulator


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["headers", "hints", "body", "silent"])
def test_a_test_of_the_connection_ends_at_its_deadline(
    evening: Evening, settings: Settings, way: Way
) -> None:
    settings.SPEKTRIX_TIMEOUT_SECONDS = 1
    with slow_spektrix(way) as origin:
        connect(evening.restaurant, origin)
        began = time.monotonic()
        found = run_checks(Connection.objects.defer("api_key").get(), now=evening.clock())
        assert time.monotonic() - began < 3
    answer = next(check for check in found if check.key == "answer")
    assert (answer.state, "did not answer in time" in answer.sentence) == (CheckState.FAILED, True)
    assert Gate.objects.get().is_slow


def _is_verified(claim: Claim) -> bool:
    return fresh(claim).state == "verified"


@pytest.mark.dates
@pytest.mark.django_db(transaction=True)
def test_a_third_connection_settles_within_5_seconds_while_two_never_come_to_an_end(
    evening: Evening, spektrix: Simulator, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        ways: tuple[Way, ...] = ("headers", "hints")
        for number, way in enumerate(ways):
            restaurant = a_restaurant(f"slow-{number}", f"Slow {number}")
            slow = Evening(restaurant, a_widget(restaurant))
            origin = stack.enter_context(slow_spektrix(way))
            connect(restaurant, origin, client_name=f"slow{number}")
            for _ in range(6):
                slow.claims("I-SLOW-BASKET")
        stack.enter_context(Worker(tmp_path / "worker.log", ENTRACTE_SPEKTRIX_TIMEOUT_SECONDS="6"))
        until(lambda: Claim.objects.filter(tries__gte=1).count() >= 2, "both to be asked")
        for _ in range(6):
            began = time.monotonic()
            claim = claim_of(evening.books(spektrix.basket(ANA)["id"]).booking)
            until(partial(_is_verified, claim), "the claim", seconds=5)
            assert time.monotonic() - began < 5
            time.sleep(1)
    assert Claim.objects.exclude(restaurant=evening.restaurant).filter(state="waiting").count() == 12

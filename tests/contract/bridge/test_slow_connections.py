"""Does a Spektrix that never comes to an end keep nobody else's work waiting?"""

import socket
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from pytest_django import Settings

from entracte.boxoffice.connections.check import CheckState, run_checks
from entracte.boxoffice.gate.asking import begin_asking, end_asking
from entracte.boxoffice.models import Asking, Claim, Connection, Gate
from entracte.jobs.worker_pulse import jobs_at_once
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


def _the_claim(claim: Claim, _: Gate) -> Claim:
    return claim


@pytest.mark.django_db
def test_slow_connections_together_use_half_of_a_worker_also_where_they_begin_at_the_same_moment(
    evening: Evening,
) -> None:
    """Each looks at its own gate, so none sees in the database what the others begin just now."""
    begun, half = [], jobs_at_once() // 2
    for number in range(2 * half):
        restaurant = a_restaurant(f"slow-{number}", f"Slow {number}")
        claim = Evening(restaurant, a_widget(restaurant)).claims("I-SLOW-BASKET")
        Gate.objects.create(restaurant=restaurant, is_slow=True)
        begun.append(begin_asking(restaurant.pk, partial(_the_claim, claim)))
        Asking.objects.all().delete()
    assert [one is not None for one in begun] == [True] * half + [False] * half
    for one in filter(None, begun):
        end_asking(one)
    again = begin_asking(restaurant.pk, partial(_the_claim, claim))
    assert again is not None
    end_asking(again)


@pytest.mark.django_db
def test_saving_looks_two_names_up_within_the_time_of_one_exchange(
    evening: Evening, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SPEKTRIX_TIMEOUT_SECONDS = 2

    def hangs(*_: object, **more: object) -> list[object]:
        time.sleep(9)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hangs)
    began = time.monotonic()
    connect(
        evening.restaurant,
        "https://system.box-office.example",
        custom_domain="https://tickets.theatre.example",
    )
    assert time.monotonic() - began < 3.9


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

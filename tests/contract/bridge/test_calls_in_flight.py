"""Are no more calls under way to one Spektrix than may be, whoever asks, and does a test wait its turn?"""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import Settings

from entracte import clock
from entracte.boxoffice.connections.check import Check, CheckState, run_checks
from entracte.boxoffice.models import Asking, Claim, Connection, Gate
from tests.bridge import Evening, connect, fresh
from tests.contract.bridge.processes import Worker, until

OTHER = "another-machine:1"


class Counting(ThreadingHTTPServer):
    """Answers every call after a third of a second, and counts how many it has at once."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Slowly)
        self.lock, self.now, self.most, self.paths = threading.Lock(), 0, 0, list[str]()

    def counted(self, path: str, more: int) -> None:
        with self.lock:
            self.now += more
            self.most = max(self.most, self.now)
            if more > 0:
                self.paths.append(path)


class _Slowly(BaseHTTPRequestHandler):
    server: Counting

    def do_GET(self) -> None:
        self.server.counted(self.path, 1)
        time.sleep(0.33)
        self.server.counted(self.path, -1)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"[]")

    def log_message(self, *_: object) -> None:
        """Write nothing."""


@contextmanager
def counting_spektrix() -> Iterator[Counting]:
    with Counting() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def presses_test() -> list[Check]:
    return run_checks(Connection.objects.defer("api_key").get(), now=clock.now())


def presses_test_elsewhere(_: int) -> list[Check]:
    """In a thread of its own, so on a connection of its own."""
    try:
        return presses_test()
    finally:
        connections.close_all()


def other_work(evening: Evening, number: int) -> None:
    """As if so many pieces of work were being asked by a worker elsewhere."""
    until_then = clock.system_now() + timedelta(minutes=5)
    for _ in range(number):
        Asking.objects.create(restaurant=evening.restaurant, worker=OTHER, until=until_then)


@pytest.mark.django_db(transaction=True)
def test_three_tests_beside_a_busy_worker_make_no_more_calls_at_once_than_may_be(
    evening: Evening, settings: Settings, tmp_path: Path
) -> None:
    settings.SPEKTRIX_CALLS_PER_SECOND = 100
    with counting_spektrix() as server:
        connect(evening.restaurant, f"http://127.0.0.1:{server.server_port}")
        claims = [evening.claims(f"I-BASKET-{number}") for number in range(8)]
        with Worker(tmp_path / "worker.log", ENTRACTE_SPEKTRIX_CALLS_PER_SECOND="100"):
            until(lambda: len(server.paths) > 1, "the worker to ask")
            with ThreadPoolExecutor(3) as people:
                tested = list(people.map(presses_test_elsewhere, range(3)))
            until(lambda: not Claim.objects.filter(tries=0).exists(), "every claim to be asked about")
    assert server.most == settings.SPEKTRIX_CALLS_AT_ONCE
    assert {check.state for checks in tested for check in checks if check.key == "answer"} == {CheckState.OK}
    assert all(fresh(claim).tries for claim in claims)


@pytest.mark.django_db
def test_a_test_that_finds_no_place_asks_nothing_says_so_and_leaves_no_row(
    evening: Evening, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entracte.boxoffice.gate.asking_by_hand.PATIENCE_SECONDS", 0.2)
    with counting_spektrix() as server:
        # saving looks the address up within the same time
        connect(evening.restaurant, f"http://127.0.0.1:{server.server_port}")
        settings.SPEKTRIX_TIMEOUT_SECONDS = 0
        other_work(evening, settings.SPEKTRIX_CALLS_AT_ONCE)
        found = {check.key: check for check in presses_test()}
    assert (server.paths, found["answer"].state) == ([], CheckState.FAILED)
    assert "Test again in a minute" in found["answer"].sentence
    assert [asking.worker for asking in Asking.objects.all()] == [OTHER] * settings.SPEKTRIX_CALLS_AT_ONCE


@pytest.mark.django_db
def test_a_test_asks_while_the_circuit_is_closed_and_its_answer_opens_it(evening: Evening) -> None:
    later = clock.system_now() + timedelta(minutes=5)
    Gate.objects.update_or_create(
        restaurant=evening.restaurant, defaults={"failures": 4, "closed_until": later}
    )
    with counting_spektrix() as server:
        connect(evening.restaurant, f"http://127.0.0.1:{server.server_port}")
        Gate.objects.filter(restaurant=evening.restaurant).update(failures=4, closed_until=later)
        presses_test()
    gate = Gate.objects.get(restaurant=evening.restaurant)
    assert (gate.failures, gate.closed_until, bool(server.paths)) == (0, None, True)

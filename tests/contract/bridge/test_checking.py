"""Does Test connection say what is wrong and what to do, by reads alone?"""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from entracte.boxoffice.connections.check import Check, CheckState, run_checks
from entracte.boxoffice.models import Claim, Connection
from tests.bridge import ANA, KEY, LAST_DINED, NOW, VISITS, Evening, connect, fresh
from tests.contract.simulator import Simulator
from tests.ports import free_port
from tests.unit.spektrix.wire import open_wire

pytestmark = pytest.mark.django_db


def checks(evening: Evening) -> dict[str, Check]:
    connection = Connection.objects.defer("api_key").get(restaurant=evening.restaurant)
    return {check.key: check for check in run_checks(connection, now=NOW)}


def states(found: dict[str, Check]) -> dict[str, str]:
    return {key: check.state.value for key, check in found.items()}


@pytest.mark.rule("R20")
def test_a_connection_that_works_passes(evening: Evening, spektrix: Simulator) -> None:
    found = checks(evening)
    assert states(found) == {
        "answer": "ok",
        "credentials": "ok",
        "permission": "ok",
        "baskets": "ok",
        "clock": "ok",
        "last_dined": "not_checked",
        "visits": "not_checked",
        "custom_domain": "not_checked",
    }
    assert found["credentials"].http_status == 200


@pytest.mark.rule("R20")
@pytest.mark.parametrize(
    "key, fault, status, words",
    [
        ("credentials", "401", 401, "without stray spaces"),
        ("permission", "403", 403, "protection in front of Spektrix"),
        ("credentials", "404", 404, "its case matters"),
        ("answer", "500", 500, "outage on its side"),
        ("answer", "502", 502, "outage on its side"),
        ("answer", "429", 429, "fewer calls"),
        ("answer", "cut_off", None, "broke off"),
        ("answer", "not_json", 200, "could not be understood"),
    ],
)
def test_each_status_says_what_to_do(
    evening: Evening, spektrix: Simulator, key: str, fault: str, status: int | None, words: str
) -> None:
    spektrix.fault(fault)
    check = checks(evening)[key]
    assert (check.state, check.http_status) == (CheckState.FAILED, status)
    assert words in check.sentence


@pytest.mark.rule("R20")
@pytest.mark.parametrize(
    "changes", [{"login": "somebody"}, {"api_key": "YW5vdGhlciBrZXk="}], ids=["login", "key"]
)
def test_a_wrong_login_or_key_fails_the_credentials(
    evening: Evening, spektrix: Simulator, changes: dict[str, str]
) -> None:
    connect(evening.restaurant, spektrix.url, **changes)
    assert states(checks(evening))["credentials"] == "failed"


@pytest.mark.rule("R20")
def test_a_client_name_in_the_wrong_case_fails_the_credentials(evening: Evening, spektrix: Simulator) -> None:
    connect(evening.restaurant, spektrix.url, client_name="ALDER")
    check = checks(evening)["credentials"]
    assert (check.state, check.http_status) == (CheckState.FAILED, 404)


@pytest.mark.rule("R20")
def test_an_address_without_a_listener_and_a_name_that_is_not_found_are_different_failures(
    evening: Evening,
) -> None:
    connect(evening.restaurant, f"http://127.0.0.1:{free_port()}")
    assert "Nothing answered" in checks(evening)["answer"].sentence
    connect(evening.restaurant, "https://no-such-host.invalid")
    assert "not found by name" in checks(evening)["answer"].sentence


@pytest.mark.rule("R20")
@pytest.mark.parametrize("seconds, words", [(3600, "60 minutes behind"), (-7200, "2 hours ahead of")])
def test_a_wrong_clock_is_shown(evening: Evening, spektrix: Simulator, seconds: int, words: str) -> None:
    spektrix.control("POST", "clock", {"signing_offset_seconds": seconds})
    try:
        check = checks(evening)["clock"]
    finally:
        spektrix.control("POST", "clock", {"signing_offset_seconds": 0})
    assert check.state is CheckState.FAILED
    assert words in check.sentence


@pytest.mark.rule("R11")
def test_the_attributes_are_looked_for_on_the_test_customer(evening: Evening, spektrix: Simulator) -> None:
    connect(evening.restaurant, spektrix.url, test_customer_id=ANA)
    assert states(checks(evening))["visits"] == "ok"
    spektrix.control("POST", f"attributes/{VISITS}", {"available": False})
    found = checks(evening)
    assert (found["last_dined"].state, found["visits"].state) == (CheckState.OK, CheckState.FAILED)
    assert "not made available to the API, or not created" in found["visits"].sentence
    spektrix.control("DELETE", f"attributes/{LAST_DINED}")
    assert states(checks(evening))["last_dined"] == "failed"


@pytest.mark.rule("R11")
def test_an_unknown_test_customer_is_shown(evening: Evening, spektrix: Simulator) -> None:
    connect(evening.restaurant, spektrix.url, test_customer_id="I-NOBODY")
    assert checks(evening)["visits"].http_status == 404


@pytest.mark.rule("D19")
def test_testing_never_writes(evening: Evening, spektrix: Simulator) -> None:
    connect(evening.restaurant, spektrix.url, test_customer_id=ANA)
    checks(evening)
    assert [(call["method"], call["status"]) for call in spektrix.calls()] == [
        ("GET", 200),
        ("GET", 404),
        ("GET", 200),
    ]


@pytest.mark.rule("R20")
@pytest.mark.parametrize(
    "status, state, words",
    [
        (404, "ok", "the first verified claim proves it"),
        (400, "ok", "the first verified claim proves it"),
        (410, "ok", "the first verified claim proves it"),
        (200, "ok", "the first verified claim proves it"),
        (403, "failed", "may not read baskets"),
        (401, "failed", "did not accept"),
        (302, "failed", "sends callers elsewhere"),
        (503, "not_checked", "outage"),
        (299, "not_checked", "could not be understood"),
    ],
)
def test_a_made_up_basket_shows_whether_baskets_may_be_read(
    evening: Evening, status: int, state: str, words: str
) -> None:
    with open_wire() as wire:
        connect(evening.restaurant, wire.origin)
        wire.answers(200, b"[]")
        wire.answers_to("/baskets/", status, b'{"id": "I-1"}' if status == 200 else b"x")
        check = checks(evening)["baskets"]
    assert (check.state.value, check.http_status) == (state, status)
    assert words in check.sentence


@pytest.mark.rule("D16")
def test_a_test_that_passes_resumes_what_the_settings_had_parked(
    evening: Evening, spektrix: Simulator
) -> None:
    claim = evening.claims(spektrix.basket(ANA)["id"])
    Claim.objects.filter(pk=claim.pk).update(state="parked", reason="settings")
    Connection.objects.update(trouble="Something to put right.")
    spektrix.fault("401", times=1)
    checks(evening)
    assert fresh(claim).state == "parked"
    checks(evening)
    assert (fresh(claim).state, Connection.objects.get().trouble) == ("waiting", "")


def test_a_key_that_this_server_cannot_read_is_named_without_it(
    evening: Evening, spektrix: Simulator
) -> None:
    Connection.objects.update(api_key=KEY)
    from django.db import connection as database

    with database.cursor() as cursor:
        cursor.execute("UPDATE boxoffice_connection SET api_key = 'gAAAAAB-not-ours'")
    found = checks(evening)
    assert "Enter the API key once more" in found["answer"].sentence
    assert spektrix.calls() == []


class _Elsewhere(BaseHTTPRequestHandler):
    """Answers everything with one status, as a wrong address may."""

    status = 302

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.send_header("Location", "https://elsewhere.example/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


@pytest.mark.rule("R20")
@pytest.mark.parametrize(
    "status, words", [(302, "sends callers elsewhere"), (400, "refused a call that every API user may make")]
)
def test_an_answer_that_no_spektrix_gives_never_passes(evening: Evening, status: int, words: str) -> None:
    """A redirect or a refusal is neither a wrong key nor a missing permission, and still must fail."""
    handler = type("Handler", (_Elsewhere,), {"status": status})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        connect(evening.restaurant, f"http://127.0.0.1:{server.server_port}")
        check = checks(evening)["answer"]
        server.shutdown()
    assert (check.state, check.http_status) == (CheckState.FAILED, status)
    assert words in check.sentence

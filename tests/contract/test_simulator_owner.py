"""Does the simulator's owner mode ask for a good signature, and keep customers, baskets and orders right?"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.contract.simulator import ANA, BEN, Simulator, authorization

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
DINED, VISITS = "attribute_LastDinedAt", "attribute_NumberofRestaurantVisits"


@pytest.fixture(scope="module")
def running() -> Iterator[Simulator]:
    with Simulator() as simulator:
        yield simulator


@pytest.fixture
def simulator(running: Simulator) -> Simulator:
    running.control("POST", "reset", {"calls": True})
    return running


@pytest.fixture(scope="module")
def vector_simulator() -> Iterator[Simulator]:
    client = VECTORS["vectors"][0]["url"].split("/")[3]
    flags = ("--client", client, "--login", VECTORS["login"], "--skew-minutes", "100000000")
    with Simulator(*flags, key=VECTORS["key"]) as simulator:
        yield simulator


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda vector: vector["name"])
def test_each_published_signature_is_accepted_as_it_stands(
    vector_simulator: Simulator, vector: dict[str, Any]
) -> None:
    host, path = vector["url"].removeprefix("https://").split("/", 1)
    sent = {
        "Host": host,
        "X-Forwarded-Proto": "https",
        "Date": vector["date"],
        "Authorization": f"SpektrixAPI3 {VECTORS['login']}:{vector['signature']}",
    }
    body = (vector["body"] or "").encode()
    httpx2.request(vector["method"], f"{vector_simulator.url}/{path}", headers=sent, content=body)
    assert vector_simulator.calls()[-1]["signed"] is True
    httpx2.request(vector["method"], f"{vector_simulator.url}/{path}&", headers=sent, content=body + b" ")
    assert vector_simulator.calls()[-1]["signed"] is False


def test_a_good_signature_opens_owner_mode(simulator: Simulator) -> None:
    reply = simulator.signed("GET", "custom-payment-types")
    assert (reply.status_code, next(one["name"] for one in reply.json())) == (200, "Restaurant account")
    assert simulator.calls()[-1]["signed"] is True


@pytest.mark.parametrize(
    "changed",
    [
        {"login": "somebody"},
        {"key": "YW5vdGhlciBrZXkgYWx0b2dldGhlcg=="},
        {"signed_url": "/alder/api/v3/customers?email=ana.riley%40example.org"},
        {"signed_url": "http://elsewhere/alder/api/v3/customers?email=ana.riley%40example.org"},
        {"date": "Tue, 03 Mar 2020 18:45:09 GMT"},
        {"date": "yesterday"},
    ],
    ids=["login", "key", "path only", "host", "old date", "no date"],
)
def test_a_wrong_signature_is_a_401_with_a_message(simulator: Simulator, changed: dict[str, str]) -> None:
    reply = simulator.signed("GET", "customers?email=ana.riley%40example.org", **changed)
    assert (reply.status_code, list(reply.json())) == (401, ["message"])
    assert simulator.calls()[-1]["signed"] is False
    assert simulator.calls()[-1]["why"]


def test_the_query_is_signed_in_the_very_characters_sent(simulator: Simulator) -> None:
    target = "customers?email=ana.riley%40example.org"
    assert simulator.signed("GET", target).json()["id"] == ANA
    other = f"{simulator.api()}/{target.replace('%40', '@')}"
    assert simulator.signed("GET", target, signed_url=other).status_code == 401


def test_a_write_needs_the_hash_of_the_bytes_sent(simulator: Simulator) -> None:
    url, date = f"{simulator.api()}/customers/{ANA}", format_datetime(_now(), usegmt=True)
    for signed, sent, status in ((b"{}", b"{}", 200), (b"{}", b"{ }", 401), (b"", b"", 200)):
        header = authorization(method="PATCH", url=url, date=date, body=signed)
        reply = httpx2.patch(url, content=sent, headers={"Authorization": header, "Date": date})
        assert reply.status_code == status
    of_a_read = authorization(method="GET", url=url, date=date, body=b"")
    assert httpx2.patch(url, headers={"Authorization": of_a_read, "Date": date}).status_code == 401


def test_a_date_at_the_edge_of_the_window_counts_by_the_signing_clock(simulator: Simulator) -> None:
    near = format_datetime(_now() - timedelta(minutes=14), usegmt=True)
    far = format_datetime(_now() - timedelta(minutes=16), usegmt=True)
    assert simulator.signed("GET", "custom-payment-types", date=near).status_code == 200
    assert simulator.signed("GET", "custom-payment-types", date=far).status_code == 401
    simulator.control("POST", "clock", {"signing_offset_seconds": -16 * 60})
    assert simulator.signed("GET", "custom-payment-types", date=far).status_code == 200
    assert simulator.signed("GET", "custom-payment-types").status_code == 401


@pytest.mark.parametrize(
    "path", [f"customers/{ANA}", "baskets/I-0000-0000", "orders", "custom-payment-types"]
)
def test_an_owner_endpoint_without_a_signature_is_a_401(simulator: Simulator, path: str) -> None:
    assert httpx2.get(f"{simulator.api()}/{path}").status_code == 401


def test_a_wrong_client_name_is_a_404_before_the_signature_counts(simulator: Simulator) -> None:
    assert httpx2.get(simulator.api("Alder") + "/custom-payment-types").status_code == 404


def test_owner_mode_reads_a_browsers_basket_by_its_id(simulator: Simulator) -> None:
    made = simulator.basket(ANA)
    assert simulator.signed("GET", f"baskets/{made['id']}").json()["customer"]["id"] == ANA
    nobodys = simulator.basket(None)
    assert simulator.signed("GET", f"baskets/{nobodys['id']}").json()["customer"] is None


def test_unknown_expired_and_confirmed_baskets_are_all_404(simulator: Simulator) -> None:
    shown = simulator.on_sale()[0]["id"]
    expired, sold = simulator.basket(ANA)["id"], simulator.basket(ANA, [shown])["id"]
    simulator.control("POST", f"baskets/{expired}/expire")
    simulator.control("POST", f"baskets/{sold}/confirm")
    for basket in ("I-0000-0000", "odd%2Fid%3F", expired, sold):
        reply = simulator.signed("GET", f"baskets/{basket}")
        assert (reply.status_code, reply.json()) == (404, {"message": "Basket not found"})


def test_a_customer_is_found_by_id_and_by_email_as_one_object(simulator: Simulator) -> None:
    found = simulator.signed("GET", "customers?email=Ben.Okafor%40example.org").json()
    assert found == simulator.signed("GET", f"customers/{BEN}").json()
    assert (found["lastName"], found[DINED], found[VISITS]) == ("Okafor", None, None)
    assert simulator.signed("GET", "customers?email=nobody%40example.org").status_code == 404
    assert simulator.signed("GET", "customers/I-0000-0000").status_code == 404


def test_patch_merges_and_answers_with_the_customer(simulator: Simulator) -> None:
    written = {DINED: "2026-05-28T21:30:00+01:00", VISITS: 3}
    reply = simulator.signed("PATCH", f"customers/{ANA}", written)
    assert reply.status_code == 200
    assert {key: reply.json()[key] for key in written} == written
    simulator.signed("PATCH", f"customers/{ANA}", {VISITS: 4, "mobile": "07700 900999"})
    after = simulator.customer(ANA)
    assert after["values"] == {**written, VISITS: 4}
    assert (after["mobile"], after["email"]) == ("07700 900999", "ana.riley@example.org")
    assert simulator.calls()[-1]["body"] == {VISITS: 4, "mobile": "07700 900999"}


def test_the_answer_to_a_patch_may_carry_no_attributes_or_nothing(simulator: Simulator) -> None:
    simulator.control("POST", "switches", {"patch_reply": "without_attributes"})
    assert VISITS not in simulator.signed("PATCH", f"customers/{ANA}", {VISITS: 1}).json()
    simulator.control("POST", "switches", {"patch_reply": "empty"})
    reply = simulator.signed("PATCH", f"customers/{ANA}", {VISITS: 2})
    assert (reply.status_code, reply.content) == (204, b"")
    assert simulator.customer(ANA)["values"] == {VISITS: 2}


def test_an_undefined_attribute_is_a_400_and_nothing_is_written(simulator: Simulator) -> None:
    reply = simulator.signed("PATCH", f"customers/{ANA}", {VISITS: 3, "attribute_Shoe": "9"})
    assert (reply.status_code, reply.json()) == (
        400,
        {"message": "attribute_Shoe is not a defined attribute"},
    )
    assert simulator.customer(ANA)["values"] == {}


def test_an_attribute_not_available_to_the_api_is_neither_written_nor_shown(simulator: Simulator) -> None:
    simulator.control("POST", f"attributes/{VISITS}", {"available": False})
    reply = simulator.signed("PATCH", f"customers/{ANA}", {VISITS: 3})
    assert reply.status_code == 200
    assert VISITS not in reply.json()
    assert simulator.customer(ANA)["values"] == {}


@pytest.mark.parametrize(
    "kind, good, kept, bad",
    [
        ("text", "a window", "a window", 7),
        ("currency", 12.345, 12.35, "12"),
        ("date", "2026-03-03", "2026-03-03T00:00:00", "the third"),
        ("dropdown", "Yes", "Yes", "Perhaps"),
        ("date-time", "2026-05-28T21:30:00+01:00", "2026-05-28T21:30:00+01:00", "2026-05-28T21:30:00"),
        ("number", 3, 3, "3"),
    ],
)
def test_each_type_of_attribute_takes_its_values_only(
    simulator: Simulator, kind: str, good: object, kept: object, bad: object
) -> None:
    defined = simulator.control(
        "POST", "attributes", {"name": "At-Table 9", "kind": kind, "options": "Yes,No"}
    )
    assert defined["key"] == "attribute_AtTable9"
    reply = simulator.signed("PATCH", f"customers/{ANA}", {defined["key"]: good})
    assert reply.json()[defined["key"]] == kept
    assert simulator.signed("PATCH", f"customers/{ANA}", {defined["key"]: bad}).status_code == 400
    cleared = simulator.signed("PATCH", f"customers/{ANA}", {defined["key"]: None}).json()[defined["key"]]
    assert cleared == ("" if kind in ("text", "dropdown") else None)
    simulator.control("DELETE", f"attributes/{defined['key']}")
    assert simulator.signed("PATCH", f"customers/{ANA}", {defined["key"]: good}).status_code == 400


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"[[]]",
        b'"text"',
        b"\xff\x00",
        b"[" * 100_000,
        b'[{"instance": {"id": 7}, "type": []}]',
        b'{"attribute_LastDinedAt": "\\ud800", "firstName": "\\ud800"}',
        b'{"attribute_NumberofRestaurantVisits": NaN, "email": []}',
        b'{"customPayments": [{"amount": 1e999}], "customer": 7, "tickets": 7}',
    ],
    ids=lambda body: repr(body[:40]),
)
def test_no_body_however_odd_upsets_the_simulator(simulator: Simulator, method: str, body: bytes) -> None:
    paths = (
        f"customers/{ANA}",
        "customers",
        "baskets",
        f"baskets/{simulator.basket()['id']}/tickets",
        "orders/x",
    )
    for path in paths:
        url, date = f"{simulator.api()}/{path}", format_datetime(_now(), usegmt=True)
        header = authorization(method=method, url=url, date=date, body=body)
        reply = httpx2.request(method, url, content=body, headers={"Authorization": header, "Date": date})
        assert reply.status_code in (200, 400, 404, 405)
        assert reply.headers["content-type"].startswith("application/json")
    assert httpx2.get(simulator.url).status_code == 200


def test_a_customer_is_created_once_per_email(simulator: Simulator) -> None:
    fields = {"firstName": "Gwen", "lastName": "Ash", "email": "gwen@example.org", VISITS: 1}
    created = simulator.signed("POST", "customers", fields).json()
    assert simulator.signed("GET", f"customers/{created['id']}").json() == created
    again = simulator.signed("POST", "customers", fields)
    assert (again.status_code, again.json()) == (400, {"message": "Duplicate Entry"})
    assert simulator.signed("POST", "customers", {"firstName": "G"}).status_code == 400


def test_an_owner_basket_becomes_an_order_when_a_custom_payment_covers_it(simulator: Simulator) -> None:
    shown = simulator.on_sale()[0]["id"]
    basket = simulator.signed("POST", "baskets", {"customer": BEN}).json()
    path = f"baskets/{basket['id']}"
    filled = simulator.signed("POST", f"{path}/tickets", [{"instance": shown}]).json()
    assert simulator.signed("POST", f"{path}/confirm").status_code == 400
    payment = {"type": {"id": "801APAYT"}, "amount": filled["total"]}
    simulator.signed("PATCH", path, {"customPayments": [payment], "promoCode": "LAMP"})
    order = simulator.signed("POST", f"{path}/confirm", {"sendConfirmationEmail": False}).json()
    assert (order["customer"], order["total"]) == ({"id": BEN}, filled["total"])
    assert simulator.signed("GET", f"orders/{order['id']}").json() == order
    assert simulator.signed("GET", f"customers/{BEN}/orders").json() == [order]
    assert simulator.signed("GET", "orders?DateFrom=2020-01-01&page=1&pageSize=5").json() == [order]
    assert simulator.signed("GET", "orders?DateTo=2020-01-01").json() == []
    assert simulator.signed("GET", path).status_code == 404


def test_an_owner_basket_can_be_cleared(simulator: Simulator) -> None:
    shown = simulator.on_sale()[0]["id"]
    basket = simulator.signed("POST", "baskets", {"customer": ANA, "tickets": [{"instance": shown}]}).json()
    cleared = simulator.signed("POST", f"baskets/{basket['id']}/clear").json()
    assert (cleared["tickets"], cleared["customer"]["id"]) == ([], ANA)


def test_events_and_instances_answer_signed_calls_too(simulator: Simulator) -> None:
    event = simulator.signed("GET", "events").json()[0]
    assert simulator.signed("GET", f"events/{event['id']}").json() == event
    shown = simulator.signed("GET", "instances").json()[0]
    assert simulator.signed("GET", f"instances/{shown['id']}").json() == shown
    assert {call["mode"] for call in simulator.calls()} == {"owner"}


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 the simulator holds signatures against the system's clock

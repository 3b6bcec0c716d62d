"""Do the calls reach the wire as they were signed, and does whatever comes back stay in the family?"""

import json
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entracte.spektrix import calls, errors
from entracte.spektrix.client import Client
from entracte.spektrix.origin import normal_origin
from entracte.spektrix.records import Basket, Customer
from entracte.spektrix.signing import authorization
from tests.unit.spektrix.wire import KEY, LOGIN, NOW, Wire

ODD_ID = "a/b c+é"
WRITE: dict[str, str | int] = {"attribute_LastDinedAt": "2026-05-28T21:30:00+01:00", "attribute_Visits": 3}


def expected_signature(wire: Wire, number: int = 0) -> str:
    sent = wire.requests[number]
    body = sent.body if sent.method != "GET" else None
    url = wire.origin + sent.target
    return authorization(
        login=LOGIN, key=KEY, method=sent.method, url=url, date=sent.headers["date"], body=body
    )


@pytest.mark.rule("R6")
def test_a_basket_is_asked_for_by_its_id(wire: Wire) -> None:
    wire.answers(200, b'{"id":"I-9QR3-2LTM","customer":{"id":"C-1"}}')
    assert wire.client().basket("I-9QR3-2LTM") == Basket("I-9QR3-2LTM", Customer("C-1"))
    sent = wire.requests[0]
    assert (sent.method, sent.target, sent.body) == ("GET", "/alder/api/v3/baskets/I-9QR3-2LTM", b"")
    assert sent.headers["date"] == "Tue, 03 Mar 2026 18:45:09 GMT"
    assert sent.headers["host"] == wire.origin.removeprefix("http://")
    assert sent.headers["user-agent"].startswith("Entracte/")
    assert sent.headers["accept"] == "application/json"


@pytest.mark.parametrize("odd", [ODD_ID, "x?y=1&z=[2]#f", "%41", "..a/../..", "{x}|^`\\", "a:b@c"])
def test_the_address_on_the_wire_is_the_one_that_was_signed(wire: Wire, odd: str) -> None:
    wire.answers(404)
    client = wire.client(client_name="Älder Høuse")
    with pytest.raises(errors.NotFound):
        client.basket(odd)
    sent = wire.requests[0]
    assert sent.target == f"/%C3%84lder%20H%C3%B8use/api/v3/{calls.read_basket(odd).path}"
    assert sent.headers["authorization"] == expected_signature(wire)


def test_an_odd_basket_id_is_percent_encoded(wire: Wire) -> None:
    wire.answers(404)
    with pytest.raises(errors.NotFound):
        wire.client().basket(ODD_ID)
    assert wire.requests[0].target == "/alder/api/v3/baskets/a%2Fb%20c%2B%C3%A9"


def test_the_client_name_keeps_its_case_and_loses_stray_spaces(wire: Wire) -> None:
    wire.answers(200, b"[]")
    wire.client(client_name=" AlDer ").known_good()
    assert wire.requests[0].target == "/AlDer/api/v3/custom-payment-types"


@pytest.mark.rule("R10")
def test_a_write_sends_the_very_bytes_that_it_signed(wire: Wire) -> None:
    wire.answers(204)
    assert wire.client().write("C-1", WRITE) is None
    sent = wire.requests[0]
    assert (sent.method, sent.target) == ("PATCH", "/alder/api/v3/customers/C-1")
    assert json.loads(sent.body) == WRITE
    assert sent.headers["content-type"] == "application/json"
    assert sent.headers["content-length"] == str(len(sent.body))
    assert sent.headers["authorization"] == expected_signature(wire)


@pytest.mark.rule("D15")
def test_a_write_gives_the_customer_where_the_reply_has_one(wire: Wire) -> None:
    wire.answers(200, b'{"id":"C-1","attribute_Visits":"3"}')
    assert wire.client().write("C-1", WRITE) == Customer("C-1", attributes={"attribute_Visits": "3"})


def test_a_customer_is_read_by_id(wire: Wire) -> None:
    wire.answers(200, b'{"id":"C-1","firstName":"Ana"}')
    assert wire.client().customer("C-1") == Customer("C-1", first_name="Ana")


def test_each_try_is_dated_and_signed_again(wire: Wire) -> None:
    wire.answers(200, b"[]")
    minutes = iter(range(10))
    client = wire.client(clock=lambda: NOW + timedelta(minutes=next(minutes)))
    client.known_good()
    client.known_good()
    first, second = wire.requests
    assert first.headers["date"] != second.headers["date"]
    assert second.headers["authorization"] == expected_signature(wire, 1) != first.headers["authorization"]


def test_nothing_is_tried_twice(wire: Wire) -> None:
    wire.answers(503, Retry_After="7")
    with pytest.raises(errors.Outage) as caught:
        wire.client().basket("B")
    assert caught.value.retry_after == 7.0
    assert len(wire.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(wire: Wire, status: int) -> None:
    wire.answers(status, Location=f"{wire.origin}/elsewhere")
    with pytest.raises(errors.BadOrigin):
        wire.client().basket("B")
    assert len(wire.requests) == 1


def test_cookies_are_not_sent_back(wire: Wire) -> None:
    wire.answers(200, b"[]", Set_Cookie="session=1")
    client = wire.client()
    client.known_good()
    client.known_good()
    assert "cookie" not in wire.requests[1].headers


@pytest.mark.rule("R15")
@pytest.mark.rule("R16")
@pytest.mark.parametrize(
    "method,path", [("POST", "orders"), ("GET", "instances/{id}"), ("PATCH", "baskets/{id}")]
)
def test_a_call_that_is_not_one_of_the_four_never_leaves(wire: Wire, method: str, path: str) -> None:
    made_up = calls.CallKind(name="made_up", method=method, path=path, purpose="None.")
    with pytest.raises(ValueError, match="no such call"):
        wire.client()._ask(calls.Call(made_up, "X", b"{}"))
    assert wire.requests == []


def test_the_client_offers_the_four_calls_and_nothing_else() -> None:
    offered = {name for name in vars(Client) if not name.startswith("_")}
    assert offered == {"basket", "customer", "write", "known_good", "close"}


def test_a_reply_that_never_ends_is_not_read_to_the_end(wire: Wire) -> None:
    wire.answers(200, b" " * 2_000_001)
    with pytest.raises(errors.Strange):
        wire.client().customer("C")


@pytest.mark.rule("R20")
def test_no_answer_in_time_is_a_timeout(wire: Wire) -> None:
    wire.delay_seconds = 0.4
    with pytest.raises(errors.NoAnswer) as caught:
        wire.client(timeout_seconds=0.1).known_good()
    assert caught.value.kind == "timeout"


@pytest.mark.rule("R20")
def test_an_address_without_a_listener_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    client = Client(origin=f"http://127.0.0.1:{port}", client_name="a", login="l", key=KEY, clock=lambda: NOW)
    with pytest.raises(errors.NoAnswer) as caught:
        client.known_good()
    assert caught.value.kind == "refused"


@pytest.mark.rule("R20")
def test_a_name_that_does_not_exist_is_a_failure_of_its_own() -> None:
    client = Client(
        origin="https://no-such-host.invalid", client_name="a", login="l", key=KEY, clock=lambda: NOW
    )
    with pytest.raises(errors.NoAnswer) as caught:
        client.known_good()
    assert caught.value.kind == "name"


@pytest.mark.rule("R20")
def test_a_far_end_that_does_not_speak_tls_is_a_failure_of_its_own(wire: Wire) -> None:
    wire.reply = b"HTTP/1.1 400 no\r\n\r\n"
    with pytest.raises(errors.NoAnswer) as caught:
        wire.client(origin=wire.origin.replace("http://", "https://")).known_good()
    assert caught.value.kind == "tls"


@pytest.mark.parametrize(
    "raw",
    [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", b"garbage", b"HTTP/1.1 200 OK\r\nContent-Le"],
    ids=["closed at once", "cut in the body", "not HTTP", "cut in the head"],
)
def test_a_connection_that_breaks_off_is_cut_off(wire: Wire, raw: bytes) -> None:
    wire.reply = raw
    with pytest.raises(errors.NoAnswer) as caught:
        wire.client().customer("C")
    assert caught.value.kind == "cut_off"


def test_a_body_that_only_claims_to_be_packed_is_strange(wire: Wire) -> None:
    wire.answers(200, b"not gzip", Content_Encoding="gzip")
    with pytest.raises(errors.Strange):
        wire.client().customer("C")


HEADS = (
    b"",
    b"HTTP/1.1 200 OK\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n",
    b"HTTP/1.1 4",
)


@given(head=st.sampled_from(HEADS), rest=st.binary(max_size=300))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_on_the_wire_give_a_record_or_one_of_its_errors(
    wire: Wire, head: bytes, rest: bytes
) -> None:
    wire.reply = head + rest
    with wire.client() as client, suppress(errors.SpektrixError):
        assert isinstance(client.customer("C"), Customer)


@pytest.mark.rule("R5")
@pytest.mark.rule("R19")
@pytest.mark.parametrize("fail", [lambda wire: wire.answers(401), lambda wire: setattr(wire, "reply", b"x")])
def test_no_secret_id_or_signature_reaches_a_log_or_an_error(
    wire: Wire, caplog: pytest.LogCaptureFixture, fail: Callable[[Wire], None]
) -> None:
    fail(wire)
    client = wire.client()
    with caplog.at_level(logging.DEBUG), pytest.raises(errors.SpektrixError) as caught:
        client.basket("BASKET-SECRET")
    error = caught.value
    assert (error.__context__, error.__cause__) == (None, None)
    signature = wire.requests[0].headers["authorization"].rpartition(":")[2]
    shown = "".join([caplog.text, repr(client), repr(error), str(error), repr(error.args), repr(vars(error))])
    for secret in (KEY, LOGIN, signature, "BASKET-SECRET"):
        assert secret not in shown


@pytest.mark.parametrize(
    "written,normal",
    [
        ("https://system.spektrix.com", "https://system.spektrix.com"),
        (" HTTPS://System.Spektrix.com/ ", "https://system.spektrix.com"),
        ("https://system.spektrix.com:443", "https://system.spektrix.com"),
        ("http://127.0.0.1:8001", "http://127.0.0.1:8001"),
        ("https://münchen.example", "https://xn--mnchen-3ya.example"),
        ("http://[::1]:80", "http://[::1]"),
    ],
)
def test_an_origin_is_written_as_it_stands_in_the_host_header(written: str, normal: str) -> None:
    assert normal_origin(written) == normal


@pytest.mark.parametrize(
    "origin",
    [
        "", "system.spektrix.com", "ftp://a.example", "https://", "https:///x", "https://a.example/alder",
        "https://a.example?x", "https://a.example#x", "https://u:p@a.example", "https://a b.example", "https://a..b",
        "https://" + "a" * 64 + ".example", "https://a.example:x", "https://a.example\n.b", "https://[::zz]",
        "https://" + "a-" * 20_000 + "!",
    ],
)  # fmt: skip
def test_an_origin_that_is_not_scheme_and_host_is_refused(origin: str) -> None:
    with pytest.raises(errors.BadOrigin) as caught:
        normal_origin(origin)
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "change,kind",
    [
        ({"client_name": " "}, errors.BadClientName),
        ({"client_name": ".."}, errors.BadClientName),
        ({"key": "not base64"}, errors.BadKey),
        ({"login": ""}, errors.BadLogin),
        ({"origin": "nowhere"}, errors.BadOrigin),
    ],
)
def test_settings_that_cannot_work_are_refused_before_anything_is_sent(
    wire: Wire, change: dict[str, str], kind: type[errors.FixSettings]
) -> None:
    with pytest.raises(kind) as caught:
        wire.client(**change)
    assert caught.value.__context__ is None

"""Does the API keep its word over real HTTP: any framing of bodies, shared limits, and what the logs say?"""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.browser.stack import LIMIT_SECONDS, Stack
from tests.contract.installation import Answer, ask, call, offered, send_bytes, submit
from tests.submits import a_submit, somebody

CHUNK = b"x" * 8192
SECRETS = ("quillfeather", "07700900417", "7700 900417", "Zenobia", "I-9QR3-SECRET")


def post(stack: Stack, body: Any, **headers: str) -> Answer:
    return ask(
        stack, "POST", call(stack.widget, "bookings"), body, Content_Type="application/json", **headers
    )


def test_a_booking_over_http_is_in_the_book(installation: Stack) -> None:
    [start, *_] = offered(installation)
    answer = submit(installation, a_submit(starts_at=start))
    assert (answer.status, answer.json["starts_at"]) == (201, start)
    assert answer.headers["Access-Control-Allow-Origin"] == installation.theatre
    assert answer.headers["Set-Cookie"] is None
    assert installation.sql("SELECT code, status FROM bookings_booking") == [
        (answer.json["code"], "confirmed")
    ]


def test_a_body_in_chunks_is_read_like_any_other(installation: Stack) -> None:
    [start, *_] = offered(installation)
    body = json.dumps(a_submit(starts_at=start)).encode()
    assert post(installation, iter([body[:20], body[20:]])).status == 201


@pytest.mark.parametrize("chunks", [9, 128])
def test_a_body_in_chunks_over_the_limit_is_refused(installation: Stack, chunks: int) -> None:
    answer = post(installation, iter([CHUNK] * chunks))
    assert (answer.status, answer.code) == (413, "too_large")
    assert answer.headers["Access-Control-Allow-Origin"] == installation.theatre


def test_a_body_over_the_limit_is_refused(installation: Stack) -> None:
    answer = post(installation, CHUNK * 128)
    assert (answer.status, answer.code) == (413, "too_large")


def test_a_length_alone_is_refused_before_a_byte_of_the_body_came(installation: Stack) -> None:
    path = call(installation.widget, "bookings")
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 70000\r\n\r\n"
    assert send_bytes(installation, head.encode()).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("length", [b"x", b"-1", b"1e3", b"1, 2"])
def test_a_length_that_is_no_number_is_a_bad_request(installation: Stack, length: bytes) -> None:
    path = call(installation.widget, "bookings").encode()
    head = b"POST " + path + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + length + b"\r\n\r\n"
    assert b" 400 " in send_bytes(installation, head)


def test_a_chunk_that_is_none_is_refused(installation: Stack) -> None:
    path = call(installation.widget, "bookings")
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzebra\r\n"
    assert b" 400 " in send_bytes(installation, head.encode())


def test_web_workers_share_the_limit(installation: Stack) -> None:
    starts = offered(installation)
    submit(installation, a_submit(starts_at=starts[0], party_size=9))
    installation.sql("UPDATE widget_submitcount SET submits = 9995 WHERE who NOT LIKE 'widget:%%'")
    with ThreadPoolExecutor(20) as guests:
        wishes = [a_submit(starts_at=starts[0], guest=somebody(number)) for number in range(20)]
        tried = [guests.submit(submit, installation, wish) for wish in wishes]
    answers = [each.result() for each in tried]
    assert sorted(answer.status for answer in answers) == [201] * 5 + [429] * 15
    [first, *_] = [answer for answer in answers if answer.status == 429]
    assert 1 <= int(first.headers["Retry-After"]) <= LIMIT_SECONDS
    assert first.headers["Access-Control-Expose-Headers"] == "Retry-After"


@pytest.mark.rule("R1")
@pytest.mark.rule("R18")
def test_settings_days_and_offers_ask_spektrix_nothing(installation: Stack) -> None:
    offered(installation)
    ask(installation, "GET", call(installation.widget, "days") + "?month=2027-01&party_size=2")
    assert installation.calls() == []


@pytest.mark.rule("R15")
@pytest.mark.rule("R16")
def test_a_booking_with_a_basket_makes_no_order_and_a_basket_makes_no_booking(installation: Stack) -> None:
    [start, *_] = offered(installation)
    code = submit(installation, a_submit(starts_at=start, basket_id="I-9QR3-2LTM")).json["code"]
    installation.claim_of(code)
    methods = {(call["method"], call["path"].split("/")[4]) for call in installation.calls("owner")}
    assert methods <= {("GET", "baskets"), ("GET", "custom-payment-types")}
    assert installation.control("GET", "state")["orders"] == []
    assert installation.sql("SELECT count(*) FROM bookings_booking") == [(1,)]


def test_no_log_line_holds_what_a_guest_typed(installation: Stack) -> None:
    typed = {"first_name": "Zenobia", "last_name": "Quillfeather", "phone": "07700 900417"}
    wish = a_submit(
        starts_at=offered(installation)[0],
        guest={**typed, "email": "z.quillfeather@example.org"},
        basket_id="I-9QR3-SECRET",
    )
    installation.sql("ALTER TABLE bookings_booking ADD CONSTRAINT nobody CHECK (last_name = 'Nobody')")
    try:
        broken = submit(installation, wish)
    finally:
        installation.sql("ALTER TABLE bookings_booking DROP CONSTRAINT nobody")
    installation.sql("ALTER TABLE guests_guest ALTER last_name TYPE varchar(5)")
    try:
        too_long = submit(installation, wish)
    finally:
        installation.sql("ALTER TABLE guests_guest ALTER last_name TYPE varchar(80)")
    assert [(each.status, each.code) for each in (broken, too_long)] == [(500, "failed")] * 2
    assert broken.headers["Access-Control-Allow-Origin"] == installation.theatre
    assert submit(installation, {**wish, "party_size": 500}).status == 422
    assert submit(installation, {**wish, "starts_at": "2000-01-01T19:00:00Z"}).status == 422
    assert post(installation, json.dumps(wish).encode()[:-5]).status == 400
    assert submit(installation, wish).status == 201
    for log in installation.logs():
        lines = log.read_text().lower()
        assert [secret for secret in SECRETS if secret.lower() in lines] == [], log
    shown = (installation.folder / "web.log").read_text()
    assert "psycopg.errors.CheckViolation: 23514 nobody" in shown

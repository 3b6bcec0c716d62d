"""How does a program ask a running installation over HTTP? As an outer page's browser, or byte by byte."""

import json
import socket
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPConnection, HTTPMessage
from typing import Any

import psycopg

from tests.browser.stack import Stack, until

PATIENCE_SECONDS = 30
END_ALL = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        return str(self.json["code"])


def call(widget: str, name: str) -> str:
    return f"/api/widget/v1/{widget}/{name}"


def ask(
    stack: Stack, method: str, path: str, body: bytes | Iterable[bytes] | None = None, **headers: str
) -> Answer:
    """Send one request on a connection of its own, as the page does unless the test says otherwise."""
    sent = {"Origin": stack.theatre, **{name.replace("_", "-"): value for name, value in headers.items()}}
    with closing(HTTPConnection("127.0.0.1", stack.web_port, timeout=PATIENCE_SECONDS)) as connection:
        # a body that is refused before its end is not read to its end
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.request(method, path, body, sent)
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())


def submit(stack: Stack, wish: Any, *, key: str = "") -> Answer:
    """Press Book on the theatre's page."""
    named = {"Idempotency_Key": key} if key else {}
    body = json.dumps(wish).encode()
    return ask(stack, "POST", call(stack.widget, "bookings"), body, Content_Type="application/json", **named)


def offered(stack: Stack, days_ahead: int = 60, party_size: int = 2) -> list[str]:
    """The starts that a party can have, so many days after the restaurant's today."""
    today = ask(stack, "GET", call(stack.widget, "settings")).json["today"]
    on = date.fromisoformat(today) + timedelta(days=days_ahead)
    found = ask(stack, "GET", call(stack.widget, "offers") + f"?date={on}&party_size={party_size}")
    return [offer["starts_at"] for offer in found.json["offers"]]


def send_bytes(stack: Stack, request: bytes) -> bytes:
    """Send these bytes, whatever they are, and return the first line of the answer."""
    with socket.create_connection(("127.0.0.1", stack.web_port), timeout=PATIENCE_SECONDS) as wire:
        wire.sendall(request)
        with wire.makefile("rb") as lines:
            return lines.readline().strip()


@contextmanager
def database_away(stack: Stack, database_url: str) -> Iterator[None]:
    """Nobody reaches the installation's database, and those who had it have lost it."""
    with psycopg.connect(database_url, autocommit=True) as outside:
        outside.execute(f'ALTER DATABASE "{stack.name}" WITH ALLOW_CONNECTIONS false')
        outside.execute(END_ALL, [stack.name])
        try:
            yield
        finally:
            outside.execute(f'ALTER DATABASE "{stack.name}" WITH ALLOW_CONNECTIONS true')
    wait_until_ready(stack)


def wait_until_ready(stack: Stack) -> None:
    """Wait for every web worker: twelve questions in a row reach each of the four, near enough."""
    until(
        lambda: all(ask(stack, "GET", "/readyz").status == 200 for _ in range(12)),
        what="every web worker to be ready again",
    )

"""How does a program ask a running installation over HTTP? As an outer page's browser, or byte by byte."""

import json
import socket
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPConnection, HTTPMessage
from typing import Any

from tests.browser.stack import Stack

PATIENCE_SECONDS = 30


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
    """Send one request on a connection of its own, as the theatre's page does unless told otherwise."""
    sent = {"Origin": stack.theatre, **{name.replace("_", "-"): value for name, value in headers.items()}}
    with closing(HTTPConnection("127.0.0.1", stack.web_port, timeout=PATIENCE_SECONDS)) as connection:
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

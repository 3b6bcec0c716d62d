"""What does a call look like on the wire?

A far end that keeps the very bytes of each request and answers with the very bytes it was given.
"""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from entracte.spektrix.client import Client

LOGIN = "example_api"
KEY = "dGVzdCB2ZWN0b3Iga2V5LCBuZXZlciBpc3N1ZWQgYnkgYW55b25l"
TLS_HELLO = b"\x16\x03"
NOW = datetime(2026, 3, 3, 18, 45, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Request:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Wire:
    origin: str
    reply: bytes = b""
    delay_seconds: float = 0
    requests: list[Request] = field(default_factory=list)
    by_path: dict[str, bytes] = field(default_factory=dict)

    def answers_to(self, path: str, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer so what has this in its path."""
        others = self.reply
        self.answers(status, body, **headers)
        self.by_path[path], self.reply = self.reply, others

    def reply_to(self, request: Request) -> bytes:
        found = (reply for path, reply in self.by_path.items() if path in request.target)
        return next(found, self.reply)

    def answers(self, status: int, body: bytes = b"", **headers: str) -> None:
        lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.reply = "\r\n".join(lines).encode() + b"\r\n\r\n" + body

    def client(self, **changes: Any) -> Client:
        settings = {
            "origin": self.origin,
            "client_name": "alder",
            "login": LOGIN,
            "key": KEY,
            "clock": lambda: NOW,
            "timeout_seconds": 2,
        }
        return Client(**{**settings, **changes})


def received(connection: socket.socket) -> Request | None:
    raw = b""
    while b"\r\n\r\n" not in raw and not raw.startswith(TLS_HELLO):
        chunk = connection.recv(65536)
        if not chunk:
            return None
        raw += chunk
    if raw.startswith(TLS_HELLO):
        return Request("", "", {}, raw)
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("ascii").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65536)
    method, target, _ = first.split(" ")
    return Request(method, target, headers, body)


def serve(listener: socket.socket, wire: Wire) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            request = received(connection)
            if request is not None:
                wire.requests.append(request)
                time.sleep(wire.delay_seconds)
                try:
                    connection.sendall(wire.reply_to(request))
                except OSError:
                    continue


@contextmanager
def open_wire() -> Iterator[Wire]:
    listener = socket.create_server(("127.0.0.1", 0))
    wire = Wire(origin=f"http://127.0.0.1:{listener.getsockname()[1]}")
    thread = threading.Thread(target=serve, args=(listener, wire), daemon=True)
    thread.start()
    yield wire
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(timeout=5)

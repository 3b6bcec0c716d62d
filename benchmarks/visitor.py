"""How does a visitor's browser ask the server? Over one connection that stays open."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

ORIGIN = "https://theatre.example"


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, and the statuses that are right."""

    path: str
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    right: tuple[int, ...] = (200,)


class Visitor:
    """One connection to the web server."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, ask: Ask) -> bytes:
        """Return the answer's body. Raises AssertionError for a status that is not right."""
        headers = {"Origin": ORIGIN, **ask.headers}
        if ask.body is not None:
            headers["Content-Type"] = "application/json"
        method = "GET" if ask.body is None else "POST"
        self._connection.request(method, ask.path, ask.body, headers)
        answer = self._connection.getresponse()
        text = answer.read()
        assert answer.status in ask.right, f"{method} {ask.path}: {answer.status} {text[:200]!r}"
        return text

    def json(self, path: str) -> Any:
        """Return the answer to a GET as a value."""
        return json.loads(self.ask(Ask(path)))

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


def all_at_once(port: int, asks: Iterable[Ask], *, visitors: int) -> list[float]:
    """Let some visitors share these requests out among them; return how many seconds each answer took."""
    todo = iter(asks)
    lock = threading.Lock()
    took: list[float] = []
    troubles: list[Exception] = []

    def visit() -> None:
        visitor = Visitor(port)
        try:
            while True:
                with lock:
                    ask = next(todo, None)
                if ask is None or troubles:
                    return
                since = time.perf_counter()
                visitor.ask(ask)
                took.append(time.perf_counter() - since)
        except (AssertionError, OSError, http.client.HTTPException) as trouble:
            troubles.append(trouble)
        finally:
            visitor.close()

    _run_threads([visit] * visitors)
    if troubles:
        raise troubles[0]
    return took


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that this share of all do not pass."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _run_threads(work: Sequence[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=each) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

"""What did a caller ask? One API call as it came over the wire, and what its handler needs to answer."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

from spektrix_simulator.answers import Answer, Problem
from spektrix_simulator.records import Session

if TYPE_CHECKING:
    from spektrix_simulator.world import World

WEB_ONLY = ("basket", "customer")
OWNER_ONLY = ("baskets", "customers", "orders", "custom-payment-types")


@dataclass(frozen=True, slots=True)
class Received:
    """One call. `path` and `query` are the very characters of the request line."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes

    @property
    def target(self) -> str:
        """Path and query together."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def scheme(self) -> str:
        """The scheme that the caller used: https behind a proxy that says so."""
        return "https" if self.headers.get("x-forwarded-proto") == "https" else "http"

    @property
    def client(self) -> str:
        """The client name in the path."""
        return unquote(self.path.split("/")[1])

    @property
    def segments(self) -> list[str]:
        """The parts of the path after `/{client}/api/v3/`, each decoded once."""
        return [unquote(part) for part in self.path.rstrip("/").split("/")[4:]]

    @property
    def mode(self) -> str:
        """The mode asked for: by the resource where only one mode has it, else by the header."""
        resource = self.segments[0] if self.segments else ""
        if resource in WEB_ONLY:
            return "web"
        if resource in OWNER_ONLY:
            return "owner"
        return "owner" if "authorization" in self.headers else "web"

    def cookie(self, name: str) -> str | None:
        """Return the cookie's value, if it came along."""
        for part in self.headers.get("cookie", "").split(";"):
            found, _, value = part.strip().partition("=")
            if found == name:
                return value
        return None

    def readable_body(self) -> Any:
        """Return the body for the record: JSON with any password struck out, or None."""
        try:
            body = json.loads(self.body)
        except (ValueError, RecursionError):
            return None
        if isinstance(body, dict) and "password" in body:
            return {**body, "password": "…"}
        return body


@dataclass(slots=True)
class Ask:
    """A call on its way through a handler: the world it acts on, the ids in its path, oddities asked for."""

    world: World
    received: Received
    ids: list[str] = field(default_factory=list)
    oddities: frozenset[str] = frozenset()
    session: Session | None = None
    session_is_new: bool = False

    def query(self, name: str) -> str | None:
        """Return the last value of a query parameter."""
        pairs = parse_qsl(self.received.query, keep_blank_values=True)
        return next((value for key, value in reversed(pairs) if key == name), None)

    def every(self, name: str) -> list[str]:
        """Return all values of a parameter that may be repeated or hold commas."""
        pairs = parse_qsl(self.received.query, keep_blank_values=True)
        return [part for key, value in pairs if key == name for part in value.split(",") if part]

    def moment(self, name: str, zone: Any = UTC) -> datetime | None:
        """Return a query parameter as an instant; text without an offset is read in the zone."""
        text = self.query(name)
        if not text:
            return None
        try:
            read = datetime.fromisoformat(text)
        except ValueError as error:
            raise Problem(400, f"{name}: not a date") from error
        return read if read.tzinfo else read.replace(tzinfo=zone)

    @property
    def expand(self) -> frozenset[str]:
        """The names in `$expand`."""
        return frozenset(self.every("$expand"))

    def json(self) -> Any:
        """Return the body's JSON, or raise a 400; an empty body is an empty object."""
        if not self.received.body:
            return {}
        try:
            return json.loads(self.received.body)
        except (ValueError, RecursionError) as error:
            raise Problem(400, "The body is not JSON") from error


Reply = Answer | dict[str, Any] | list[Any]

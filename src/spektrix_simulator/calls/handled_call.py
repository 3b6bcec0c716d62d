"""One call with all that its handler needs to answer it."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from spektrix_simulator.calls.api_call import ApiCall
from spektrix_simulator.calls.responses import ApiResponse
from spektrix_simulator.errors import CallRefused
from spektrix_simulator.world.records import Session
from spektrix_simulator.world.world import World


@dataclass(slots=True)
class HandledCall:
    """A call on its way through a handler: the world it acts on, the ids in its path, oddities asked for."""

    world: World
    received: ApiCall
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
            raise CallRefused(400, f"{name}: not a date") from error
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
            raise CallRefused(400, "The body is not JSON") from error


Reply = ApiResponse | dict[str, Any] | list[Any]

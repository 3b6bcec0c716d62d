"""Routes: which handler answers which call."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spektrix_simulator.calls.handled_call import HandledCall, Reply
from spektrix_simulator.errors import CallRefused

Handler = Callable[[HandledCall], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path such as `baskets/*`, where a star stands for one id."""

    method: str
    path: str
    handler: Handler

    def ids_in(self, segments: Sequence[str]) -> list[str] | None:
        """Return what stands at the stars, or None when the path is another."""
        parts = self.path.split("/")
        if len(parts) != len(segments):
            return None
        if any(part not in ("*", segment) for part, segment in zip(parts, segments, strict=True)):
            return None
        return [segment for part, segment in zip(parts, segments, strict=True) if part == "*"]


def find(routes: Sequence[Route], method: str, segments: Sequence[str]) -> tuple[Handler, list[str]]:
    """Return the handler and the ids of the path; raise 404 for a strange path, 405 for a strange method."""
    known = [(route, ids) for route in routes if (ids := route.ids_in(segments)) is not None]
    for route, ids in known:
        if route.method == method:
            return route.handler, ids
    if known:
        raise CallRefused(405, "This resource does not take that method")
    raise CallRefused(404, "No such resource")

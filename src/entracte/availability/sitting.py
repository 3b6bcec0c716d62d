"""Which party has which tables, and when is a table free?"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from entracte.availability.times import Span


@dataclass(frozen=True, slots=True)
class Sitting:
    """One party at its tables for a span."""

    table_ids: frozenset[int]
    span: Span


class Taken:
    """The sittings sorted once by table, so that each table answers quickly when it is free."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, sittings: Iterable[Sitting]) -> None:
        spans: dict[int, list[tuple[datetime, datetime]]] = {}
        for sitting in sittings:
            for table_id in sitting.table_ids:
                spans.setdefault(table_id, []).append((sitting.span.start, sitting.span.end))
        self._starts: dict[int, list[datetime]] = {}
        self._ends: dict[int, list[datetime]] = {}
        for table_id, taken in spans.items():
            self._starts[table_id], self._ends[table_id] = _joined(taken)

    def is_free(self, table_id: int, span: Span) -> bool:
        """Does no sitting at this table overlap the span?"""
        ends = self._ends.get(table_id)
        if ends is None:
            return True
        following = bisect_right(ends, span.start)
        return following == len(ends) or span.end <= self._starts[table_id][following]

    def divide(
        self, table_id: int, starts: Sequence[datetime], turn: timedelta
    ) -> tuple[Sequence[datetime], Sequence[datetime]]:
        """Part the ascending starts into those at which the table is free for a whole turn, and the rest."""
        ends = self._ends.get(table_id)
        if ends is None or not starts:
            return starts, ()
        free: list[datetime] = []
        blocked: list[datetime] = []
        seen = 0
        for index in range(bisect_right(ends, starts[0]), len(ends)):
            blocked_from = max(seen, bisect_right(starts, self._starts[table_id][index] - turn))
            if blocked_from == len(starts):
                break
            free += starts[seen:blocked_from]
            seen = bisect_left(starts, ends[index])
            blocked += starts[blocked_from:seen]
        free += starts[seen:]
        return free, blocked


def _joined(spans: list[tuple[datetime, datetime]]) -> tuple[list[datetime], list[datetime]]:
    """The starts and the ends of the spans in order, with those that meet made one."""
    starts: list[datetime] = []
    ends: list[datetime] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends

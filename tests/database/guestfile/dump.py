"""What stands in the whole database? Every row, its ids and codes mapped, so that two can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection

# Words of chance and counters: they differ between any two evenings, and say nothing.
CHANCE = {"key", "code", "message_id", "version", "number", "last", "rules_version", "password", "api_key"}
# What stands in every database before anybody booked, and the queue, which is looked at by itself.
ASIDE = ("django_", "auth_", "procrastinate_")

POINTERS = """
SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text
FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE c.contype = 'f' AND array_length(c.conkey, 1) = 1
"""

Rows = dict[str, list[dict[str, Any]]]


def dump() -> Rows:
    """Return the rows of each table, oldest first; an id is the place of its row among those of its table."""
    raw = {table: _rows(table) for table in _tables()}
    # a profile has its place by its first booking: which row became whose is chance too
    firsts = {row["guest_id"]: row["id"] for row in reversed(raw["bookings_booking"])}
    raw["guests_guest"].sort(key=lambda row: (firsts.get(row["id"], 0), row["id"]))
    places = {
        table: {row["id"]: place for place, row in enumerate(rows)}
        for table, rows in raw.items()
        if rows and "id" in rows[0]
    }
    points = dict(_pointers())
    return {
        table: [
            {name: _mapped(table, name, value, points, places) for name, value in row.items()} for row in rows
        ]
        for table, rows in raw.items()
    }


def text_of_everything() -> str:
    """Return all that stands in the database, the queue too, in small letters."""
    tables = [*_tables(), "procrastinate_jobs"]
    return json.dumps({table: _rows(table) for table in tables}, default=str, ensure_ascii=False).lower()


def arguments_of_jobs() -> list[dict[str, object]]:
    return [row["args"] for row in _rows("procrastinate_jobs")]


def _mapped(
    table: str, name: str, value: Any, points: dict[tuple[str, str], str], places: dict[str, dict[int, int]]
) -> Any:
    if value is None:
        return None
    if name == "id":
        return places[table][value]
    if (table, name) in points:
        return places[points[table, name]][value]
    if name in {"before", "after"} and "tables" in value:
        tables = [{**each, "table": places["dining_table"][each["table"]]} for each in value["tables"]]
        return {**value, "tables": tables}
    return "*" if name in CHANCE else value


def _rows(table: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT to_jsonb(t) FROM "{table}" t ORDER BY 1')
        found = [json.loads(row) if isinstance(row, str) else row for (row,) in cursor.fetchall()]
    return sorted(found, key=lambda row: row.get("id", 0))


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return [name for name in names if not name.startswith(ASIDE)]


def _pointers() -> Iterator[tuple[tuple[str, str], str]]:
    """Yield which column points to which table; those over two columns only hold a row to its restaurant."""
    with connection.cursor() as cursor:
        cursor.execute(POINTERS)
        for table, column, other in cursor.fetchall():
            yield (table, column), other

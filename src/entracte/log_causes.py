"""The one cause that many log lines have, which is written once a minute instead of once a request."""

import logging
import re
import threading

import psycopg
from django.db import DatabaseError, InterfaceError

EVERY_SECONDS = 60
MOST_CAUSES = 500
# put into the `extra` of a line that every process writes while its database is away
AWAY = {"cause": "the database does not answer"}
# Connections, resources, an operator's doing, the system; a database that takes no writes. What was wrong
# with one statement is not here: https://www.postgresql.org/docs/current/errcodes-appendix.html
OUTAGES = ("08", "25006", "53", "57", "58", "XX")
NUMBERS = re.compile(r"0x[0-9a-f]+|\d+")
POOL, QUEUE = "psycopg.pool", "procrastinate"
REQUESTS, STRANGERS = "django.request", "django.security"
UNAVAILABLE = 503


class OneLineACause(logging.Filter):
    """Lets the first line of a cause through, and a minute later the next, which counts those between."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._seen: dict[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether the line is written; one that has no such cause always is."""
        cause = cause_of(record)
        if cause is None:
            return True
        key = (record.name, NUMBERS.sub("#", cause))
        with self._lock:
            since, unwritten = self._seen.get(key, (None, 0))
            if since is not None and 0 <= record.created - since < EVERY_SECONDS:
                self._seen[key] = (since, unwritten + 1)
                return False
            if len(self._seen) >= MOST_CAUSES:
                self._seen.clear()
            self._seen[key] = (record.created, 0)
        record.unwritten = unwritten
        return True


def cause_of(record: logging.LogRecord) -> str | None:
    """Return what this line shares with others of its kind, or None where each says something of its own."""
    given: str | None = getattr(record, "cause", None)
    if given is not None:
        return given
    error = record.exc_info[1] if record.exc_info else None
    if error is not None and (outage := outage_in(error)) is not None:
        return _first_line(str(outage)) or type(outage).__qualname__
    is_unavailable = record.name == REQUESTS and getattr(record, "status_code", None) == UNAVAILABLE
    if is_unavailable and error is None:
        return str(UNAVAILABLE)
    is_ours_to_count = record.name.startswith((POOL, STRANGERS)) or (
        record.name.startswith(QUEUE) and error is None
    )
    if is_ours_to_count and record.levelno >= logging.WARNING:
        return _first_line(record.getMessage())
    return None


def outage_in(error: BaseException) -> BaseException | None:
    """Return the driver's error where this one says that the database is away or takes no writes."""
    is_of_the_database = isinstance(error, DatabaseError | InterfaceError | psycopg.Error)
    if not is_of_the_database and type(error).__name__ != "ConnectorException":
        return None
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    if cause is None and isinstance(error, InterfaceError):
        return error
    if not isinstance(cause, psycopg.Error):
        return None
    if cause.sqlstate is None:
        return cause if isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError) else None
    return cause if cause.sqlstate.startswith(OUTAGES) else None


def _first_line(text: str) -> str:
    return next(iter(text.splitlines()), "")

"""Whether the database takes a write that needs new pages; one in place succeeds on a full disk."""

import threading
import time

from django.db import Error, InterfaceError, OperationalError, ProgrammingError, connection, transaction

from entracte.database.sql import DROP_TRIAL, MAKE_TRIAL, ON_THE_DISK_OF_THE_BOOK

EVERY_SECONDS = 10
NO_ANSWER = "does not answer"
NO_ROOM = "takes no writes: there is no room on its disk"
NO_WRITES = "takes no writes"
DISK_FULL, NOT_ALLOWED = "53100", "42501"

_one_at_a_time = threading.Lock()
_last: dict[str, tuple[float, str | None]] = {}


def why_no_writes() -> str | None:
    """Return what keeps the database from taking writes, or None; tried at most every ten seconds a process.

    An account that may make no temporary table cannot try: None.
    """
    with _one_at_a_time:
        tried_at, found = _last.get("trial", (None, None))
        if tried_at is None or time.monotonic() - tried_at >= EVERY_SECONDS:
            found = _try_now()
            _last["trial"] = (time.monotonic(), found)
        return found


def forget() -> None:
    """Forget the last try, so that the next question tries again: for tests."""
    _last.clear()


def _try_now() -> str | None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in (ON_THE_DISK_OF_THE_BOOK, MAKE_TRIAL, DROP_TRIAL):
                cursor.execute(statement)
    except Error as error:
        state = getattr(error.__cause__, "sqlstate", None)
        if isinstance(error, ProgrammingError) and state == NOT_ALLOWED:
            return None
        if state == DISK_FULL:
            return NO_ROOM
        is_away = isinstance(error, OperationalError | InterfaceError)
        return NO_ANSWER if is_away else NO_WRITES
    return None

"""What is wrong with the database, as the error of a command that cannot run."""

import sys
from collections.abc import Callable

from entracte.cli.errors import CannotRun

START_SECONDS = 1


def refuse_unreachable_database() -> None:
    """Wait for the database as long as a request would. Raises CannotRun with the reason."""
    from django.conf import settings

    from entracte.database.trouble import why_away

    if sentence := why_away(wait_seconds=settings.DATABASE_WAIT_SECONDS):
        raise CannotRun(sentence)


def warn_of_unreachable_database(command: str) -> None:
    """Say why the database does not answer; the process starts all the same and waits for it."""
    from entracte.database.trouble import why_away

    if sentence := why_away(wait_seconds=START_SECONDS):
        print(f"entracte {command}: {sentence}", file=sys.stderr, flush=True)


def without_traceback(run: Callable[[], int]) -> int:
    """Carry a command out. Raises CannotRun where the database is not as it needs it."""
    from django.db import DatabaseError, InterfaceError

    from entracte.database.trouble import sentence_for

    try:
        return run()
    except (DatabaseError, InterfaceError) as error:
        sentence = sentence_for(error)
        if sentence is None:
            raise
        raise CannotRun(sentence) from error

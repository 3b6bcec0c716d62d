"""Run a transaction again that the database ended for the sake of another; read why it refused a row."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, IntegrityError, OperationalError, connection

Args = ParamSpec("Args")
Answer = TypeVar("Answer")

TRIES = 4
# Deadlock detected, and serialization failure: https://www.postgresql.org/docs/current/errcodes-appendix.html
ENDED_BY_THE_DATABASE = frozenset({"40P01", "40001"})
EXCLUSION, UNIQUE = "23P01", "23505"


def retry_on_conflict(action: Callable[Args, Answer]) -> Callable[Args, Answer]:
    """Run a whole transaction again, a few times, where the database ended it for another's sake.

    Inside a caller's transaction it runs once, since only the outermost can begin again.
    """

    @wraps(action)
    def run(*args: Args.args, **kwargs: Args.kwargs) -> Answer:
        tries_left = 0 if connection.in_atomic_block else TRIES - 1
        while True:
            try:
                return action(*args, **kwargs)
            except OperationalError as error:
                if not tries_left or _state(error) not in ENDED_BY_THE_DATABASE:
                    raise
                tries_left -= 1

    return run


def is_table_taken(error: IntegrityError) -> bool:
    """Say whether the exclusion constraint refused: another party has a table for part of the span."""
    return _state(error) == EXCLUSION


def is_not_unique(error: IntegrityError) -> bool:
    """Say whether a unique constraint refused."""
    return _state(error) == UNIQUE


def _state(error: DatabaseError) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)

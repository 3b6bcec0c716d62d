"""An error of a queue whose database is away, as everybody knows it who asks a database."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import InterfaceError, OperationalError
from procrastinate.exceptions import ConnectorException

# Deadlock detected, serialization failure: the database ended the transaction for another's sake.
ENDED_FOR_ANOTHER = "40"


class DatabaseAway(OperationalError):
    """The queue cannot reach its database: a door answers 503, a handler waits."""


@contextmanager
def errors_of_the_queue() -> Iterator[None]:
    """Raise what the queue meets as DatabaseAway, or OperationalError where the database ended a transaction.

    What is a mistake of ours stays as the queue raised it.
    """
    try:
        yield
    except InterfaceError as error:
        raise DatabaseAway(str(error)) from error.__cause__
    except (psycopg.Error, ConnectorException) as error:
        cause = error if isinstance(error, psycopg.Error) else error.__cause__
        if not isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError):
            raise
        is_ended = (cause.sqlstate or "").startswith(ENDED_FOR_ANOTHER)
        raise (OperationalError if is_ended else DatabaseAway)(str(cause)) from cause

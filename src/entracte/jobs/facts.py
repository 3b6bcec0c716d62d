"""A fact becomes stored work: one job for each handler, in the caller's transaction."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from procrastinate.contrib.django import app

from entracte import clock
from entracte.jobs.database_away import errors_of_the_queue
from entracte.jobs.tries import Patience

Handler = TypeVar("Handler", bound=Callable[[int], None])

_handlers: dict[str, list[str]] = {}


class UnknownFact(Exception):
    """A fact was announced that no handler listens to: a misspelt name, or a room not installed."""


def handles(fact: str) -> Callable[[Handler], Handler]:
    """Register a function as the handler of a fact. It gets one row id and must be safe to repeat.

    Modules named `handlers` of the installed rooms are imported when the process starts.
    """

    def register(handler: Handler) -> Handler:
        name = f"{fact}:{handler.__module__.rsplit('.', 2)[1]}.{handler.__name__}"

        def run(row_id: int) -> None:
            handler(row_id)

        app.task(name=name, retry=Patience())(run)
        _handlers.setdefault(fact, []).append(name)
        return handler

    return register


def announce(fact: str, row_id: int, *, lock: str | None = None, after_seconds: float = 0) -> None:
    """Store one job per handler of this fact, in the transaction that is open now.

    The job carries the row id and nothing else. Jobs with the same `lock` run one at a time, in order.
    With `after_seconds` they run that much later. Raises UnknownFact where nobody listens, DatabaseAway.
    """
    names = _handlers.get(fact)
    if not names:
        raise UnknownFact(fact)
    due_at = clock.system_now() + timedelta(seconds=after_seconds) if after_seconds > 0 else None
    with errors_of_the_queue():
        for name in names:
            app.configure_task(name, lock=lock, schedule_at=due_at).defer(row_id=row_id)

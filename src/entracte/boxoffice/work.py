"""What claims and handovers share: one try is begun, meets an obstacle, is tried again or parked."""

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import ParamSpec, Protocol, TypeVar

from django.db import InterfaceError, OperationalError, transaction

from entracte.boxoffice.errors import Obstacle, ObstacleKind
from entracte.boxoffice.gate.circuit import OUTAGE
from entracte.boxoffice.locked_work import LockedWork
from entracte.boxoffice.models import Claim, Connection, Handover
from entracte.boxoffice.parking import is_unchanged, park
from entracte.boxoffice.reasons import StopReason
from entracte.boxoffice.steps import latest_in_a_row, record_step
from entracte.boxoffice.stoppages.ask_again import was_not_let_through
from entracte.boxoffice.stoppages.begin_again import go_on
from entracte.jobs.tries import TryLater, wait_seconds

logger = logging.getLogger(__name__)

STRANGE_TRIES = 5
# The kinds of call that stop and go on each by itself; the known-good call counts for what it was asked for.
GUARDED_CALLS = ("read_basket", "read_customer", "write_customer")
Clock = Callable[[], datetime]
Lock = Callable[[int], LockedWork[Claim] | LockedWork[Handover] | None]
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Job(Protocol):
    """The work of a stored job: it gets the id of its row, and the clock."""

    def __call__(self, row_id: int, /, *, clock: Clock) -> None: ...


def piece_of_work(kind: str, lock: Lock, rows: type[Claim] | type[Handover]) -> Callable[[Job], Job]:
    """Let a job that fails in a way that was not foreseen park its row instead of failing for ever.

    Whatever became of the row, another goes first where this one went first and did not hold (D28).

    The log gets the kind of error and the lines of code, never its text, which may hold personal data.
    """

    def decorate(job: Job) -> Job:
        def _run_or_park(row_id: int, clock: Clock) -> None:
            try:
                job(row_id, clock=clock)
            except (TryLater, OperationalError, InterfaceError):
                raise
            except Exception as bug:  # noqa: BLE001 - parked, logged and shown to staff
                where = "".join(traceback.format_tb(bug.__traceback__))
                logger.error(
                    "%s %s met a bug, %s, and is parked\n%s", kind, row_id, type(bug).__name__, where
                )
                _park_for_bug(lock, row_id, at=clock())

        @wraps(job)
        def run(row_id: int, /, *, clock: Clock) -> None:
            later: TryLater | None = None
            try:
                _run_or_park(row_id, clock)
            except TryLater as waits:
                later = waits
            for restaurant_id in rows.objects.filter(pk=row_id).values_list("restaurant_id", flat=True):
                go_on(restaurant_id, at=clock())
            if later is not None:
                raise later

        return run

    return decorate


def raise_after_commit(
    decide: Callable[Arguments, Result | TryLater],
) -> Callable[Arguments, Result]:
    """Run a decision in one transaction; a TryLater that it returns is raised once all is stored."""

    @wraps(decide)
    def run(*args: Arguments.args, **more: Arguments.kwargs) -> Result:
        with transaction.atomic():
            result = decide(*args, **more)
        if isinstance(result, TryLater):
            raise result
        return result

    return run


def begin_try(row: Claim | Handover) -> None:
    """Count one more try, which begins now."""
    row.tries += 1
    row.next_try_at, row.pause = None, ""
    row.save()


def try_later(
    row: Claim | Handover,
    reason: str,
    *,
    at: datetime,
    after_seconds: float | None = None,
    exactly: bool = False,
    pause: str = "",
) -> TryLater:
    """Record when the next try is due, and return what the job is to raise.

    `after_seconds` is the least, or with `exactly` the very wait; `pause` says what is waited for.
    """
    wait = (after_seconds or 0) if exactly else wait_seconds(tries=row.tries, at_least=after_seconds)
    row.next_try_at, row.pause = at + timedelta(seconds=wait), pause
    row.save()
    return TryLater(reason, after_seconds=wait)


def wait_or_park(
    row: Claim | Handover, obstacle: Obstacle, connection: Connection, *, at: datetime
) -> TryLater | None:
    """Decide what an obstacle means for the row: return what the job is to raise, or park and return None.

    `connection` is the one that was used for the call. Strange answers park after a few in a row.
    """
    row.call = obstacle.call if obstacle.call in GUARDED_CALLS else row.call
    if obstacle.kind is ObstacleKind.SETTINGS:
        return _ask_again_or_park(row, obstacle, connection, at=at)
    what = "no_answer" if obstacle.kind is ObstacleKind.LATER else "strange"
    record_step(row, what, obstacle.sentence, at=at, status=obstacle.status)
    if what == "strange" and latest_in_a_row(row, what) >= STRANGE_TRIES:
        park(row, StopReason.STRANGE, at=at)
        return None
    pause = OUTAGE if what == "no_answer" else ""
    return try_later(row, obstacle.sentence, at=at, after_seconds=obstacle.after_seconds, pause=pause)


def _ask_again_or_park(
    row: Claim | Handover, obstacle: Obstacle, connection: Connection, *, at: datetime
) -> TryLater | None:
    if not is_unchanged(connection):
        return try_later(row, "the settings changed meanwhile", at=at)
    again_at = was_not_let_through(row, obstacle, connection, at=at)
    if again_at is None:
        return None
    wait = (again_at - at).total_seconds()
    pause = StopReason.SETTINGS.value
    return try_later(row, obstacle.sentence, at=at, after_seconds=wait, exactly=True, pause=pause)


def _park_for_bug(lock: Lock, row_id: int, *, at: datetime) -> None:
    with transaction.atomic():
        locked = lock(row_id)
        if locked is not None:
            park(locked.row, StopReason.BUG, at=at)

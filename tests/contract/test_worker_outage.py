"""Does a worker go on after its database was away, does it end on a signal, whatever the database does?"""

import psycopg
import pytest

from tests.browser.stack import Stack, until
from tests.contract.installation import database_away

IS_STUCK = (
    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() "
    "AND wait_event_type = 'Lock' AND query LIKE '%%procrastinate_fetch_job%%')"
)


# what a worker says when it takes its leave of a database that is away, and waits to be let in for that
GIVES_UP = "listener error"


@pytest.fixture
def impatient(installation: Stack, monkeypatch: pytest.MonkeyPatch) -> Stack:
    """The installation with a worker that has ten seconds to end, and that always waits to give its pulse."""
    installation.end("worker")
    before = newest(installation)
    monkeypatch.setenv("ENTRACTE_SPEKTRIX_TIMEOUT_SECONDS", "0")
    monkeypatch.setenv("ENTRACTE_WORKER_PULSE_SECONDS", "0.01")
    installation.start_worker()
    begins_anew(installation, before)
    return installation


def newest(stack: Stack) -> int:
    """The number that the newest worker got when it registered, also if it has left since."""
    return int(stack.sql("SELECT last_value FROM procrastinate_workers_id_seq")[0][0])


def begins_anew(stack: Stack, before: int) -> None:
    until(lambda: newest(stack) > before, what="the worker to begin anew")


def log(stack: Stack) -> str:
    return (stack.folder / "worker.log").read_text()


def test_a_worker_begins_again_once_its_database_is_back_and_ends_on_a_signal(
    impatient: Stack, database_url: str
) -> None:
    """It is back when the worker has given up: all that still wait for a connection get one at once."""
    before, seen = newest(impatient), len(log(impatient))
    with database_away(impatient, database_url):
        until(lambda: GIVES_UP in log(impatient)[seen:], what="the worker to give up")
    begins_anew(impatient, before)
    impatient.end("worker")


def test_a_worker_ends_while_its_database_is_away(impatient: Stack, database_url: str) -> None:
    seen = len(log(impatient))
    with database_away(impatient, database_url):
        until(lambda: GIVES_UP in log(impatient)[seen:], what="the worker to give up")
        impatient.end("worker")


def test_a_worker_ends_while_its_database_keeps_it_waiting(impatient: Stack) -> None:
    with psycopg.connect(impatient.database_url) as holder:
        holder.execute("LOCK TABLE procrastinate_jobs IN ACCESS EXCLUSIVE MODE")
        until(lambda: impatient.sql(IS_STUCK) == [(True,)], what="the worker to be kept waiting")
        impatient.end("worker")
    assert "the worker leaves its jobs" in log(impatient)

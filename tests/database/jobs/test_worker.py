"""Does a worker do all that is due, also what follows from its last job?"""

import time

import pytest
from django.db import connection

from entracte.jobs import worker
from entracte.jobs.facts import announce, handles

SEEN: list[int] = []
LAST = 4


@handles("domino_fell")
def topple(row_id: int) -> None:
    """Push the next one over, slowly enough that nothing else is due meanwhile."""
    SEEN.append(row_id)
    time.sleep(0.2)
    if row_id < LAST:
        announce("domino_fell", row_id + 1)


def pids_in_use() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
def test_a_worker_until_empty_does_what_its_last_job_announced() -> None:
    SEEN.clear()
    announce("domino_fell", 1)
    worker.run(until_empty=True)
    assert SEEN == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_a_worker_until_empty_leaves_what_is_due_later_and_what_another_worker_holds() -> None:
    SEEN.clear()
    announce("domino_fell", LAST, lock="row")
    announce("domino_fell", LAST, lock="row")
    announce("domino_fell", LAST)
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM procrastinate_jobs")
        first, last = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [first])
        cursor.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = now() + interval '1 hour' WHERE id = %s", [last]
        )
    worker.run(until_empty=True)
    assert SEEN == []

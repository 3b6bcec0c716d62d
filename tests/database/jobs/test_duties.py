"""Are duties done by one worker at a time, and are jobs of dead workers put back?"""

import threading

import pytest
from django.db import connection, transaction

from entracte.jobs.duties import Duty, perform
from entracte.jobs.facts import announce, handles
from entracte.jobs.rescue import put_back_failed, put_back_stalled


@handles("lamp_lit")
def note_lamp(row_id: int) -> None:
    """Nothing is asked of it here."""


def in_a_thread(duty: Duty) -> None:
    thread = threading.Thread(target=perform, args=[duty])
    thread.start()
    thread.join()


@pytest.mark.django_db(transaction=True)
def test_a_duty_that_another_worker_is_at_is_left_to_it() -> None:
    done: list[str] = []
    inner = Duty("sweep", lambda: 1, lambda: done.append("inner"))

    def outer_work() -> None:
        in_a_thread(inner)
        done.append("outer")

    in_a_thread(Duty("sweep", lambda: 1, outer_work))
    assert done == ["outer"]
    in_a_thread(inner)
    assert done == ["outer", "inner"]


@pytest.mark.django_db(transaction=True)
def test_a_failing_duty_leaves_nothing_half_done(caplog: pytest.LogCaptureFixture) -> None:
    def half() -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO jobs_workerpulse (name, seen_at) VALUES ('half', now())")
        raise ZeroDivisionError

    in_a_thread(Duty("half", lambda: 1, half))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM jobs_workerpulse WHERE name = 'half'")
        assert cursor.fetchone() == (0,)
    assert "half failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_the_jobs_of_a_dead_worker_are_put_back_and_those_of_a_living_one_are_not() -> None:
    for row_id in (1, 2):
        announce("lamp_lit", row_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - interval '1 hour'), (now()) RETURNING id"
        )
        dead, living = (row[0] for row in cursor.fetchall())
        for row_id, worker in ((1, dead), (2, living)):
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE args->>'row_id' = %s",
                [worker, str(row_id)],
            )
    with transaction.atomic():
        assert put_back_stalled() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'row_id', status, attempts FROM procrastinate_jobs ORDER BY id")
        assert cursor.fetchall() == [("1", "todo", 1), ("2", "doing", 0)]


@pytest.mark.django_db(transaction=True)
def test_a_job_that_met_a_bug_is_tried_again_later_so_that_no_work_is_lost() -> None:
    for row_id in (1, 2):
        announce("lamp_lit", row_id)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE args->>'row_id' = '1'")
    with transaction.atomic():
        assert put_back_failed() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'row_id', status, attempts FROM procrastinate_jobs ORDER BY id")
        assert cursor.fetchall() == [("1", "todo", 1), ("2", "todo", 0)]

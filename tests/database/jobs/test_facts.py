"""Do facts become stored work with the booking's transaction, and is it tried again as promised?"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from entracte.jobs import worker, worker_pulse
from entracte.jobs.facts import UnknownFact, announce, handles
from entracte.jobs.models import WorkerPulse
from entracte.jobs.tries import TryLater, wait_seconds

SEEN: list[int] = []
FAILING: dict[int, list[Exception]] = {}


@handles("bell_rang")
def note_bell(row_id: int) -> None:
    SEEN.append(row_id)
    if FAILING.get(row_id):
        raise FAILING[row_id].pop()


@pytest.fixture(autouse=True)
def _forget() -> None:
    SEEN.clear()
    FAILING.clear()


def stored_jobs() -> list[tuple[str, Any, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args, status, attempts FROM procrastinate_jobs ORDER BY id")
        rows: list[tuple[str, Any, str, int]] = cursor.fetchall()
        return rows


@pytest.mark.django_db(transaction=True)
def test_a_fact_is_stored_with_its_transaction_and_carries_the_row_id_only() -> None:
    with transaction.atomic():
        announce("bell_rang", 41)
    [(name, args, status, _)] = stored_jobs()
    assert name.startswith("bell_rang:")
    assert (args, status) == ('{"row_id": 41}', "todo") or (args, status) == ({"row_id": 41}, "todo")


@pytest.mark.django_db(transaction=True)
def test_a_fact_is_gone_with_its_transaction() -> None:
    class Undone(Exception):
        pass

    def ring_and_undo() -> None:
        with transaction.atomic():
            announce("bell_rang", 42)
            raise Undone

    with pytest.raises(Undone):
        ring_and_undo()
    assert stored_jobs() == []


@pytest.mark.django_db(transaction=True)
def test_a_worker_runs_what_was_stored() -> None:
    announce("bell_rang", 1)
    announce("bell_rang", 2)
    worker.run(until_empty=True)
    assert sorted(SEEN) == [1, 2]
    assert stored_jobs() == []


@pytest.mark.django_db(transaction=True)
def test_try_later_puts_the_job_back_no_sooner_than_asked() -> None:
    FAILING[7] = [TryLater("the line is engaged", after_seconds=3600)]
    announce("bell_rang", 7)
    worker.run(until_empty=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status, attempts, scheduled_at > now() + interval '59 minutes' FROM procrastinate_jobs"
        )
        assert cursor.fetchall() == [("todo", 1, True)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore")
def test_a_bug_is_not_tried_again_and_stays_visible() -> None:
    FAILING[8] = [ZeroDivisionError()]
    announce("bell_rang", 8)
    worker.run(until_empty=True)
    assert [(status, attempts) for _, _, status, attempts in stored_jobs()] == [("failed", 1)]


@pytest.mark.django_db
def test_a_fact_without_a_handler_is_refused() -> None:
    with pytest.raises(UnknownFact, match="bell_rnag"):
        announce("bell_rnag", 1)


def test_waits_double_up_to_the_cap_and_keep_what_was_asked(settings: Settings) -> None:
    settings.RETRY_FIRST_SECONDS, settings.RETRY_CAP_SECONDS = 2, 600
    for tries, longest in ((0, 2), (1, 4), (5, 64), (9, 600), (400, 600)):
        assert longest / 2 <= wait_seconds(tries=tries, at_least=None) <= longest
    assert wait_seconds(tries=0, at_least=120) == 120


@pytest.mark.django_db
def test_silence_is_shown_since_when() -> None:
    now = datetime(2026, 12, 4, 18, tzinfo=UTC)
    assert worker_pulse.silent_since(now) == "the start"
    WorkerPulse.objects.create(name="one", seen_at=now - timedelta(minutes=5))
    assert worker_pulse.silent_since(now) == now - timedelta(minutes=5)
    WorkerPulse.objects.create(name="two", seen_at=now - timedelta(seconds=2))
    assert worker_pulse.silent_since(now) is None

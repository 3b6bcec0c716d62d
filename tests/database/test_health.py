"""Do /healthz and /readyz say what is the matter, and with the right status?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from entracte import clock
from entracte.boxoffice.models import Claim
from entracte.jobs.models import WorkerPulse
from tests.bridge import an_evening


def test_alive_asks_nothing_of_the_database() -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


@pytest.mark.django_db
def test_ready_while_a_worker_is_heard_of() -> None:
    WorkerPulse.objects.create(name="one", seen_at=clock.system_now())
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "worker": "at work"})


@pytest.mark.django_db
def test_a_silent_worker_is_shown_and_stops_nobody() -> None:
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["worker"]) == (200, "silent since the start")
    seen_at = clock.system_now() - timedelta(hours=1)
    WorkerPulse.objects.create(name="one", seen_at=seen_at)
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["worker"]) == (200, f"silent since {seen_at.isoformat()}")


@pytest.mark.django_db
def test_work_that_stands_although_a_worker_lives_is_shown() -> None:
    WorkerPulse.objects.create(name="one", seen_at=clock.system_now())
    evening = an_evening()
    made_at = clock.now() - timedelta(minutes=10)
    claim = evening.claims("I-9QR3-2LTM")
    for waits, shown in ((None, f"at work, but 1 due since {made_at.isoformat()}"), (60, "at work")):
        next_try_at = None if waits is None else clock.now() + timedelta(minutes=waits)
        Claim.objects.filter(pk=claim.pk).update(queued_at=made_at, next_try_at=next_try_at)
        assert Client().get("/readyz").json()["worker"] == shown


@pytest.mark.django_db
def test_with_migrations_to_do_it_is_not_ready() -> None:
    MigrationRecorder.Migration.objects.filter(app="widget").delete()
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "not ready", "migrations": "1 pending: run `entracte migrate`"},
    )


@pytest.mark.django_db
def test_with_an_empty_database_it_is_not_ready() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE django_migrations")
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "not ready")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_they_are_only_read(address: str) -> None:
    assert Client().post(address).status_code == 405

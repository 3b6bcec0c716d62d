"""Do /healthz and /readyz say what is the matter, and with the right status?"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from entracte import clock
from entracte.boxoffice.models import Claim
from entracte.database import trial_write
from entracte.jobs.models import WorkerPulse
from tests import file_limit
from tests.bridge import an_evening


@pytest.fixture(autouse=True)
def _no_trial_before() -> Iterator[None]:
    """Let each test's first question try a write."""
    trial_write.forget()
    yield
    trial_write.forget()


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


@pytest.mark.django_db
def test_a_database_that_takes_no_new_pages_is_not_ready_and_is_tried_every_ten_seconds_at_most(
    database_url: str,
) -> None:
    if not file_limit.is_possible(database_url):
        pytest.skip("the database server is not one of this machine's processes")
    assert Client().get("/readyz").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    file_limit.limit_files(pid, file_limit.A_PAGE)
    try:
        assert Client().get("/readyz").status_code == 200
        trial_write.forget()
        answer = Client().get("/readyz")
        assert (answer.status_code, answer.json()["status"]) == (503, "not ready")
        assert answer.json()["database"].startswith("takes no writes")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        file_limit.limit_files(pid, file_limit.UNLIMITED)
    assert Client().get("/readyz").status_code == 503
    trial_write.forget()
    assert Client().get("/readyz").status_code == 200


@pytest.mark.django_db
def test_a_database_that_is_read_only_is_not_ready() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()) == (
        503,
        {"status": "not ready", "database": "takes no writes"},
    )


@pytest.mark.django_db
def test_an_account_without_temporary_tables_cannot_try_and_is_ready() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        name = cursor.fetchone()[0]
        cursor.execute(f'REVOKE TEMPORARY ON DATABASE "{name}" FROM PUBLIC')
        cursor.execute("CREATE ROLE without_trials")
        cursor.execute("GRANT USAGE ON SCHEMA public TO without_trials")
        cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO without_trials")
        cursor.execute("SET LOCAL ROLE without_trials")
    assert Client().get("/readyz").status_code == 200


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
@pytest.mark.parametrize("host", ["10.0.0.7:8000", "[fd00::7]:8000", "web-2", "evil.example"])
@pytest.mark.django_db
def test_a_probe_is_answered_by_whatever_name_it_calls(address: str, host: str) -> None:
    assert Client(headers={"Host": host}).get(address).status_code == 200
    assert Client(headers={"Host": host}).post(address).status_code == 405


@pytest.mark.django_db
def test_no_other_page_is_answered_for_a_strange_host() -> None:
    for address in ("/", "/accounts/login/", "/readyz/", "/healthz/x"):
        assert Client(headers={"Host": "10.0.0.7"}).get(address).status_code == 400

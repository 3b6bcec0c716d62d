"""Does a queue that cannot reach the database say so in a way that doors and handlers know?"""

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from procrastinate.exceptions import ConnectorException

from entracte.jobs import worker
from entracte.jobs.database_away import DatabaseAway, errors_of_the_queue
from entracte.jobs.duties import Duty, perform
from entracte.jobs.facts import announce, handles
from entracte.jobs.rescue import put_back_failed, put_back_stalled

pytestmark = pytest.mark.django_db(transaction=True)

DONE: list[int] = []


@handles("cord_cut")
def announce_on_a_cut_connection(row_id: int) -> None:
    """Announce what comes next on a connection that breaks before, the first time."""
    DONE.append(row_id)
    with transaction.atomic():
        if len(DONE) == 1:
            cut(own_backend())
        announce("cord_mended", row_id)


@handles("cord_mended")
def note(row_id: int) -> None:
    """Nothing is asked of it here."""


def connect() -> psycopg.Connection[tuple[object, ...]]:
    found = connection.get_connection_params()
    wanted = {name: found[name] for name in ("dbname", "host", "port", "user", "password") if name in found}
    return psycopg.connect(**wanted, autocommit=True)


def own_backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def cut(backend: int) -> None:
    """End a connection from outside, as a restart of the database does."""
    with connect() as outside:
        outside.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])


def test_a_fact_that_cannot_be_stored_is_an_error_that_every_door_knows() -> None:
    def tell() -> None:
        with transaction.atomic():
            cut(own_backend())
            announce("cord_mended", 1)

    with pytest.raises(DatabaseAway) as raised:
        tell()
    assert isinstance(raised.value, OperationalError)


def test_a_fact_on_a_connection_that_is_known_to_be_closed_is_one_too() -> None:
    def tell() -> None:
        with transaction.atomic():
            connection.connection.close()
            announce("cord_mended", 1)

    with pytest.raises(DatabaseAway):
        tell()


def test_a_handler_that_cannot_announce_waits_and_is_not_taken_for_a_bug() -> None:
    DONE.clear()
    announce("cord_cut", 7)
    worker.run(until_empty=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'row_id', status, attempts FROM procrastinate_jobs")
        assert cursor.fetchall() == [("7", "todo", 1)]


@pytest.mark.parametrize("put_back", [put_back_stalled, put_back_failed])
def test_a_rescue_that_meets_an_outage_waits_without_a_traceback(
    put_back: object, caplog: pytest.LogCaptureFixture
) -> None:
    def rescue() -> None:
        cut(own_backend())
        assert callable(put_back)
        put_back()

    perform(Duty("rescue", lambda: 1, rescue))
    assert [record.levelname for record in caplog.records if record.name == "entracte.jobs.duties"] == [
        "WARNING"
    ]


def test_what_the_database_ended_for_another_is_no_outage() -> None:
    """A transaction that is tried again reads this from the cause."""

    def deadlock() -> None:
        with errors_of_the_queue():
            raise ConnectorException from psycopg.errors.DeadlockDetected()

    with pytest.raises(OperationalError) as raised:
        deadlock()
    assert not isinstance(raised.value, DatabaseAway)
    assert getattr(raised.value.__cause__, "sqlstate", None) == "40P01"


def test_a_mistake_of_ours_stays_what_it_is() -> None:
    def mistake() -> None:
        with errors_of_the_queue():
            raise ConnectorException from psycopg.errors.UndefinedTable()

    with pytest.raises(ConnectorException):
        mistake()

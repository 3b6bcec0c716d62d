"""What if the database goes away under a worker and comes back? It goes on by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from entracte.boxoffice.models import Claim, Handover
from tests.bridge import ANA, Evening, fresh
from tests.contract.bridge.processes import Worker, until
from tests.contract.simulator import Simulator

pytestmark = pytest.mark.django_db(transaction=True)


def cut_all_others_off() -> None:
    """What everybody else sees when the database restarts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@contextmanager
def database_away() -> Iterator[None]:
    """No client is connected, and none can connect; only the connection of this test stays."""
    settings = connection.settings_dict
    name = sql.Identifier(str(settings["NAME"]))
    with psycopg.connect(
        host=settings["HOST"],
        port=settings["PORT"] or None,
        user=settings["USER"],
        password=settings["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    ) as keeper:
        keeper.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(name))
        try:
            cut_all_others_off()
            yield
        finally:
            keeper.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(name))


def test_a_worker_outlives_the_database_and_goes_on(
    evening: Evening, spektrix: Simulator, tmp_path: Path
) -> None:
    log = tmp_path / "worker.log"
    with Worker(log, ENTRACTE_DATABASE_WAIT_SECONDS="5") as worker:
        first = [evening.claims(spektrix.basket(ANA)["id"]) for _ in range(3)]
        until(lambda: Claim.objects.filter(state="verified").count() == 3, "the first claims")
        with database_away():
            # the worker's own line on it may be kept back: an outage is written down once a minute
            until(lambda: "Stop requested" in log.read_text(), "the worker to give up its connections")
        evening.turns(first[0].booking, "completed")
        until(lambda: Handover.objects.filter(state="written").exists(), "the handover", seconds=25)
        claim = evening.claims(spektrix.basket(ANA)["id"])
        until(lambda: fresh(claim).state == "verified", "the claim", seconds=15)
        assert worker.process.poll() is None

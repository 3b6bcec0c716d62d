"""What does every test stand on? Settings of its own, and a database that starts when needed."""

import atexit
import os
import tempfile
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings

from entracte.cli.postgres import Cluster
from tests.migrated import template_database
from tests.moments import seconds_to_the_moment
from tools.catalogues import make_pseudo

# Safe to lose: a test's database does not outlive the tests.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "256MB"}

TEST_SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "entracte.settings",
    "ENTRACTE_SECRET_KEY": "a key for tests only, long enough to keep the checks of the framework quiet",
    "ENTRACTE_KEYS": "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk=",
    "ENTRACTE_PUBLIC_URL": "http://127.0.0.1:8000",
    "ENTRACTE_ALLOWED_HOSTS": "127.0.0.1,localhost,testserver,.localhost",
    "ENTRACTE_ALLOW_LOOPBACK_ORIGINS": "1",
    "ENTRACTE_DATABASE_WAIT_SECONDS": "30",
    "ENTRACTE_RETRY_FIRST_SECONDS": "0.2",
    "ENTRACTE_RETRY_CAP_SECONDS": "1",
    "ENTRACTE_STALLED_AFTER_SECONDS": "2",
    "ENTRACTE_WORKER_PULSE_SECONDS": "0.5",
    "ENTRACTE_BASKET_GONE_SECONDS": "1",
    "ENTRACTE_UNDO_SECONDS": "0",
    "ENTRACTE_SPEKTRIX_CALLS_PER_SECOND": "1000",
    "ENTRACTE_CLOCK_OFFSET_SECONDS": str(seconds_to_the_moment()),
}
# what tells the tests where things are, how long to try, and on which date
KEPT_SETTINGS = {
    *("ENTRACTE_POSTGRES_BIN", "ENTRACTE_CHROMIUM", "ENTRACTE_TEST_MOMENT"),
    *("ENTRACTE_TEST_EXAMPLES", "ENTRACTE_TEST_BOOKS", "ENTRACTE_TEST_STEPS"),
    *("ENTRACTE_TEST_WRITES", "ENTRACTE_TEST_KILLS"),
}


def _own_cluster() -> Cluster | None:
    """Return a cluster that is not started yet, or nothing where TEST_DATABASE_URL names a server."""
    given = os.environ.get("TEST_DATABASE_URL", "").strip()
    if given:
        os.environ["DATABASE_URL"] = given
        return None
    folder = Path(tempfile.mkdtemp(prefix="entracte-tests-", dir="/tmp"))
    cluster = Cluster(folder, settings=FAST)
    os.environ["DATABASE_URL"] = cluster.prepare()
    return cluster


def _own_settings() -> Cluster | None:
    """Put the settings of the tests into the environment, in place of those of the person who runs them."""
    for name in [name for name in os.environ if name.startswith("ENTRACTE_")]:
        if name not in KEPT_SETTINGS:
            del os.environ[name]
    os.environ.update(TEST_SETTINGS)
    return _own_cluster()


# A parallel worker inherits the settings of its controller, and uses the server that the controller started.
CLUSTER = None if "PYTEST_XDIST_WORKER" in os.environ else _own_settings()


def _remove_cluster(owner: int) -> None:
    if CLUSTER is not None and os.getpid() == owner:
        CLUSTER.remove()


atexit.register(_remove_cluster, os.getpid())


def pytest_configure(config: pytest.Config) -> None:
    """Load the rooms with their rows; `-p no:django` leaves them out for tests that only think."""
    if config.pluginmanager.hasplugin("django"):
        # a password costs a third of a second by design, which shows nothing in a test
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        django.setup()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the shuffled tests into an order in which no worker waits long for another."""
    if config.pluginmanager.hasplugin("xdist"):
        from tests.schedule import put_in_order

        put_in_order(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep tests that share a whole installation together, so that it is not started more than needed."""
    from tests.schedule import ByInstallation

    return ByInstallation(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than processors: a browser's test waits for other processes a fifth of its time."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Start the server before the workers that share it; each makes databases of its own."""
    if CLUSTER is not None:
        CLUSTER.start()


@pytest.fixture(scope="session")
def database_url() -> str:
    """The address of a running database server; Django's tests use a database of their own on it."""
    if CLUSTER is not None:
        CLUSTER.start()
    return os.environ["DATABASE_URL"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    database_url: str, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Start the server before pytest-django copies its database, one for each parallel worker."""
    connection.settings_dict["TEST"]["TEMPLATE"] = template_database(database_url)


@pytest.fixture(scope="session")
def pseudo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages") / "locale"
    make_pseudo(folder)
    return folder


@pytest.fixture
def pseudo_language(pseudo_folder: Path, settings: Settings) -> Path:
    """Make `en-xa` known to this test: what goes through the language file has accents in it."""
    settings.LOCALE_PATHS = [pseudo_folder, *settings.LOCALE_PATHS]
    return pseudo_folder

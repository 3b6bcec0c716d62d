"""Where is it measured? One real PostgreSQL, a database a size, and the web server of `entracte web`."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.processor_time import Spent, family, spent
from entracte.cli.postgres import Cluster

HERE = Path(__file__).resolve().parent
ENVIRONMENT = {
    "ENTRACTE_SECRET_KEY": "a key for benchmarks only, and for no other use",
    "ENTRACTE_KEYS": "YmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtYmVuY2gtYmU=",
    "ENTRACTE_BOOKINGS_PER_ADDRESS": "1000000",
    "ENTRACTE_BOOKINGS_PER_WIDGET": "1000000",
    "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
}


@dataclass(frozen=True, slots=True)
class Web:
    """A running web server and what it serves from."""

    port: int
    pid: int
    database_pid: int

    def spent(self) -> Spent:
        """Return the processor time of the web server and of PostgreSQL so far."""
        return spent(self.pid, self.database_pid)

    def workers(self) -> list[int]:
        """Return the processes that answer requests."""
        return family(self.pid)[1:]


class Site:
    """A database with one restaurant and so many bookings."""

    def __init__(self, name: str, size: int, cluster: Cluster, folder: Path, *, is_large: bool) -> None:
        self.size = size
        self._folder, self._name, self._cluster = folder, name, cluster
        self._url = cluster.dsn.replace("/entracte?", f"/{name}?")
        with psycopg.connect(cluster.dsn, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        self._run("-m", "entracte.cli", "migrate")
        words = ["-m", "benchmarks.building", "--size", str(size), *(["--large"] if is_large else [])]
        built = json.loads(self._run(*words))
        self.today: str = built["today"]
        self.free: Iterator[tuple[str, int]] = iter([(start, party) for start, party in built["free"]])
        self.api = f"/api/widget/v1/{built['widget']}"
        self.one_row = f"/one-row/{built['widget']}"

    def sql(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask the database directly."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            cursor = connection.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def web(self, *, workers: int = 2) -> Iterator[Web]:
        """Serve this database, by the command that installations use, until the block ends."""
        with closing(socket.socket()) as listener:
            listener.bind(("127.0.0.1", 0))
            port = int(listener.getsockname()[1])
        words = ["-m", "entracte.cli", "web", "--port", str(port), "--workers", str(workers)]
        with (self._folder / f"{self._name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *words],
                cwd=HERE.parent,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz")
            assert self._cluster.pid is not None
            yield Web(port, process.pid, self._cluster.pid)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ENTRACTE_")}
        path = os.pathsep.join((str(HERE.parent / "src"), str(HERE.parent)))
        return {**kept, **ENVIRONMENT, "DATABASE_URL": self._url, "PYTHONPATH": path}

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=HERE.parent,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout


class Sites:
    """The databases of this run; each is made when it is first asked for."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self._cluster, self._folder = cluster, folder
        self._made: dict[tuple[int, bool], Site] = {}
        self.seconds_building = 0.0

    def of(self, size: int, *, is_large: bool = False) -> Site:
        """Return the database with so many bookings, of the fixture or of the large restaurant."""
        key = (size, is_large)
        if key not in self._made:
            since = time.monotonic()
            name = f"{'large' if is_large else 'fixture'}_{size}"
            self._made[key] = Site(name, size, self._cluster, self._folder, is_large=is_large)
            took = time.monotonic() - since
            print(f"(built {size:,} bookings in {took:.0f} s)", flush=True)
            self.seconds_building += took
        return self._made[key]

    def version(self) -> str:
        """Return PostgreSQL's version."""
        with psycopg.connect(self._cluster.dsn) as connection:
            [[version]] = connection.execute("SHOW server_version").fetchall()
            return str(version)


@contextmanager
def sites() -> Iterator[Sites]:
    """Run PostgreSQL for the length of the benchmarks, in a folder that goes afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="entracte-bench-", dir="/tmp"))
    cluster = Cluster(folder / "database")
    try:
        cluster.start()
        yield Sites(cluster, folder)
    finally:
        cluster.remove()


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            assert time.monotonic() < deadline, "the web server did not start"
            time.sleep(0.1)

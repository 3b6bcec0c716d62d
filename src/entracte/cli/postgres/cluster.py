"""The embedded PostgreSQL: made, started and ended; it answers over a socket, never the network."""

import fcntl
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg

from entracte.cli.postgres.binaries import SYSTEM_FOLDER, Binaries, find_binaries
from entracte.cli.postgres.errors import ClusterUnusable
from entracte.cli.postgres.files import SOCKET_PREFIX, kept_password, prepare_files, socket_folder
from entracte.cli.postgres.postmaster import (
    clear_leftover,
    plain_environment,
    start_postmaster,
    stop_postmaster,
)
from entracte.cli.postgres.system_account import SystemAccount, database_account

OWNER = DATABASE = "entracte"
START_SECONDS = 60
# A failed statement's text and the key of a refused row hold what people typed: neither goes to the log.
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


class Cluster:
    """An embedded PostgreSQL with its files in one folder; a second start finds the first one's data.

    `dsn` is known once `prepare` was called, so that settings can be written before anything runs.
    Start it from the main thread: on Linux the server shuts down when the thread that started it is gone.
    """

    def __init__(
        self, data: Path, *, settings: Mapping[str, str] | None = None, system_folder: Path = SYSTEM_FOLDER
    ) -> None:
        self.account: SystemAccount = database_account()
        self._settings = {**SETTINGS, **(settings or {})}
        self._system_folder = system_folder
        self.files = prepare_files(data, self.account, system_folder=system_folder)
        self._password = kept_password(self.files)
        self._lock: IO[str] | None = None
        self._socket: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def dsn(self) -> str:
        """The address of the database, in the shape of DATABASE_URL."""
        return self._dsn(DATABASE)

    def prepare(self) -> str:
        """Choose the socket's folder and return the address; nothing runs yet."""
        if self._socket is None:
            self._socket = socket_folder(self.account)
        return self.dsn

    def start(self) -> str:
        """Start the server, make its database if it is new, and return the address.

        May be called again while it runs. Raises ClusterUnusable.
        """
        if self.is_running:
            return self.dsn
        self._take_lock()
        try:
            self._run()
        except BaseException:
            self.stop()
            raise
        return self.dsn

    def _run(self) -> None:
        self._replace_socket_folder()
        binaries = find_binaries(self.account, system_folder=self._system_folder)
        clear_leftover(self.files.cluster)
        if not self.files.cluster.exists():
            self._make(binaries)
        self._refuse_other_version(binaries)
        socket = {"unix_socket_directories": str(self._socket)}
        self._process = start_postmaster(
            binaries, self.account, self.files.cluster, self.files.log, {**self._settings, **socket}
        )
        self._wait()

    def stop(self) -> None:
        """End the server, reap it and remove its socket. May be called twice."""
        if self._process is not None:
            stop_postmaster(self._process)
            self._process = None
        if self._socket is not None:
            shutil.rmtree(self._socket, ignore_errors=True)
            self._socket = None
        if self._lock is not None:
            self.files.socket_note.unlink(missing_ok=True)
            self._lock.close()
            self._lock = None

    def remove(self) -> None:
        """Stop it and delete every file: for tests."""
        self.stop()
        shutil.rmtree(self.files.home, ignore_errors=True)
        shutil.rmtree(self.files.data, ignore_errors=True)

    @property
    def is_running(self) -> bool:
        """Whether the server that `start` started is still there."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The server's process, while it runs."""
        return None if self._process is None else self._process.pid

    def _dsn(self, database: str) -> str:
        folder = quote(str(self._socket), safe="/")
        return f"postgresql://{OWNER}:{quote(self._password)}@/{database}?host={folder}"

    def _replace_socket_folder(self) -> None:
        """Remove the folder of a supervisor that was killed, and note ours for the next start."""
        note = self.files.socket_note
        left = Path(note.read_text().strip()) if note.exists() else None
        if left is not None and left != self._socket and left.name.startswith(SOCKET_PREFIX):
            shutil.rmtree(left, ignore_errors=True)
        self.prepare()
        note.write_text(f"{self._socket}\n")

    def _take_lock(self) -> None:
        if self._lock is not None:
            return
        lock = self.files.lock.open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            raise ClusterUnusable(
                f"Another `entracte` already runs its database in {self.files.data}: "
                "stop it, or set DATA to another folder."
            ) from None
        self._lock = lock

    def _make(self, binaries: Binaries) -> None:
        """Let initdb write a new cluster under another name first, so that half of one is never used."""
        fresh = self.files.cluster.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self.account.own(fresh)
        with tempfile.TemporaryDirectory(prefix="entracte-", dir="/tmp") as folder:
            secret = Path(folder) / "password"
            secret.write_text(self._password)
            secret.chmod(0o600)
            self.account.own(secret)
            self.account.own(Path(folder))
            made = self.account.run(self._initdb(binaries, fresh, secret), env=plain_environment())
        if made.returncode != 0:
            raise ClusterUnusable(
                f"PostgreSQL could not make its files in {fresh}: {made.stderr.strip()[-500:]}"
            )
        fresh.rename(self.files.cluster)

    def _initdb(self, binaries: Binaries, folder: Path, secret: Path) -> list[str | Path]:
        letters = ["--locale=C.UTF-8"]
        if binaries.major >= 17:
            letters = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command: list[str | Path] = [binaries.folder / "initdb", "-D", folder, "-U", OWNER, "-E", "UTF8"]
        return [*command, *letters, "--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync"]

    def _refuse_other_version(self, binaries: Binaries) -> None:
        made_by = int((self.files.cluster / "PG_VERSION").read_text())
        if made_by != binaries.major:
            raise ClusterUnusable(
                f"The data in {self.files.cluster} was made by PostgreSQL {made_by}, and PostgreSQL "
                f"{binaries.major} was found: set ENTRACTE_POSTGRES_BIN to the folder of that version."
            )

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                with psycopg.connect(self._dsn("postgres"), autocommit=True, connect_timeout=5) as connection:
                    known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
                    if known.fetchone() is None:
                        connection.execute(f'CREATE DATABASE "{DATABASE}"')
                return
            except psycopg.OperationalError:
                if self._process is None or self._process.poll() is not None or time.monotonic() > deadline:
                    raise ClusterUnusable(f"PostgreSQL did not start: {self._last_lines()}") from None
                time.sleep(0.05)

    def _last_lines(self) -> str:
        size = self.files.log.stat().st_size
        with self.files.log.open("rb") as file:
            file.seek(max(0, size - 1000), os.SEEK_SET)
            return file.read().decode(errors="replace").strip()

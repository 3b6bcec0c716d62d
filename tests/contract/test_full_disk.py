"""Is an installation without room on its disk not ready, although it reads and changes rows in place?

Shown on a small file system that is full where one can be mounted, else by a limit on the size of files.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from entracte.cli.postgres.system_account import database_account
from tests import file_limit
from tests.browser.stack import Stack, until
from tests.contract.installation import ask

SIZE = "64m"


@dataclass(frozen=True)
class Scarce:
    """An installation whose database's disk can be filled and emptied."""

    stack: Stack
    fill: Callable[[], None]
    empty: Callable[[], None]


def mounted(folder: Path) -> bool:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=711", "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def on_a_small_file_system(stack: Stack, folder: Path, database_url: str) -> Iterator[Scarce]:
    """Keep the installation's database in a tablespace there, and fill the rest with a file."""
    account, space, filling = database_account(), folder / "space", folder / "filling"
    space.mkdir(mode=0o700)
    account.own(space)

    def fill() -> None:
        with filling.open("wb", buffering=0) as file:
            try:
                while file.write(bytes(1 << 16)):
                    pass
            except OSError:
                return

    with psycopg.connect(database_url, autocommit=True) as server:
        server.execute(f"CREATE TABLESPACE {stack.name} LOCATION '{space}'")
        stack.end("web")
        stack.end("worker")
        server.execute(f'ALTER DATABASE "{stack.name}" SET TABLESPACE {stack.name}')
        stack.start_worker()
        stack.start_web()
        try:
            yield Scarce(stack, fill, filling.unlink)
        finally:
            filling.unlink(missing_ok=True)
            stack.stop()
            server.execute(f"DROP TABLESPACE {stack.name}")


@contextmanager
def by_a_limit(stack: Stack) -> Iterator[Scarce]:
    """Let the servers of the installation's connections write no file beyond a page."""

    def limit(most_bytes: str) -> None:
        for (pid,) in stack.sql(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ):
            file_limit.limit_files(pid, most_bytes)

    ways = (lambda: limit(file_limit.A_PAGE), lambda: limit(file_limit.UNLIMITED))
    yield Scarce(stack, *ways)
    stack.stop()


@pytest.fixture(params=["a full file system", "a limit on the size of files"])
def scarce(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[Scarce]:
    """The report says which of the two ways was left out, and why."""
    if not file_limit.is_possible(database_url):
        pytest.skip("the database server is not one of this machine's processes")
    small = Path(tempfile.mkdtemp(prefix="entracte-small-", dir="/tmp"))
    with ExitStack() as ends:
        ends.callback(shutil.rmtree, small, ignore_errors=True)
        is_small = mounted(small)
        if is_small:
            ends.callback(subprocess.run, ["umount", "--lazy", str(small)], check=False)
        if is_small != (request.param == "a full file system"):
            pytest.skip("a small file system can be mounted" if is_small else "no file system can be mounted")
        stack = Stack(database_url, tmp_path, web_workers=1).start()
        if is_small:
            yield ends.enter_context(on_a_small_file_system(stack, small, database_url))
        else:
            yield ends.enter_context(by_a_limit(stack))


def test_with_a_full_disk_it_is_not_ready_and_with_room_it_is_again(scarce: Scarce) -> None:
    stack = scarce.stack
    assert ask(stack, "GET", "/readyz").status == 200
    with psycopg.connect(stack.database_url, autocommit=True) as inside:
        scarce.fill()
        answer = until(
            lambda: (found := ask(stack, "GET", "/readyz")).status == 503 and found, what="it to be not ready"
        )
        assert answer.json["status"] == "not ready"
        assert answer.json["database"].startswith("takes no writes")
        changed = inside.execute("UPDATE restaurants_restaurant SET name = name RETURNING 1")
        assert changed.fetchall() == [(1,)]
    scarce.empty()
    until(lambda: ask(stack, "GET", "/readyz").status == 200, what="it to be ready again")

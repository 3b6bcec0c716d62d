"""Are the demo's processes started, watched and ended as one?"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from entracte.cli.demo.ports import refuse_taken_ports
from entracte.cli.demo.processes import EndedByItself, ProcessGroup
from entracte.cli.demo.stop_signals import raise_when_asked_to_stop
from entracte.cli.errors import CannotRun

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def processes() -> Iterator[ProcessGroup]:
    with raise_when_asked_to_stop():
        processes = ProcessGroup()
        yield processes
        processes.end()


def is_gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def wait_until(is_so: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_so()


def number_in(path: Path) -> int:
    assert wait_until(lambda: path.exists() and path.read_text().strip() != "")
    return int(path.read_text())


def test_a_taken_port_is_named_with_its_setting() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        with pytest.raises(CannotRun, match=f"port {port} is taken: set OUTER_PORT=…"):
            refuse_taken_ports({"OUTER_PORT": port})


def test_two_settings_may_not_share_a_port() -> None:
    with pytest.raises(CannotRun, match="PORT, OUTER_PORT must differ"):
        refuse_taken_ports({"PORT": 8000, "OUTER_PORT": 8000})


def test_a_process_that_ends_by_itself_is_named(processes: ProcessGroup) -> None:
    processes.start("sleeper", SLEEPER, os.environ)
    processes.start("quitter", [sys.executable, "-c", "raise SystemExit(3)"], os.environ)
    with pytest.raises(EndedByItself, match="the quitter ended by itself with status 3"):
        processes.stay()


def test_something_watched_that_ends_is_named(processes: ProcessGroup) -> None:
    processes.watch("database", lambda: False)
    with pytest.raises(EndedByItself, match="the database ended by itself"):
        processes.stay()


def test_shutdown_reaches_grandchildren_that_will_not_listen(
    processes: ProcessGroup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entracte.cli.demo.processes.GRACE_SECONDS", 0.5)
    note = tmp_path / "pid"
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    script = f"sh -c 'echo $$ > {note}; exec {sys.executable} -c \"{deaf}\"' & wait"
    processes.start("parent", ["sh", "-c", script], os.environ)
    grandchild = number_in(note)
    processes.end()
    assert wait_until(lambda: is_gone(grandchild))


def test_what_does_not_come_up_in_time_is_named(processes: ProcessGroup) -> None:
    processes.start("sleeper", SLEEPER, os.environ)
    with pytest.raises(CannotRun, match="the sleeper did not answer within 0 seconds"):
        processes.wait_for("the sleeper", lambda: False, 0.2)


def test_children_of_a_killed_parent_end_too(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    script = (
        "import os; from entracte.cli.demo.processes import ProcessGroup; processes = ProcessGroup();"
        f"processes.start('child', ['sh', '-c', 'echo $$ > {note}; exec sleep 60'], os.environ);"
        "processes.stay()"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen([sys.executable, "-c", script], env=environment)
    child = number_in(note)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert wait_until(lambda: is_gone(child))

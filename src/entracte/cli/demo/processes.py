"""Several processes, started, watched and ended as one."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from entracte.cli.demo.stop_signals import ignore_stop_signals
from entracte.cli.errors import CannotRun
from entracte.cli.parent_death import ends_with_parent

GRACE_SECONDS = 10
LOOK_SECONDS = 0.1


class EndedByItself(Exception):
    """A process that should stay ended by itself."""


class ProcessGroup:
    """The processes started so far. Each leads a group of its own, so that its children end with it."""

    def __init__(self) -> None:
        self._members: list[tuple[str, subprocess.Popen[bytes]]] = []
        self._watched: list[tuple[str, Callable[[], bool]]] = []

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start one process; what it prints goes where ours goes."""
        process = subprocess.Popen(
            list(command),
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=ends_with_parent(signal.SIGTERM),
        )
        self._members.append((name, process))

    def watch(self, name: str, is_running: Callable[[], bool]) -> None:
        """Count something that another piece of code started and ends among those that should stay."""
        self._watched.append((name, is_running))

    def wait_for(self, what: str, is_there: Callable[[], bool], seconds: float) -> None:
        """Wait until something is there.

        Raises EndedByItself when a process ends first, CannotRun when time is up.
        """
        deadline = time.monotonic() + seconds
        while not is_there():
            self._look()
            if time.monotonic() > deadline:
                raise CannotRun(f"{what} did not answer within {seconds:.0f} seconds")
            time.sleep(LOOK_SECONDS)

    def stay(self) -> None:
        """Watch until one of them ends by itself, which raises EndedByItself."""
        while True:
            self._look()
            time.sleep(LOOK_SECONDS)

    def end(self) -> None:
        """End all, the last one started first; whatever is left of a group after the grace is killed."""
        ignore_stop_signals()
        for _, process in reversed(self._members):
            _signal_group(process, signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        for _, process in reversed(self._members):
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            _signal_group(process, signal.SIGKILL)
            process.wait()
        self._members.clear()

    def _look(self) -> None:
        for name, process in self._members:
            status = process.poll()
            if status is not None:
                raise EndedByItself(f"the {name} ended by itself with status {status}")
        for name, is_running in self._watched:
            if not is_running():
                raise EndedByItself(f"the {name} ended by itself")


def _signal_group(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, how)

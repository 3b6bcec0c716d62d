"""How are several processes started, watched and ended as one?"""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

from .lifeline import ends_with_parent
from .surroundings import Trouble

GRACE_SECONDS = 10
LOOK_SECONDS = 0.1
ENDINGS = (signal.SIGTERM, signal.SIGINT)


class Told(BaseException):
    """Somebody asked this process to end, by Ctrl-C or SIGTERM."""


class Ended(Exception):
    """A process that should stay ended by itself."""


@contextmanager
def told_to_end() -> Iterator[None]:
    """Turn SIGTERM and SIGINT into `Told` in the main thread; later ones are ignored while things end."""

    def tell(number: int, frame: FrameType | None) -> None:
        _hear_no_more()
        raise Told

    before = {name: signal.signal(name, tell) for name in ENDINGS}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def refuse_taken_ports(ports: Mapping[str, int]) -> None:
    """Raise Trouble for the first port that another process already listens on; the key is its setting."""
    if len(set(ports.values())) < len(ports):
        raise Trouble(f"{', '.join(ports)} must differ from one another")
    for setting, port in ports.items():
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("127.0.0.1", port))
                listener.listen()
            except (OSError, OverflowError):
                raise Trouble(f"port {port} is taken: set {setting}=…") from None


class Household:
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
        """Wait until something is there. Raises Ended when a process ends first, Trouble when time is up."""
        deadline = time.monotonic() + seconds
        while not is_there():
            self._look()
            if time.monotonic() > deadline:
                raise Trouble(f"{what} did not answer within {seconds:.0f} seconds")
            time.sleep(LOOK_SECONDS)

    def stay(self) -> None:
        """Watch until one of them ends by itself, which raises Ended."""
        while True:
            self._look()
            time.sleep(LOOK_SECONDS)

    def end(self) -> None:
        """End all, the last one started first; whatever is left of a group after the grace is killed."""
        _hear_no_more()
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
                raise Ended(f"the {name} ended by itself with status {status}")
        for name, is_running in self._watched:
            if not is_running():
                raise Ended(f"the {name} ended by itself")


def answers(port: int) -> bool:
    """Tell whether something accepts connections on this port of 127.0.0.1."""
    with socket.socket() as caller:
        caller.settimeout(1)
        return caller.connect_ex(("127.0.0.1", port)) == 0


def _hear_no_more() -> None:
    for name in ENDINGS:
        signal.signal(name, signal.SIG_IGN)


def _signal_group(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, how)

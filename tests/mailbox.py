"""A mailbox of a test's own: the demo's mailbox as a process, on free ports, and what it took."""

import os
import select
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx2

from tests.end_of import end_of
from tests.moments import clock_offset_seconds
from tests.ports import free_port

SOURCE = Path(__file__).resolve().parents[1] / "src"
START_SECONDS = 20


class MailboxCalls:
    """What a test asks of a mailbox whose page answers on `port`."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"

    def letters(self, to: str = "", subject: str = "") -> list[dict[str, Any]]:
        """Return the letters, newest first: all, or those to one address, or with a text in their subject."""
        found: list[dict[str, Any]] = self.control("GET", f"letters?to={to}&subject={subject}")["letters"]
        return found

    def letter(
        self, to: str = "", subject: str = "", *, count: int = 1, seconds: float = 30
    ) -> dict[str, Any]:
        """Wait until so many such letters are there, and return the newest."""
        deadline = time.monotonic() + seconds
        while len(found := self.letters(to, subject)) < count:
            if time.monotonic() > deadline:
                raise AssertionError(
                    f"waited {seconds:.0f} s for {count} letters {subject!r} to {to}: {found}"
                )
            time.sleep(0.05)
        return found[0]

    def tries(self) -> list[dict[str, Any]]:
        """Return what was tried over SMTP and what was answered, oldest first."""
        found: list[dict[str, Any]] = self.control("GET", "tries")["tries"]
        return found

    def empty(self) -> None:
        """Throw all letters away, and switch all faults off."""
        self.control("DELETE", "letters")
        self.clear_faults()

    def fault(self, kind: str, **fields: Any) -> None:
        """Switch a fault on; `times`, `match`, `at`, `seconds`, `kept` narrow it."""
        self.control("POST", "faults", {"kind": kind, **fields})

    def clear_faults(self) -> None:
        """Switch all faults off."""
        self.control("DELETE", "faults")

    def control(self, method: str, path: str, fields: dict[str, Any] | None = None) -> Any:
        """Make a call under /mailbox/ and return its JSON."""
        reply = httpx2.request(method, f"{self.url}/mailbox/{path}", json=fields or {}, timeout=10)
        assert reply.status_code == 200, reply.text
        return reply.json()


class Mailbox(MailboxCalls):
    """One running mailbox. `flags` are passed on. Use it as a context manager, or call `close`."""

    def __init__(self, *flags: str, port: int | None = None, smtp_port: int | None = None) -> None:
        super().__init__(port or free_port())
        self.smtp_port = smtp_port or free_port()
        command = [sys.executable, "-m", "demo_mailbox", "--port", str(self.port)]
        command += ["--smtp-port", str(self.smtp_port)]
        command += ["--clock-offset-seconds", str(clock_offset_seconds())]
        self.process = subprocess.Popen(
            [*command, *flags],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
        )
        self._wait()

    def _wait(self) -> None:
        assert self.process.stdout is not None
        readable, _, _ = select.select([self.process.stdout], [], [], START_SECONDS)
        line = self.process.stdout.readline() if readable else "no line in time"
        if "ready" not in line:
            self.close()
            raise AssertionError(f"the mailbox did not start: {line}")

    def close(self) -> int:
        """End the process and return its exit status."""
        return end_of(self.process)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

"""How does a test get a Spektrix of its own? The simulator as a process, on free ports."""

import atexit
import base64
import hashlib
import hmac
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
from email.utils import formatdate
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx2

from tests.end_of import end_of
from tests.moments import clock_offset_seconds
from tests.ports import free_port

SOURCE = Path(__file__).resolve().parents[2] / "src"
KEY = "YSBrZXkgbWFkZSB1cCBmb3IgdGhlIHRlc3RzIG9mIHRoaXM="
LOGIN = "entracte"
CLIENT = "alder"
START_SECONDS = 20
ANA, BEN = "I-7K21-4WPD", "I-3C58-9HQT"


def _own_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="simulator-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def authorization(
    *, method: str, url: str, date: str, body: bytes, login: str = LOGIN, key: str = KEY
) -> str:
    """Return a signature, by routines that neither the product nor the simulator uses."""
    text = f"{method}\n{url}\n{date}"
    if method != "GET":
        text += "\n" + base64.b64encode(hashlib.new("md5", body, usedforsecurity=False).digest()).decode()
    mac = hmac.digest(base64.b64decode(key), text.encode(), "sha1")
    return f"SpektrixAPI3 {login}:{base64.b64encode(mac).decode()}"


class Simulator:
    """One running simulator. `flags` are passed on; `directory` keeps its files, a new folder by default.

    `outer=True` serves the theatre's page too. Use it as a context manager, or call `close`.
    """

    def __init__(
        self,
        *flags: str,
        directory: Path | None = None,
        port: int | None = None,
        outer: bool = False,
        key: str = KEY,
    ) -> None:
        self.directory = directory or _own_folder()
        self.port = port or free_port()
        self.outer_port = free_port() if outer else None
        self.client, self.login, self.key = CLIENT, LOGIN, key
        self.url = f"http://127.0.0.1:{self.port}"
        self.outer_url = f"http://127.0.0.1:{self.outer_port}" if outer else ""
        self.calls_file = self.directory / "calls.jsonl"
        command = [sys.executable, "-m", "spektrix_simulator", "--port", str(self.port), "--key", key]
        command += ["--calls", str(self.calls_file)]
        command += ["--clock-offset-seconds", str(clock_offset_seconds())]
        command += ["--outer-port", str(self.outer_port)] if outer else []
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
            raise AssertionError(f"the simulator did not start: {line}")

    def api(self, client: str = CLIENT) -> str:
        """Return the address of the API for this client name."""
        return f"{self.url}/{client}/api/v3"

    def calls(self, mode: str | None = None) -> list[dict[str, Any]]:
        """Return every call received, oldest first, or those of one mode."""
        lines = self.calls_file.read_text(encoding="utf-8").splitlines() if self.calls_file.exists() else []
        calls = [json.loads(line) for line in lines]
        return [call for call in calls if mode in (None, call["mode"])]

    def control(self, method: str, path: str, fields: dict[str, Any] | None = None) -> Any:
        """Make a call under /simulator/ and return its JSON."""
        reply = httpx2.request(method, f"{self.url}/simulator/{path}", json=fields or {}, timeout=10)
        assert reply.status_code == 200, reply.text
        return reply.json()

    def fault(self, kind: str, **fields: Any) -> None:
        """Switch a fault on; `times`, `match`, `mode`, `method`, `seconds`, `served` narrow it."""
        self.control("POST", "faults", {"kind": kind, **fields})

    def clear_faults(self) -> None:
        """Switch all faults off."""
        self.control("DELETE", "faults")

    def state(self) -> Any:
        """Return everything there is."""
        return self.control("GET", "state")

    def customer(self, customer_id: str = ANA) -> Any:
        """Return a customer as kept, the attribute values under `values`."""
        return next(one for one in self.state()["customers"] if one["id"] == customer_id)

    def basket(self, customer: str | None = ANA, instances: list[str] | None = None) -> Any:
        """Make a browser's basket without a browser; its `cookie` opens it."""
        return self.control("POST", "baskets", {"customer": customer, "instances": instances or []})

    def on_sale(self) -> list[dict[str, Any]]:
        """Return the performances that can be bought, earliest first; the call is recorded as any other."""
        shown: list[dict[str, Any]] = httpx2.get(f"{self.api()}/instances", timeout=10).json()
        return [one for one in shown if one["isOnSale"]]

    def signed(self, method: str, target: str, body: Any = None, **changed: str) -> httpx2.Response:
        """Make a signed call of Owner mode; `changed` may replace `date`, `login`, `key` or `signed_url`."""
        url = f"{self.api()}/{target}"
        raw = b"" if method == "GET" else json.dumps({} if body is None else body).encode()
        date = changed.get("date", formatdate(usegmt=True))
        signature = authorization(
            method=method,
            url=changed.get("signed_url", url),
            date=date,
            body=raw,
            login=changed.get("login", self.login),
            key=changed.get("key", self.key),
        )
        headers = {"Authorization": signature, "Date": date, "Content-Type": "application/json"}
        return httpx2.request(method, url, content=raw or None, headers=headers, timeout=10)

    def close(self) -> int:
        """End the process and return its exit status."""
        return end_of(self.process)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

"""How does a test run real workers on its own database, and kill them?"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from entracte import clock
from tests.bridge import NOW


def database_url() -> str:
    """The address of the database that this test has to itself."""
    settings = connection.settings_dict
    user, password = quote(str(settings["USER"])), quote(str(settings["PASSWORD"]))
    host, port = str(settings["HOST"]), settings["PORT"]
    place = f"/{settings['NAME']}?host={host}" if host.startswith("/") else f"{host}/{settings['NAME']}"
    if port and not host.startswith("/"):
        place = f"{host}:{port}/{settings['NAME']}"
    elif port:
        place += f"&port={port}"
    return f"postgresql://{user}:{password}@{place}"


def until(is_so: Callable[[], object], what: str, seconds: float = 40) -> None:
    """Wait for a state."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.1)


class Worker:
    """One worker process at the time of the evening; everything that it says goes to a file.

    `words` run another module in place of the command, one that runs workers itself.
    """

    def __init__(self, log: Path, *words: str, **settings: str) -> None:
        self.log = log
        seconds_to_the_evening = (NOW - clock.system_now()).total_seconds()
        own = {
            "DATABASE_URL": database_url(),
            "ENTRACTE_CLOCK_OFFSET_SECONDS": str(seconds_to_the_evening),
            "DJANGO_SETTINGS_MODULE": "entracte.settings",
            "ENTRACTE_LOG_LEVEL": "DEBUG",
            "ENTRACTE_RETRY_FIRST_SECONDS": "0.2",
            "ENTRACTE_RETRY_CAP_SECONDS": "0.5",
        }
        with log.open("ab") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *(words or ("entracte.cli", "worker"))],
                env={**os.environ, **own, **settings},
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )

    def dies_when(self, is_so: Callable[[], object]) -> None:
        """Wait for a state, and end without a chance to tidy up."""
        try:
            until(is_so, "the moment to die")
        finally:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)

    def stops(self) -> None:
        """End as an operator would end it."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(timeout=30)

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *error: object) -> None:
        self.stops()

"""The record of calls: one line of JSON each, written before the answer goes out."""

import json
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KEPT_FOR_THE_VIEW = 300


@dataclass(slots=True)
class CallLog:
    """The record of calls: the file is what tests judge by, `latest` is for the view, newest first."""

    path: Path
    latest: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=KEPT_FOR_THE_VIEW))
    count: int = 0

    def open(self) -> None:
        """Make the file if there is none, and take the lines of an earlier run into the view."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch(mode=0o600)
        with self.path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.endswith("\n"):
                    self._keep(json.loads(line))

    def add(self, call: dict[str, Any]) -> None:
        """Write one line and flush it."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(call) + "\n")
        self._keep(call)

    def forget(self) -> None:
        """Empty the record."""
        self.path.write_text("", encoding="utf-8")
        self.latest.clear()
        self.count = 0

    def _keep(self, call: dict[str, Any]) -> None:
        self.latest.appendleft(call)
        self.count += 1

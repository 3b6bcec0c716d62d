"""The faults that are switched on."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from spektrix_simulator.calls.api_call import ApiCall
from spektrix_simulator.errors import CallRefused
from spektrix_simulator.requested_faults.fault import ODDITIES, RequestedFault, fault_from


@dataclass(slots=True)
class FaultList:
    """The faults switched on: those of the file first, then those asked for, oldest first."""

    path: Path | None = None
    asked: list[RequestedFault] = field(default_factory=list)
    filed: list[RequestedFault] = field(default_factory=list)
    trouble: str = ""
    _seen: tuple[int, int] | None = None

    def take(self, received: ApiCall) -> tuple[RequestedFault | None, frozenset[str]]:
        """Return the fault that spoils this call's answer, if any, and the odd behaviours that apply to it.

        Each one taken counts as one of its times.
        """
        self.read_file()
        spoiled: RequestedFault | None = None
        odd = set()
        for fault in self.all():
            if not fault.hits(received):
                continue
            if fault.kind in ODDITIES:
                odd.add(fault.kind)
            elif spoiled is None:
                spoiled = fault
            else:
                continue
            self._count(fault)
        return spoiled, frozenset(odd)

    def all(self) -> list[RequestedFault]:
        """Return every fault that is on."""
        return [*self.filed, *self.asked]

    def clear(self, kind: str | None = None) -> None:
        """Switch faults off, all of them or one kind; the file's come back when it changes."""
        for faults in (self.filed, self.asked):
            faults[:] = [one for one in faults if kind is not None and one.kind != kind]

    def listed(self) -> list[dict[str, Any]]:
        """Return the faults as JSON."""
        return [asdict(fault) for fault in self.all()]

    def read_file(self) -> None:
        """Read the file again if it changed: one that is not there holds no faults, one that makes no sense
        leaves them as they were."""
        if self.path is None:
            return
        try:
            stat = self.path.stat()
            if self._seen == (stat.st_mtime_ns, stat.st_size):
                return
            self._seen = (stat.st_mtime_ns, stat.st_size)
            self.filed = list(_faults_in(self.path.read_text(encoding="utf-8")))
            self.trouble = ""
        except FileNotFoundError:
            self._seen, self.filed, self.trouble = None, [], ""
        except (OSError, ValueError, CallRefused) as error:
            self.trouble = f"{self.path} cannot be read: {error}"

    def _count(self, fault: RequestedFault) -> None:
        if fault.times is None:
            return
        fault.times -= 1
        for faults in (self.filed, self.asked):
            faults[:] = [one for one in faults if one is not fault or one.times]


def _faults_in(text: str) -> Iterable[RequestedFault]:
    content = json.loads(text) if text.strip() else []
    listed = content.get("faults", []) if isinstance(content, dict) else content
    if not isinstance(listed, list):
        raise CallRefused(400, "expected a list of faults")
    return [fault_from(fields) for fields in listed]

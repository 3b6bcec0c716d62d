"""How much processor time did a server spend? All its processes, the ended ones too, as Linux counts."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
# places in /proc/<pid>/stat after the command's closing bracket
PARENT, USER, CHILDREN_END = 1, 11, 15


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of user and system time: of the web server's processes, and of the database's."""

    web: float
    database: float

    def __sub__(self, other: Self) -> "Spent":
        return Spent(self.web - other.web, self.database - other.database)

    @property
    def both(self) -> float:
        """All of it."""
        return self.web + self.database


def spent(web_pid: int, database_pid: int) -> Spent:
    """Return what the two servers, each with all of its processes, have spent so far."""
    return Spent(_of_tree(web_pid), _of_tree(database_pid))


def family(pid: int) -> list[int]:
    """Return the process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for each, fields in _stats():
        children.setdefault(int(fields[PARENT]), []).append(each)
    found = [pid]
    for each in found:
        found += children.get(each, [])
    return found


def _of_tree(pid: int) -> float:
    """Children that ended and were reaped are counted on their parents."""
    wanted = set(family(pid))
    ticks = 0
    for each, fields in _stats():
        if each in wanted:
            ticks += sum(int(ticks) for ticks in fields[USER:CHILDREN_END])
    return ticks / TICKS


def _stats() -> Iterator[tuple[int, list[str]]]:
    for folder in PROC.iterdir():
        if not folder.name.isdigit():
            continue
        try:
            line = (folder / "stat").read_text()
        except OSError:
            continue
        yield int(folder.name), line.rpartition(")")[2].split()

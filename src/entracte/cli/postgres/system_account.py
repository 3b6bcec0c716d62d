"""The account that runs PostgreSQL, which refuses to run as root."""

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entracte.cli.postgres.errors import ClusterUnusable

# initdb looks its own name up, so the account has to exist; a bare number is not enough.
CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class SystemAccount:
    """Who PostgreSQL runs as. `drops` says that we are root and have to step down to it."""

    name: str
    uid: int
    gid: int
    drops: bool

    def identity(self) -> dict[str, Any]:
        """Return the arguments that make `subprocess` start a process as this account."""
        if not self.drops:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def run(
        self, command: Sequence[str | Path], env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as this account, from the root folder, and return how it ended."""
        return subprocess.run(
            [str(part) for part in command],
            cwd="/",
            env=dict(env) if env is not None else None,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **self.identity(),
        )

    def reaches(self, folder: Path) -> bool:
        """Return whether this account can enter a folder: every folder above it has a say."""
        if not self.drops:
            return os.access(folder, os.X_OK)
        return self.run(["test", "-x", folder]).returncode == 0

    def own(self, path: Path) -> None:
        """Hand a file or folder to this account."""
        if self.drops:
            os.chown(path, self.uid, self.gid)


def database_account() -> SystemAccount:
    """Return ourselves, or as root the first unprivileged account that the machine has."""
    if os.geteuid() != 0:
        return SystemAccount(name=str(os.geteuid()), uid=os.geteuid(), gid=os.getegid(), drops=False)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return SystemAccount(name=name, uid=entry.pw_uid, gid=entry.pw_gid, drops=True)
    raise ClusterUnusable(
        "PostgreSQL does not run as root, and this machine has neither an account `postgres` nor `nobody`: "
        "add one, or set DATABASE_URL to a database of yours."
    )

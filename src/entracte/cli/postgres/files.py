"""The files of a cluster: where asked, or where the database's account can reach them."""

import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from entracte.cli.postgres.binaries import SYSTEM_FOLDER
from entracte.cli.postgres.errors import ClusterUnusable
from entracte.cli.postgres.system_account import SystemAccount

# Longer paths do not fit into a socket's address; the file's own name is `/.s.PGSQL.5432`.
LONGEST_SOCKET_FOLDER = 80
SOCKET_PREFIX = "entracte-"


@dataclass(frozen=True, slots=True)
class ClusterFiles:
    """Every path of one cluster."""

    data: Path
    home: Path

    @property
    def cluster(self) -> Path:
        return self.home / "postgres"

    @property
    def log(self) -> Path:
        return self.data / "postgres.log"

    @property
    def lock(self) -> Path:
        return self.data / "postgres.lock"

    @property
    def socket_note(self) -> Path:
        return self.data / "postgres.socket"

    @property
    def password(self) -> Path:
        return self.data / "postgres.password"


def prepare_files(data: Path, account: SystemAccount, *, system_folder: Path = SYSTEM_FOLDER) -> ClusterFiles:
    """Make the folders and return them.

    As root in a folder closed to the database's account, the cluster goes under `system_folder`, and a file
    `postgres.where` in `data` says so. Otherwise `data` lets that account through, and shows it nothing.
    """
    data = data.resolve()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not account.drops:
        return ClusterFiles(data, data)
    if account.reaches(data.parent):
        data.chmod(0o711)
        return ClusterFiles(data, data)
    return ClusterFiles(data, _home_elsewhere(data, system_folder))


def _home_elsewhere(data: Path, system_folder: Path) -> Path:
    note = data / "postgres.where"
    if note.exists() and (home := Path(note.read_text().strip())).is_dir():
        return home
    system_folder.mkdir(parents=True, exist_ok=True)
    system_folder.chmod(0o755)
    home = Path(tempfile.mkdtemp(prefix=f"{data.name}-", dir=system_folder))
    home.chmod(0o711)
    note.write_text(f"{home}\n")
    return home


def socket_folder(account: SystemAccount) -> Path:
    """Make a short folder, open to the database's account alone, for the socket."""
    for parent in (None, "/tmp"):
        folder = Path(tempfile.mkdtemp(prefix=SOCKET_PREFIX, dir=parent))
        if len(str(folder)) <= LONGEST_SOCKET_FOLDER and account.reaches(folder.parent):
            account.own(folder)
            return folder
        shutil.rmtree(folder)
    raise AssertionError("/tmp is short and open to all")


def kept_password(files: ClusterFiles) -> str:
    """Return the database's password: made once, at random, readable by us alone.

    Raises ClusterUnusable when the database is there and its password is not.
    """
    path = files.password
    if not path.exists():
        if files.cluster.exists():
            raise ClusterUnusable(f"{path} is missing: put it back, or remove {files.data} to start again.")
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(24))
    return path.read_text().strip()

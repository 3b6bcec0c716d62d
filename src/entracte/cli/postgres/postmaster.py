"""The server process of a cluster: started, stopped, and ended with us."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from entracte.cli.parent_death import ends_with_parent
from entracte.cli.postgres.binaries import Binaries
from entracte.cli.postgres.errors import ClusterUnusable
from entracte.cli.postgres.system_account import SystemAccount

FAST, IMMEDIATE = signal.SIGINT, signal.SIGQUIT


def start_postmaster(
    binaries: Binaries, account: SystemAccount, cluster: Path, log: Path, settings: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    """Start the server as our own child: whoever starts it reaps it, and it ends when its parent dies."""
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with log.open("ab") as file:
        log.chmod(0o600)
        return subprocess.Popen(
            [str(binaries.folder / "postgres"), "-D", str(cluster), *options],
            cwd="/",
            env=plain_environment(),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            start_new_session=True,
            preexec_fn=ends_with_parent(FAST),
            **account.identity(),
        )


def plain_environment() -> dict[str, str]:
    """Return an environment without a `PG…` variable that would lead the programs elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C", "HOME": "/"}


def stop_postmaster(process: subprocess.Popen[bytes], grace_seconds: float = 20) -> None:
    """End the server and reap it: open connections are cut, finished transactions are kept."""
    for how in (FAST, IMMEDIATE, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(how)
        try:
            process.wait(grace_seconds)
        except subprocess.TimeoutExpired:
            continue


def clear_leftover(cluster: Path, grace_seconds: float = 20) -> None:
    """Stop a server that outlived its supervisor, and remove the note of one that is gone.

    The caller holds the folder's lock, so no living supervisor owns that server.
    """
    note = cluster / "postmaster.pid"
    try:
        pid = int(note.read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return
    deadline = time.monotonic() + grace_seconds
    while _serves(pid, cluster):
        if time.monotonic() > deadline:
            raise ClusterUnusable(f"Process {pid} still serves {cluster} and does not stop: end it by hand.")
        os.kill(pid, FAST)
        time.sleep(0.2)
    note.unlink(missing_ok=True)


def _serves(pid: int, cluster: Path) -> bool:
    """Return whether the process is a server of this very folder, not a stranger that got its number."""
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == cluster.resolve()
    except OSError:
        return False

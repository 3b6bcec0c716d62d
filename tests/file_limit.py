"""How is a server process of the database kept from writing files beyond some bytes, as on a full disk?"""

import shutil

from entracte.cli.postgres.system_account import database_account

A_PAGE, UNLIMITED = "8192", "unlimited"


def is_possible(database_url: str) -> bool:
    """Say whether the server runs on this machine, under an account that we can be."""
    return "host=/" in database_url and shutil.which("prlimit") is not None


def limit_files(pid: int, most_bytes: str) -> None:
    """Change the limit of one process; another account's process is changed as that account."""
    done = database_account().run(["prlimit", "--pid", str(pid), f"--fsize={most_bytes}:"])
    assert done.returncode == 0, done.stderr

"""Databases with every table in them: on the run's own server one is made, the others are copies of it."""

import os
import subprocess
import sys

import psycopg

NAME = "entracte_migrated"
# any number that no part of the product locks
MAKING = 7_310_001


def make_database(server_url: str, name: str) -> None:
    """Make a database of this name with every table in it."""
    template = template_database(server_url)
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    if template is None:
        migrate(with_name(server_url, name))


def template_database(server_url: str) -> str | None:
    """Return the name of the database to copy; the first of the parallel workers makes it, the others wait.

    Nothing on a server that outlives the run: a copy left there would be old at the next one.
    """
    if os.environ.get("TEST_DATABASE_URL", "").strip():
        return None
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [MAKING])
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchall():
            begun = f"{NAME}_begun"
            connection.execute(f'CREATE DATABASE "{begun}"')
            migrate(with_name(server_url, begun))
            connection.execute(f'ALTER DATABASE "{begun}" RENAME TO "{NAME}"')
    return NAME


def migrate(database_url: str) -> None:
    """Type `entracte migrate` for a database."""
    done = subprocess.run(
        [sys.executable, "-m", "entracte.cli", "migrate"],
        env={**os.environ, "DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def with_name(url: str, name: str) -> str:
    """Return the address of another database on the same server."""
    address, _, query = url.partition("?")
    start = address.rsplit("/", 1)[0]
    return f"{start}/{name}" + (f"?{query}" if query else "")

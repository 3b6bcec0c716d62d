"""Is what is wrong with the database or the demo's folder said in one sentence, with what to do?"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import psycopg
import pytest

from tests.ports import free_port

ROLE, PASSWORD = "plain_account", "its password"


def run(*words: str, **environment: str) -> tuple[int, list[str]]:
    """Run a command and return its status and what it printed of trouble."""
    values = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "ENTRACTE_DATABASE_WAIT_SECONDS": "0.5",
        **environment,
    }
    done = subprocess.run(
        [sys.executable, "-m", "entracte.cli", *words],
        env=values,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stderr.splitlines()


@pytest.fixture
def server(database_url: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    with psycopg.connect(database_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def account(server: psycopg.Connection[tuple[object, ...]], database_url: str) -> Iterator[str]:
    """The address of an empty database for an account without rights in it."""
    name = f"plain_{os.getpid()}"
    server.execute(f"CREATE DATABASE {name}")
    server.execute(f"CREATE ROLE {ROLE}_{os.getpid()} LOGIN PASSWORD '{PASSWORD}'")
    yield address(database_url, user=f"{ROLE}_{os.getpid()}", password=PASSWORD, name=name)
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    server.execute(f"DROP ROLE {ROLE}_{os.getpid()}")


def address(database_url: str, **changes: str) -> str:
    parts = urlsplit(database_url)
    user = changes.get("user", parts.username)
    password = changes.get("password", unquote(parts.password or ""))
    host = parts.netloc.rpartition("@")[2]
    name = changes.get("name", parts.path.lstrip("/"))
    return f"postgresql://{user}:{quote(password)}@{host}/{name}?{parts.query}"


def test_a_wrong_password_is_one_sentence_without_the_password(account: str) -> None:
    wrong = address(account, password="not the one")
    reason = "the database does not accept the password of DATABASE_URL: put the right one there"
    for command in ("migrate", "rotate-keys"):
        assert run(command, DATABASE_URL=wrong) == (2, [f"entracte {command}: {reason}"])
    for words in (["manage", "migrate"], ["worker", "--until-empty"]):
        status, lines = run(*words, DATABASE_URL=f"{wrong}&connect_timeout=3")
        assert (status, lines[-1]) == (2, f"entracte {words[0]}: {reason}")
        assert [line for line in lines if "Traceback" in line or "not the one" in line] == []


@pytest.mark.parametrize(
    "changes, sentence",
    [
        ({"name": "not_there"}, "the database is not there"),
        ({"user": "not_there"}, "the database does not accept the password"),
    ],
)
def test_a_name_that_the_server_does_not_know_is_one_sentence(
    changes: dict[str, str], sentence: str, account: str
) -> None:
    status, lines = run("migrate", DATABASE_URL=address(account, **changes))
    assert (status, len(lines)) == (2, 1)
    assert lines[0].startswith(f"entracte migrate: {sentence}")


def test_a_server_that_does_not_answer_is_one_sentence_with_its_address() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        status, lines = run("migrate", DATABASE_URL=f"postgresql://x:y@127.0.0.1:{port}/x")
    assert (status, len(lines)) == (2, 1)
    assert "the database does not answer (connection failed" in lines[0]
    assert f"port {port}" in lines[0]


def test_a_missing_right_to_make_the_extension_is_one_sentence(account: str, database_url: str) -> None:
    name = urlsplit(account).path.lstrip("/")
    with psycopg.connect(address(database_url, name=name), autocommit=True) as inside:
        inside.execute(f"GRANT ALL ON SCHEMA public TO {ROLE}_{os.getpid()}")
    status, lines = run("migrate", DATABASE_URL=account)
    assert (status, lines) == (
        2,
        [
            "entracte migrate: the database does not let its account make the extension btree_gist: run "
            "`CREATE EXTENSION btree_gist` in it as a superuser, or grant the account CREATE on the database"
        ],
    )


def test_a_schema_that_is_closed_to_the_account_is_one_sentence(account: str) -> None:
    status, lines = run("migrate", DATABASE_URL=account)
    assert (status, len(lines)) == (2, 1)
    assert lines[0].startswith(
        "entracte migrate: the database does not let its account do that (permission denied for schema public"
    )


def test_a_database_that_takes_no_writes_is_one_sentence(
    account: str, server: psycopg.Connection[tuple[object, ...]]
) -> None:
    name = urlsplit(account).path.lstrip("/")
    server.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    assert run("migrate", DATABASE_URL=account) == (
        2,
        ["entracte migrate: the database takes no writes: is it a standby, or set to read-only?"],
    )


def test_a_command_before_the_first_migration_names_the_one_to_run(account: str) -> None:
    words = ("create-restaurant", "--name", "Prompt Side", "--owner", "ana@example.org")
    assert run(*words, DATABASE_URL=account) == (
        2,
        [
            "entracte create-restaurant: the database has no tables of this version: "
            "run `entracte migrate` first"
        ],
    )


def test_the_demo_says_it_too(account: str, tmp_path: Path) -> None:
    wrong = address(account, password="not the one")
    status, lines = run("demo", "--data", str(tmp_path), DATABASE_URL=wrong, **free_ports())
    assert (status, lines) == (
        2,
        ["entracte demo: the database does not accept the password of DATABASE_URL: put the right one there"],
    )


def free_ports() -> dict[str, str]:
    names = ("PORT", "SIMULATOR_PORT", "OUTER_PORT", "MAILBOX_PORT", "SMTP_PORT")
    return {name: str(free_port()) for name in names}


def test_a_data_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    for data in (tmp_path / "file", tmp_path / "file" / "demo"):
        status, lines = run("demo", "--data", str(data), DATABASE_URL="", **free_ports())
        assert (status, len(lines)) == (2, 1)
        assert lines[0].startswith(f"entracte demo: nothing can be kept in {data} (")
        assert lines[0].endswith("): set DATA to a folder that is writable")


def test_a_data_folder_that_takes_no_writes_is_one_sentence(tmp_path: Path) -> None:
    """/proc is read-only for everybody, root included."""
    status, lines = run("demo", "--data", "/proc/sys", DATABASE_URL="", **free_ports())
    assert (status, len(lines)) == (2, 1)
    assert lines[0].startswith("entracte demo: nothing can be kept in /proc/sys (")

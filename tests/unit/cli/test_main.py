"""Does the command line name its commands, refuse others, and find a running demo?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from entracte.cli.demo.keys import kept_keys
from entracte.cli.environment import adopt_running_demo, write_environment
from entracte.cli.errors import CannotRun
from entracte.cli.main import COMMANDS, main


def test_without_a_command_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert [command.name for command in COMMANDS if command.name not in printed] == []


def test_an_unknown_command_is_refused_with_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["reserve"])
    assert ended.value.code == 2
    assert "invalid choice: 'reserve'" in capsys.readouterr().err


def test_django_has_its_own_commands_behind_manage() -> None:
    """In a process of its own, since a command of Django closes all connections when it ends."""
    command = [sys.executable, "-m", "entracte.cli", "manage", "check", "--list-tags", "--deploy"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "installation" in done.stdout.split()


def test_listing_the_commands_loads_no_framework() -> None:
    script = "import sys; from entracte.cli.main import listing; listing(); print('django' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_a_command_beside_a_running_demo_uses_its_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_environment(tmp_path, {"DATABASE_URL": "postgresql:///demo", "ENTRACTE_KEYS": "one=="})
    assert (tmp_path / "environment").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("ENTRACTE_KEYS")
    adopt_running_demo()
    assert os.environ["DATABASE_URL"] == "postgresql:///demo"
    assert os.environ["ENTRACTE_KEYS"] == "one=="
    assert str(tmp_path) in capsys.readouterr().err


def test_a_database_that_is_named_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_environment(tmp_path, {"DATABASE_URL": "postgresql:///demo"})
    monkeypatch.setenv("DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgresql:///mine")
    adopt_running_demo()
    assert os.environ["DATABASE_URL"] == "postgresql:///mine"


def test_demo_keys_are_made_once_and_for_us_alone(tmp_path: Path) -> None:
    first = kept_keys(tmp_path)
    again = kept_keys(tmp_path)
    assert (first.secret_key, first.api_key, first.password) == (
        again.secret_key,
        again.api_key,
        again.password,
    )
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
    assert first.api_key not in repr(first)


def test_damaged_demo_keys_are_named(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text("{")
    with pytest.raises(CannotRun, match=r"keys\.json is damaged"):
        kept_keys(tmp_path)


def test_a_database_that_is_away_is_one_line_and_status_2(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DATABASE_URL": f"postgresql://nobody@/nothing?host={tmp_path}",
        "ENTRACTE_DATABASE_WAIT_SECONDS": "0.5",
    }
    done = subprocess.run(
        [sys.executable, "-m", "entracte.cli", "migrate"], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "the database does not answer" in done.stderr
    assert "Traceback" not in done.stderr

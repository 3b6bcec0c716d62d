"""An installation without its keys or with a malformed address is refused; a good one passes every check."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.test import override_settings

from entracte.checks import problems

SHORT = "x" * 31
HOW = "docs/running.md says how to make one"
NO_PROXY = (
    "ENTRACTE_TRUSTED_PROXIES is not set, so all guests behind the proxy would share one limit: "
    "name the proxy's addresses, or write none where browsers reach this process themselves"
)
ODD_PROXY = "ENTRACTE_TRUSTED_PROXIES holds something that is no address and no network such as 10.0.0.0/8"
NAMES = "ENTRACTE_DATABASE_PREPARES is 0: PostgreSQL writes a statement that fails into its own log"
NO_ADDRESS = "ENTRACTE_PUBLIC_URL is not an address such as https://book.example.org, without a path"
ODD_ADDRESSES = ("book.example.org", "ftp://book.example.org", "https://book.example.org/path", "https://[")


def test_a_good_installation_passes_every_check_of_the_framework_and_ours() -> None:
    assert run_checks() == []
    assert problems() == []


@pytest.mark.parametrize(
    "setting, value, sentence",
    [
        ("SECRET_KEY", "", f"ENTRACTE_SECRET_KEY is not set: {HOW}"),
        ("SECRET_KEY", SHORT, f"ENTRACTE_SECRET_KEY needs 32 characters or more: {HOW}"),
        ("ENCRYPTION_KEYS", [], f"ENTRACTE_KEYS is not set: {HOW}"),
        ("ENCRYPTION_KEYS", ["dGVzdHM="], f"ENTRACTE_KEYS holds something that is no key: {HOW}"),
        ("TRUSTED_PROXIES", ["10.0.0.1", "proxy.example"], ODD_PROXY),
        (
            "MAIL_URL",
            "pigeon://loft",
            "ENTRACTE_MAIL_URL names no mail server: docs/running.md lists the forms",
        ),
        ("TRUSTED_PROXIES", ["none", "10.0.0.1"], ODD_PROXY),
        *(("PUBLIC_URL", address, NO_ADDRESS) for address in ODD_ADDRESSES),
    ],
)
def test_what_is_wrong_is_said_without_repeating_it(setting: str, value: object, sentence: str) -> None:
    with override_settings(**{setting: value}):
        assert problems() == [sentence]


@pytest.mark.parametrize("command", ["web", "worker"])
def test_neither_process_starts_without_its_keys(command: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ENTRACTE_")}
    environment = {**kept, "PYTHONPATH": os.pathsep.join(sys.path), "ENTRACTE_PUBLIC_URL": "book.example.org"}
    done = subprocess.run(
        [sys.executable, "-m", "entracte.cli", command], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 2
    lines = [line.strip() for line in done.stderr.splitlines()]
    assert lines == [
        f"entracte {command}: ENTRACTE_SECRET_KEY is not set: {HOW}",
        f"ENTRACTE_KEYS is not set: {HOW}",
        NO_ADDRESS,
    ]


@pytest.mark.parametrize(
    "proxies, url, found",
    [
        ("", "https://book.example.org", [NO_PROXY]),
        ("", "https://book.example.org/", [NO_PROXY]),
        (" ,", "https://book.example.org", [NO_PROXY]),
        ("10.0.0.0/8, fd00::1", "https://book.example.org", []),
        ("none", "https://book.example.org", []),
        (" None ", "https://book.example.org", []),
        ("", "http://book.example.org", []),
    ],
)
def test_behind_tls_the_web_server_asks_for_its_proxy_or_for_the_word_that_there_is_none(
    proxies: str, url: str, found: list[str]
) -> None:
    script = (
        "import json, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'entracte.settings';"
        "from entracte.checks import problems;"
        "print(json.dumps([problems(serves_guests=True), problems()]))"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "ENTRACTE_PUBLIC_URL": url,
        "ENTRACTE_TRUSTED_PROXIES": proxies,
    }
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [found, []]


@pytest.mark.parametrize("prepares, is_said", [("0", True), ("1", False)])
def test_names_that_may_reach_the_log_of_postgresql_are_said_at_start(
    prepares: str, is_said: bool, tmp_path: Path
) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "ENTRACTE_DATABASE_PREPARES": prepares,
        "ENTRACTE_DATABASE_WAIT_SECONDS": "0.5",
        "DATABASE_URL": f"postgresql://nobody@/nothing?host={tmp_path}",
    }
    done = subprocess.run(
        [sys.executable, "-m", "entracte.cli", "worker", "--until-empty"],
        env=environment,
        capture_output=True,
        text=True,
    )
    said = [line for line in done.stderr.splitlines() if NAMES in line]
    assert [line.startswith("entracte worker: ") for line in said] == ([True] if is_said else [])

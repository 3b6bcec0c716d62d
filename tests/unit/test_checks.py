"""An installation without its keys or with a malformed address is refused; a good one passes every check."""

import os
import subprocess
import sys

import pytest
from django.core.checks import run_checks
from django.test import override_settings

from entracte.checks import problems

SHORT = "x" * 31
HOW = "docs/running.md says how to make one"
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

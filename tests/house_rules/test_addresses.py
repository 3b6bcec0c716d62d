"""Is the project free of addresses that are nobody's business: registries, and folders of one machine?"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house_rules.files import ROOT, committed, place

REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
    )
)
MACHINE_FOLDER = re.compile(r"(?<![\w.~-])/(?:root|work|home/\w+|opt/pypi\w*)/")


def texts() -> Iterator[tuple[Path, str]]:
    for path in committed():
        try:
            yield path, path.read_text()
        except UnicodeDecodeError:
            continue


def test_no_file_names_a_package_registry() -> None:
    assert [place(path) for path, text in texts() if any(host in text for host in REGISTRIES)] == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    found = [
        place(path, text.count("\n", 0, match.start()) + 1)
        for path, text in texts()
        for match in MACHINE_FOLDER.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_python_locks_carry_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    pinned = re.findall(r"^[A-Za-z0-9]\S*==\S+.*\\\n\s+--hash=sha256:", text, re.MULTILINE)
    named = re.findall(r"^[A-Za-z0-9]", text, re.MULTILINE)
    assert ("://" in text, " @ " in text, len(pinned)) == (False, False, len(named))


def test_node_locks_say_what_and_not_from_where() -> None:
    locks = [path for path in committed() if path.name == "package-lock.json"]
    assert locks != []
    for lock in locks:
        packages = json.loads(lock.read_text())["packages"]
        brought = {name: package for name, package in packages.items() if name and not package.get("link")}
        assert [name for name, package in brought.items() if "resolved" in package] == []
        assert [
            name
            for name, package in brought.items()
            if "integrity" not in package and not package.get("inBundle")
        ] == []
        assert "omit-lockfile-registry-resolved=true" in (lock.parent / ".npmrc").read_text()

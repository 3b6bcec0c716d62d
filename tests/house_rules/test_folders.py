"""A stranger finds a file by its name: folders stay small, and no two names differ by an ending only."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.house_rules.files import ROOT, place, sources

MOST_FILES = 18
# Django asks for these by name.
NOT_COUNTED = {"__init__.py", "apps.py"}
ENDINGS = ("ing", "ed", "er", "es", "s", "e")


def folders() -> dict[Path, list[str]]:
    """Return the files of each folder of the product, the simulator and the widget."""
    found = defaultdict(list)
    for path in sources(".py", ".ts", ".js", ".css", ".html"):
        inside = path.relative_to(ROOT)
        is_counted = inside.parts[0] == "src" or inside.parts[:2] == ("embed", "src")
        if is_counted and path.name not in NOT_COUNTED:
            found[path.parent].append(path.name)
    return found


def twins(names: Iterable[str]) -> list[list[str]]:
    """Return the names of one ending whose stems differ by no more than -s, -ed, -ing or -er."""
    alike = defaultdict(list)
    for name in names:
        stem, _, ending = name.rpartition(".")
        alike[_root(stem), ending].append(name)
    return sorted(sorted(found) for found in alike.values() if len(found) > 1)


def _root(stem: str) -> str:
    for ending in ENDINGS:
        if len(stem) > len(ending) + 2 and stem.endswith(ending):
            return stem.removesuffix(ending)
    return stem


def test_a_folder_holds_at_most_eighteen_files_of_its_own() -> None:
    assert {place(path): len(names) for path, names in folders().items() if len(names) > MOST_FILES} == {}


def test_no_two_files_of_a_folder_differ_by_an_ending_only() -> None:
    assert {place(path): found for path, names in folders().items() if (found := twins(names))} == {}


@pytest.mark.parametrize(
    "names,found",
    [
        (["guest.py", "guests.py"], [["guest.py", "guests.py"]]),
        (["guest.py", "guests.html"], []),
        (["write.py", "writing.py"], [["write.py", "writing.py"]]),
        (["reseat.py", "reseated.py", "reseating.py"], [["reseat.py", "reseated.py", "reseating.py"]]),
        (["hold.py", "holder.py"], [["hold.py", "holder.py"]]),
        (["rules.py", "run.py"], []),
    ],
)
def test_an_ending_only_is_found_in_its_forms(names: list[str], found: list[list[str]]) -> None:
    assert twins(names) == found

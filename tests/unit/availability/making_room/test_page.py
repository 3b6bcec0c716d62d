"""The page about making room names every constant, and the evening that it draws is what the search finds."""

import ast
import re
from pathlib import Path
from typing import Any

from entracte.availability.fit import Wish, fitting_spots
from entracte.availability.floor import FloorPlan, Table
from entracte.availability.making_room.search import Movable, TableChanges, find_table_changes

ROOT = Path(__file__).resolve().parents[4]
PACKAGE = ROOT / "src/entracte/availability/making_room"
PAGE = (ROOT / "docs/making-room.md").read_text()
FIRST, MINUTES_A_CHARACTER = 17 * 60 + 30, 5

Drawn = dict[str, tuple[int, int, int, int]]


def constants() -> set[str]:
    """The names in capitals that the files of the package give."""
    found = set()
    for path in PACKAGE.glob("*.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.Assign):
                names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
                found |= {name for name in names if name.isupper()}
    return found


def picture(name: str) -> list[str]:
    """The lines of one picture under its line of times."""
    [text] = re.findall(rf"```{name}\n(.*?)```", PAGE, re.DOTALL)
    return str(text).splitlines()


def drawn(name: str) -> Drawn:
    """By party: its table, how many they are, and from when to when in minutes of the day."""
    times, *rows = picture(name)
    left = times.index("17:30")
    found = {}
    for row in rows:
        for box in re.finditer(r"\[(\w) (\d)\.*\]", row):
            start, end = (FIRST + (at - left) * MINUTES_A_CHARACTER for at in box.span())
            found[box[1]] = (int(row[0]), int(box[2]), start, end)
    return found


def plan() -> FloorPlan:
    rows = [re.match(r"(\d)  for (\d)-(\d)", row) for row in picture("before")[1:]]
    return FloorPlan(1, tuple(Table(int(row[1]), row[1], int(row[2]), int(row[3])) for row in rows if row))


def movable(parties: Drawn) -> list[Movable]:
    return [
        Movable(ord(letter), start, end, (table,), fitting_spots(plan(), Wish(size)))
        for letter, (table, size, start, end) in sorted(parties.items())
    ]


def test_each_constant_is_named_with_what_it_was_measured_by() -> None:
    table = PAGE.partition("## The constants")[2]
    assert len(constants()) == 7
    assert sorted(name for name in constants() if f"| `{name}` |" not in table) == []


def test_no_constant_is_named_that_does_not_exist() -> None:
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE)) == constants()


def test_the_times_stand_above_their_columns() -> None:
    for name in ("before", "after"):
        times = picture(name)[0]
        shown = {at.start(): at[0] for at in re.finditer(r"\d\d:\d\d", times)}
        left = min(shown)
        minutes = {place: FIRST + (place - left) * MINUTES_A_CHARACTER for place in shown}
        assert shown == {place: f"{at // 60}:{at % 60:02}" for place, at in minutes.items()}


def test_the_evening_that_is_drawn_is_what_the_search_finds() -> None:
    before, after = drawn("before"), drawn("after")
    [new] = set(after) - set(before)
    table, size, start, end = after[new]
    found = find_table_changes(
        spots=fitting_spots(plan(), Wish(size)),
        start=start,
        end=end,
        movable=movable(before),
        fixed=(),
    )
    assert isinstance(found, TableChanges)
    assert found.spot.table_ids == (table,)
    changed = {letter for letter in before if before[letter] != after[letter]}
    assert {chr(id): spot.table_ids for id, spot in found.changes} == {
        letter: (after[letter][0],) for letter in changed
    }
    assert changed == {"C", "E"}


def test_without_the_first_table_the_evening_is_full() -> None:
    rest = {letter: drawn for letter, drawn in drawn("before").items() if drawn[0] != 1}
    _, size, start, end = drawn("after")["F"]
    taken_all_evening = [(1, 0, 24 * 60)]
    question: dict[str, Any] = {
        "spots": fitting_spots(plan(), Wish(size)),
        "start": start,
        "end": end,
        "movable": movable(rest),
    }
    assert find_table_changes(**question, fixed=taken_all_evening) is None
    assert find_table_changes(**question, fixed=()) is not None

"""Does every file say which question it answers, and every public function what its signature cannot?"""

import ast
import re

from tests.house_rules.files import ROOT, place, python_trees, sources

EXPLAINED = ("availability", "spektrix", "jobs", "bookings/actions", "boxoffice")


def test_every_module_opens_with_a_sentence() -> None:
    silent = []
    for path, tree in python_trees():
        first = (ast.get_docstring(tree) or "").partition("\n")[0]
        if tree.body and not first.endswith(("?", ".", "!")):
            silent.append(place(path))
    assert silent == []


def test_every_style_sheet_opens_with_a_sentence() -> None:
    opening = re.compile(r"/\* [^*\n]+\. \*/\n")
    silent = [place(path) for path in sources(".css") if not opening.match(path.read_text())]
    assert silent == []


def test_public_functions_of_the_explained_rooms_have_docstrings() -> None:
    rooms = tuple(str(ROOT / "src" / "entracte" / room) for room in EXPLAINED)
    silent = [
        f"{place(path, node.lineno)} {node.name}"
        for path, tree in python_trees()
        if str(path).startswith(rooms)
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_nothing_is_left_for_later() -> None:
    marks = ("TODO", "FIXME", "XXX")
    left = [
        place(path, number)
        for path, _ in python_trees()
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if any(mark in line for mark in marks)
    ]
    assert left == []

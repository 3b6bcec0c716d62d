"""A class name stands for one thing, so that a reader who meets it need not ask which."""

import ast
from collections import defaultdict

import pytest

from tests.house_rules.files import ROOT, place, python_trees

# Django looks for these inside a class.
NAMED_BY_DJANGO = {"Meta", "Media"}
# What the engine thinks with and the row that it is read from are one thing in two forms.
VALUE_AND_ROW = {"Closure", "Combination", "FloorPlan", "KeptFor", "Service", "Table"}
FORMS = {"src/entracte/availability", "src/entracte/dining"}


def class_places(package: str) -> dict[str, list[str]]:
    """Return where each class of a package is defined."""
    found = defaultdict(list)
    for path, tree in python_trees():
        if path.is_relative_to(ROOT / "src" / package):
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef) and node.name not in NAMED_BY_DJANGO:
                    found[node.name].append(place(path))
    return found


def is_value_and_row(name: str, places: list[str]) -> bool:
    packages = {"/".join(each.split("/")[:3]) for each in places}
    return name in VALUE_AND_ROW and packages == FORMS and len(places) == len(FORMS)


def test_no_class_name_of_the_product_stands_for_two_things() -> None:
    found = class_places("entracte")
    twice = {name: places for name, places in found.items() if len(places) > 1}
    assert {name: places for name, places in twice.items() if not is_value_and_row(name, places)} == {}


@pytest.mark.parametrize("package", ["spektrix_simulator", "demo_mailbox"])
def test_no_class_name_of_the_simulator_or_the_mailbox_stands_for_two_things(package: str) -> None:
    found = class_places(package)
    assert {name: places for name, places in found.items() if len(places) > 1} == {}

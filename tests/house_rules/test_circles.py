"""No two files need each other, whatever the import is for: one for types alone counts too."""

import ast
from collections.abc import Iterator

from tests.house_rules.files import ROOT, python_trees

Modules = dict[str, ast.Module]


def modules() -> Modules:
    """Return every module below src by its dotted name; a package without code of its own is none."""
    found = {}
    for path, tree in python_trees():
        inside = path.relative_to(ROOT)
        if inside.parts[0] == "src" and path.name != "__init__.py":
            found[".".join(inside.with_suffix("").parts[1:])] = tree
    return found


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield what a module imports anywhere in it, as dotted names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def circles(needs: dict[str, set[str]]) -> list[list[str]]:
    """Return the modules that can reach themselves, as sets of those that reach each other."""
    reach = {name: set(targets) for name, targets in needs.items()}
    while True:
        wider = {name: near.union(*(reach[each] for each in near)) for name, near in reach.items()}
        if wider == reach:
            break
        reach = wider
    found = {
        frozenset({name, *(each for each in near if name in reach[each])})
        for name, near in reach.items()
        if name in near
    }
    return sorted(sorted(circle) for circle in found)


def test_no_modules_import_each_other_in_a_circle() -> None:
    ours = modules()
    needs = {name: {each for each in imported(tree) if each in ours} for name, tree in ours.items()}
    assert circles(needs) == []


def test_a_circle_is_found_however_long_it_is() -> None:
    needs = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set()}
    assert circles(needs) == [["a", "b", "c"]]

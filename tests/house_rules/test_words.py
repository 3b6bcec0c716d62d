"""Does each name use the project's words, and does the box office's vocabulary stay in its rooms?"""

from pathlib import Path

import pytest
from django.apps import apps

from tests.house_rules.files import ROOT, committed, place, sources
from tests.house_rules.names import python_names, script_names, words_of

BANNED = (
    *("venue", "tenant", "pax", "timeslot", "blackout", "occupancy", "allocation", "reservee"),
    *("seating_plan", "utils", "helpers", "misc"),
)
NOT_FOR_FILES = (*BANNED, "util", "helper", "common", "base", "manager", "core", "services")
BOXED = ("basket", "customer")
BOXES = (
    *("src/entracte/spektrix", "src/entracte/boxoffice", "src/entracte/widget"),
    "src/entracte/backoffice/spektrix",
    *("src/spektrix_simulator", "embed", "benchmarks"),
)
# Where Django looks for a database engine, and what its documentation calls the page around all pages.
NAMED_BY_DJANGO = {
    Path("src/entracte/database/base.py"),
    Path("src/entracte/backoffice/house/templates/house/base.html"),
}


def uses(name: str, words: tuple[str, ...]) -> list[str]:
    spelled = words_of(name)
    return [word for word in words if f"_{word}_" in spelled]


def is_boxed(path: Path) -> bool:
    inside = str(path.relative_to(ROOT))
    return inside.startswith(BOXES)


def test_no_class_function_or_column_uses_a_word_that_has_another_here() -> None:
    names = [*python_names(), *script_names()]
    assert [f"{place(path, line)} {name}" for path, line, name in names if uses(name, BANNED)] == []


def test_no_file_or_folder_is_named_by_a_word_that_says_nothing() -> None:
    ours = {path.relative_to(ROOT) for path in committed()} - NAMED_BY_DJANGO
    parts = {part for path in ours for part in path.parts}
    stems = {part: part.partition(".")[0] for part in parts if not part.startswith(".")}
    assert sorted(part for part, stem in stems.items() if uses(stem, NOT_FOR_FILES)) == []


def test_baskets_and_customers_are_named_only_in_the_rooms_that_deal_with_spektrix() -> None:
    names = [*python_names(), *script_names(), *((path, 1, path.stem) for path in sources(".py", ".ts"))]
    outside = [(path, line, name) for path, line, name in names if not is_boxed(path)]
    assert [f"{place(path, line)} {name}" for path, line, name in outside if uses(name, BOXED)] == []


def test_no_column_of_the_database_uses_a_banned_word_or_a_boxed_one_outside_its_room() -> None:
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("entracte."):
            continue
        banned = BANNED if model._meta.app_label in {"boxoffice", "widget"} else (*BANNED, *BOXED)
        names = [model._meta.db_table, *(field.column for field in model._meta.concrete_fields)]
        wrong += [f"{model._meta.label}.{name}" for name in names if uses(str(name), banned)]
    assert wrong == []


@pytest.mark.parametrize(
    "name,found",
    [
        ("VenueList", ["venue"]),
        ("seatingPlans", ["seating_plan"]),
        ("revenue_of", []),
        ("customerId", ["customer"]),
        ("baskets_seen", ["basket"]),
    ],
)
def test_a_word_is_found_in_any_spelling_and_not_inside_another(name: str, found: list[str]) -> None:
    assert uses(name, (*BANNED, *BOXED)) == found

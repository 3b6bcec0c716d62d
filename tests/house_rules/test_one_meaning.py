"""Each word that once had several meanings keeps to one in names; docs/words.md says which."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house_rules.files import ROOT, place, sources
from tests.house_rules.names import python_names, script_names, words_of

PAGE = ROOT / "docs" / "words.md"


@dataclass(frozen=True, slots=True)
class Meaning:
    """Where a word may stand: in names that match, and in the files below these paths."""

    names: str = "(?!)"
    paths: tuple[str, ...] = ()

    def admits(self, path: str, name: str) -> bool:
        return re.search(self.names, words_of(name)) is not None or path.startswith(self.paths)


MEANINGS = {
    # a guest's short promise of a slot, from the widget to its row, and what explains a time by it
    "hold": Meaning(
        names=r"_hold_(minute(s)?|clock|notice)_|_held_until_|_held_by_guest_|_(ending|ends|ended|broken)_hold(s)?_|_live_hold_ids_",
        paths=(
            "embed/src/api/",
            "embed/src/booking/hold-clock.ts",
            "embed/src/booking/hold-notice.ts",
            "embed/src/booking/slot-hold.ts",
            "src/entracte/widget/",
            "src/entracte/availability/explaining/reasons.py",
            "src/entracte/availability/held_slots.py",
            "src/entracte/bookings/queries.py",
            "src/entracte/bookings/sql.py",
            "src/entracte/bookings/tables/sittings.py",
            "src/entracte/bookings/actions/book.py",
            "src/entracte/bookings/actions/hold.py",
            "src/entracte/bookings/actions/search.py",
            "src/entracte/bookings/errors.py",
            "src/entracte/bookings/handlers.py",
            "src/entracte/bookings/holds/",
            "src/entracte/bookings/models/hold.py",
            "src/entracte/bookings/models/tables.py",
            "src/entracte/boxoffice/claims/make.py",
        ),
    ),
    # the dining room, and making room in it
    "room": Meaning(names=r"_(making|makes|dining)_room_"),
    # the architecture and what its pages share; a table kept in-house is kept for staff
    "house": Meaning(names=r"_in_house_", paths=("src/entracte/backoffice/house/",)),
    # the auditorium's
    "seat": Meaning(paths=("src/spektrix_simulator/", "src/entracte/spektrix/")),
    # to find a new booking its tables and write them
    "place": Meaning(paths=("src/entracte/bookings/actions/placing.py",)),
    # to give a booking another time, party or table
    "move": Meaning(
        names=r"_may_move_|_parties_move_",
        paths=(
            "src/entracte/backoffice/bookings/forms/",
            "src/entracte/bookings/actions/move.py",
            "src/entracte/bookings/actions/move_request.py",
            "src/entracte/bookings/actions/new_tables.py",
            "src/entracte/bookings/actions/new_times.py",
        ),
    ),
    # one advance to the next state; a way without stairs is step-free
    "step": Meaning(
        names=r"_step_free_",
        paths=(
            "src/entracte/backoffice/bookings/",
            "src/entracte/bookings/transitions.py",
            "src/entracte/boxoffice/",
        ),
    ),
    "told": Meaning(),
}
# Other forms of the words above. A milestone is "seated", and a plan has placements: those are words apart.
FORMS = {"held": "hold", "holds": "hold", "tell": "told", "tells": "told"}


def names() -> Iterator[tuple[Path, int, str]]:
    """Yield every name that the rule looks at: those in files, and the files' and folders' own."""
    yield from python_names()
    yield from script_names()
    for path in sources(".py", ".ts", ".js", ".mjs", ".css", ".html"):
        yield path, 1, path.stem
        yield from ((path, 1, part) for part in path.relative_to(ROOT).parts[1:-1])


def meanings_in(name: str) -> set[str]:
    """Return which of the words a name uses, in any of their forms."""
    used = set(words_of(name).replace("_", " ").split())
    return {FORMS.get(word, word) for word in used} & set(MEANINGS)


def test_a_word_of_one_meaning_is_used_for_nothing_else() -> None:
    wrong = {
        f"{place(path, line)} {name} ({word})"
        for path, line, name in names()
        for word in meanings_in(name)
        if not MEANINGS[word].admits(str(path.relative_to(ROOT)), name)
    }
    assert sorted(wrong) == []


def test_the_page_of_words_defines_each_of_them() -> None:
    table = PAGE.read_text().partition("## Words that had several meanings")[2]
    assert re.findall(r"^\| (\w+) \|", table, re.MULTILINE)[1:] == list(MEANINGS)


@pytest.mark.parametrize(
    "path,name,is_fine",
    [
        ("src/entracte/bookings/tables/take.py", "hold_tables", False),
        ("src/entracte/bookings/holds/live.py", "live_hold", True),
        ("src/entracte/availability/room.py", "Room", False),
        ("src/entracte/restaurants/models/restaurant.py", "makes_room", True),
        ("src/entracte/bookings/actions/placing.py", "Seat", False),
        ("src/entracte/bookings/models/booking.py", "seated_at", True),
        ("src/entracte/widget/shapes.py", "Place", False),
        ("src/entracte/dining/models.py", "Placement", True),
        ("src/entracte/jobs/shutdown.py", "told_to_end", False),
    ],
)
def test_a_name_is_judged_by_its_words_and_its_file(path: str, name: str, is_fine: bool) -> None:
    assert all(MEANINGS[word].admits(path, name) for word in meanings_in(name)) == is_fine

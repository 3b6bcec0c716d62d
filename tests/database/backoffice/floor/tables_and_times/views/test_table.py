"""How is a table added and changed?"""

from typing import Any

import pytest

from entracte.dining.models import Table
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House


def test_a_table_is_added(manager: Desk) -> None:
    manager.sends("floor/tables/new/", name="Bar 1", min_covers="1", max_covers="2", is_active="on")
    assert Table.objects.filter(name="Bar 1", max_covers=2).count() == 1


def test_a_table_is_taken_out_of_use(house: House, manager: Desk) -> None:
    row = house.tables["1"]
    manager.sends(f"floor/tables/{row.key}/", name="1", min_covers="1", max_covers="2")
    row.refresh_from_db()
    assert row.is_active is False
    assert "not in use" in manager.sees("floor/")


def test_a_table_keeps_its_section_its_traits_and_for_whom_it_is_kept(house: House, manager: Desk) -> None:
    row = house.tables["3"]
    plain: dict[str, Any] = {"name": "3", "min_covers": "1", "max_covers": "4", "is_active": "on"}
    traits: dict[str, Any] = {
        "section": " Window ",
        "kept_for": "in_house",
        "priority": "7",
        "high_chairs": "2",
    }
    manager.sends(f"floor/tables/{row.key}/", **plain, **traits, is_step_free="on")
    row.refresh_from_db()
    assert (row.section, row.kept_for, row.priority) == ("Window", "in_house", 7)
    assert (row.is_step_free, row.high_chairs) == (True, 2)
    page = manager.sees("floor/")
    assert "Window" in page
    assert "step-free · 2 high chairs · not online · fills first: 7" in page
    assert "Step-free: 3 · High chairs: 3 · Dashed, not online: 3" in page
    assert "step-free · 2 high chairs" in manager.sees(f"floor/plans/{house.plan.key}/")
    assert '<option value="Window">' in manager.opens("floor/tables/new/").content.decode()


@pytest.mark.parametrize(
    "typed,sentence",
    [
        ({"name": "9", "min_covers": "1", "max_covers": "2", "priority": "12"}, "No more than 9."),
        (
            {"name": "9", "min_covers": "1", "max_covers": "2", "kept_for": "nobody"},
            "This can no longer be chosen.",
        ),
        ({"name": "2", "min_covers": "1", "max_covers": "2"}, "Another table has this name."),
        ({"name": "9", "min_covers": "4", "max_covers": "2"}, "smaller than the smallest"),
        ({"name": "", "min_covers": "1", "max_covers": "2"}, "Fill this in."),
        ({"name": "9", "min_covers": "0", "max_covers": "200"}, "No more than 60."),
    ],
)
def test_a_table_that_makes_no_sense_is_shown(manager: Desk, typed: dict[str, Any], sentence: str) -> None:
    answer = manager.sends("floor/tables/new/", **typed)
    assert (answer.status_code, sentence in text_of(answer)) == (422, True)

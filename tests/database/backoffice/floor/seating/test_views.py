"""How is it set what holds over the whole restaurant when parties are seated?"""

from typing import Any

import pytest

from entracte.backoffice.floor.seating.forms import SeatingForm
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House

SEATING: dict[str, Any] = {
    "makes_room": "on",
    "hold_minutes": "7",
    "pacing_minutes": "30",
    "max_covers": "40",
}


def test_making_room_holds_and_pacing_are_saved(house: House, manager: Desk) -> None:
    before = house.restaurant.rules_version
    answer = manager.sends("floor/seating/", **SEATING, max_parties="12", covers_kept_in_house="6")
    assert answer["Location"] == manager.address("floor/seating/")
    row = house.restaurant
    row.refresh_from_db()
    assert (row.makes_room, row.hold_minutes, row.pacing_minutes) == (True, 7, 30)
    assert (row.max_parties, row.max_covers, row.covers_kept_in_house) == (12, 40, 6)
    assert row.rules_version > before
    assert "Saved." in manager.sees("floor/seating/")


def test_the_page_asks_for_every_setting_of_the_seating(manager: Desk) -> None:
    page = manager.opens("floor/seating/").content.decode()
    assert {name for name in SeatingForm.base_fields if f'name="{name}"' not in page} == set()


def test_what_is_left_empty_limits_nothing(house: House, manager: Desk) -> None:
    manager.sends("floor/seating/", hold_minutes="0")
    row = house.restaurant
    row.refresh_from_db()
    assert (row.makes_room, row.hold_minutes, row.pacing_minutes) == (False, 0, 15)
    assert (row.max_parties, row.max_covers, row.covers_kept_in_house) == (None, None, 0)


@pytest.mark.parametrize(
    "changes,sentence",
    [
        ({"hold_minutes": "90"}, "No more than 30."),
        ({"hold_minutes": ""}, "Write a number."),
        ({"covers_kept_in_house": "41"}, "No more than may start at all."),
        ({"pacing_minutes": "1"}, "At least 5."),
    ],
)
def test_a_setting_that_makes_no_sense_is_shown_and_the_rest_kept(
    house: House, manager: Desk, changes: dict[str, str], sentence: str
) -> None:
    answer = manager.sends("floor/seating/", **{**SEATING, **changes})
    kept = 'value="40"' in answer.content.decode()
    assert (answer.status_code, sentence in text_of(answer), kept) == (422, True, True)
    house.restaurant.refresh_from_db()
    assert house.restaurant.max_covers is None

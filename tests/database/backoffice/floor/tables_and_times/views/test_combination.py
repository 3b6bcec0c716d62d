"""How are combinations added, changed and removed?"""

from datetime import datetime
from typing import Any

import pytest

from entracte.dining.models import Combination
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, book, join


def joined(row: Combination) -> list[str]:
    return sorted(each.table.name for each in row.combined_tables.select_related("table"))


def typed(house: House, *names: str, **more: Any) -> dict[str, Any]:
    return {"tables": [house.tables[name].key for name in names], "is_active": "on", **more}


def test_a_combination_is_added_as_it_is_typed(house: House, manager: Desk) -> None:
    more: dict[str, Any] = {"min_covers": "5", "max_covers": "9", "kept_for": "in_house", "priority": "4"}
    answer = manager.sends("floor/combinations/new/", **typed(house, "3", "4", name="Long table", **more))
    assert (answer.status_code, answer["Location"]) == (302, manager.address("floor/"))
    row = Combination.objects.get()
    assert (row.name, row.min_covers, row.max_covers, joined(row)) == ("Long table", 5, 9, ["3", "4"])
    assert (row.kept_for, row.priority, row.is_active) == ("in_house", 4, True)
    page = manager.sees("floor/")
    assert "Long table 5–9 covers tables 3, 4 · not online · fills first: 4" in page


def test_name_and_covers_that_are_left_empty_follow_from_the_tables(house: House, manager: Desk) -> None:
    manager.sends("floor/combinations/new/", **typed(house, "1", "3", "4"))
    row = Combination.objects.get()
    assert (row.name, row.min_covers, row.max_covers) == ("1 + 3 + 4", 7, 12)
    assert (row.kept_for, row.priority) == ("everybody", 0)


def test_a_combination_is_changed_and_shown_as_it_stands(house: House, manager: Desk) -> None:
    row = join(house, "3", "4")
    page = manager.opens(f"floor/combinations/{row.key}/").content.decode()
    assert ('value="3 + 4"' in page, page.count("checked")) == (True, 3)
    manager.sends(f"floor/combinations/{row.key}/", tables=[house.tables["1"].key, house.tables["2"].key])
    row.refresh_from_db()
    assert (joined(row), row.max_covers, row.is_active) == (["1", "2"], 4, False)
    assert "not in use" in manager.sees("floor/")


@pytest.mark.parametrize(
    "names,more,sentence",
    [
        (["1"], {}, "Choose two tables or more."),
        ([], {}, "Choose two tables or more."),
        (["1", "2"], {"min_covers": "9"}, "The largest party is smaller than the smallest."),
        (["1", "2"], {"max_covers": "900"}, "No more than 200."),
        (["1", "2"], {"name": "3 + 4"}, "Another combination has this name."),
    ],
)
def test_a_combination_that_makes_no_sense_is_shown_and_what_was_typed_kept(
    house: House, manager: Desk, names: list[str], more: dict[str, str], sentence: str
) -> None:
    join(house, "3", "4")
    answer = manager.sends("floor/combinations/new/", **typed(house, *names, priority="6", **more))
    page = answer.content.decode()
    assert (answer.status_code, sentence in text_of(answer), 'value="6"' in page) == (422, True, True)
    assert Combination.objects.count() == 1


def test_the_tables_of_another_restaurant_do_not_join(house: House, manager: Desk, other: House) -> None:
    answer = manager.sends("floor/combinations/new/", **typed(other, "1", "2"))
    assert (answer.status_code, Combination.objects.count()) == (422, 0)
    assert manager.opens(f"floor/combinations/{join(other, '1', '2').key}/").status_code == 404


def test_a_combination_is_removed_at_once_where_nobody_is_booked_at_it(
    house: House, manager: Desk, now: datetime
) -> None:
    row = join(house, "3", "4")
    book(house, now, party_size=4)
    manager.sends(f"floor/combinations/{row.key}/remove/")
    assert Combination.objects.count() == 0


def test_removing_asks_once_where_a_party_is_booked_at_it(house: House, manager: Desk, now: datetime) -> None:
    row = join(house, "3", "4")
    book(house, now, party_size=9)
    answer = manager.sends(f"floor/combinations/{row.key}/remove/")
    assert (answer.status_code, "1 booking to come has it." in text_of(answer)) == (409, True)
    assert Combination.objects.count() == 1
    manager.sends(f"floor/combinations/{row.key}/remove/", sure="yes")
    assert Combination.objects.count() == 0

"""Which tables or combinations suit this party, best first?"""

from typing import Any

import pytest

from entracte.availability.fit import Spot, Wish, fitting_spots
from entracte.availability.floor import FloorPlan, KeptFor
from tests.builders import combination, floor_plan, table


def names(plan: FloorPlan, party_size: int, **wished: Any) -> list[str]:
    return [spot.name for spot in fitting_spots(plan, Wish(party_size, **wished))]


def test_the_smallest_sufficient_table_comes_first() -> None:
    assert names(floor_plan(), 2) == ["1", "2", "3", "4"]
    assert names(floor_plan(), 3) == ["3", "4"]


def test_a_table_meant_for_larger_parties_is_not_laid_for_a_small_one() -> None:
    assert names(floor_plan(), 1) == ["1", "2", "3"]


def test_a_party_too_large_for_every_table_fits_none() -> None:
    assert names(floor_plan(), 7) == []


def test_a_spot_says_its_tables_and_for_whom_it_is() -> None:
    plan = floor_plan(table(1), table(2), combinations=[combination(7, 1, 2, min_covers=3, max_covers=4)])
    assert fitting_spots(plan, Wish(2)) == (Spot((1,), "1", 1, 2), Spot((2,), "2", 1, 2))
    [joined] = fitting_spots(plan, Wish(4))
    assert joined == Spot((1, 2), "1+2", 3, 4)
    assert (joined.is_combination, Spot((1,), "1", 1, 2).is_combination) == (True, False)


def test_tables_join_only_where_the_restaurant_declares_it() -> None:
    assert names(floor_plan(table(1), table(2)), 4) == []


def test_fewest_wasted_seats_come_before_single_tables_and_those_before_combinations() -> None:
    plan = floor_plan(
        *(table(1), table(2), table(3, max_covers=6), table(4, max_covers=4)),
        combinations=[combination(1, 1, 2, max_covers=4), combination(2, 2, 1, max_covers=3)],
    )
    assert names(plan, 3) == ["2+1", "4", "1+2", "3"]


def test_of_what_wastes_as_much_the_higher_priority_comes_first() -> None:
    plan = floor_plan(
        table(1), table(2, priority=2), table(3, priority=1), table(4, max_covers=3, priority=9)
    )
    assert names(plan, 2) == ["2", "3", "1", "4"]


def test_of_equal_tables_the_one_fewer_others_could_use_comes_first() -> None:
    assert names(floor_plan(table(1, max_covers=4), table(2, min_covers=3, max_covers=4)), 3) == ["2", "1"]


def test_otherwise_equal_tables_go_by_name_as_people_count() -> None:
    plan = floor_plan(
        table(1, name="Window 10"),
        table(2, name="window 9"),
        table(3, name="7"),
        table(4, name="Window"),
        table(5, name="12"),
    )
    assert names(plan, 2) == ["7", "12", "Window", "window 9", "Window 10"]


def test_tables_of_one_name_go_by_id_whatever_their_order_on_the_plan() -> None:
    plan = floor_plan(table(3, name="A"), table(1, name="a"), table(2, name="A"))
    assert [spot.table_ids for spot in fitting_spots(plan, Wish(2))] == [(1,), (2,), (3,)]


@pytest.mark.parametrize(
    "wished, found",
    [
        ({}, ["1"]),
        ({"is_online": False}, ["1", "2"]),
        ({"is_online": False, "is_walk_in": True}, ["1", "2", "3"]),
    ],
)
def test_what_is_kept_for_some_is_not_for_others(wished: dict[str, Any], found: list[str]) -> None:
    plan = floor_plan(table(1), table(2, kept_for=KeptFor.IN_HOUSE), table(3, kept_for=KeptFor.WALK_INS))
    assert names(plan, 2, **wished) == found


def test_a_combination_is_kept_for_whom_it_or_any_of_its_tables_is_kept() -> None:
    tables = (table(1), table(2), table(3, kept_for=KeptFor.IN_HOUSE))
    plan = floor_plan(
        *tables,
        combinations=[
            combination(1, 1, 2, max_covers=4, kept_for=KeptFor.WALK_INS),
            combination(2, 1, 3, max_covers=4),
        ],
    )
    assert names(plan, 4) == []
    assert names(plan, 4, is_online=False) == ["1+3"]
    assert names(plan, 4, is_online=False, is_walk_in=True) == ["1+2", "1+3"]


def test_all_tables_of_a_party_are_step_free_where_it_needs_that() -> None:
    plan = floor_plan(
        *(table(1, is_step_free=True), table(2), table(3, is_step_free=True)),
        combinations=[combination(1, 1, 2, max_covers=4), combination(2, 1, 3, max_covers=4)],
    )
    assert names(plan, 2, needs_step_free=True) == ["1", "3", "1+3"]


def test_the_tables_of_a_party_hold_its_high_chairs_together() -> None:
    plan = floor_plan(
        *(table(1, high_chairs=1), table(2, high_chairs=1), table(3, high_chairs=2, max_covers=6)),
        combinations=[combination(1, 1, 2, max_covers=4)],
    )
    assert names(plan, 2, high_chairs=1) == ["1", "2", "1+2", "3"]
    assert names(plan, 2, high_chairs=2) == ["1+2", "3"]
    assert names(plan, 2, high_chairs=3) == []


def test_all_tables_of_a_party_are_in_the_section_that_it_wishes() -> None:
    plan = floor_plan(
        *(table(1, section="Bar"), table(2), table(3, section="Bar")),
        combinations=[combination(1, 1, 2, max_covers=4), combination(2, 1, 3, max_covers=4)],
    )
    assert names(plan, 2, section="Bar") == ["1", "3", "1+3"]
    assert names(plan, 2, section="Window") == []

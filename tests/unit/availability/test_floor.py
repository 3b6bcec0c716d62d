"""Which furniture is there to sit at?"""

import pytest

from entracte.availability.floor import FloorPlan, Table
from tests.builders import combination, floor_plan, table


@pytest.mark.parametrize("min_covers, max_covers", [(0, 2), (-1, 2), (3, 2)])
def test_covers_that_make_no_sense_are_refused(min_covers: int, max_covers: int) -> None:
    with pytest.raises(ValueError, match="A table takes one person or more"):
        Table(id=1, name="1", min_covers=min_covers, max_covers=max_covers)


def test_a_plan_knows_the_largest_party_of_its_tables_and_combinations() -> None:
    assert floor_plan().largest_party == 6
    assert floor_plan(combinations=[combination(1, 3, 4, max_covers=10)]).largest_party == 10
    assert FloorPlan(id=1, tables=()).largest_party == 0


@pytest.mark.parametrize("min_covers, max_covers", [(0, 4), (5, 4)])
def test_covers_of_a_combination_that_make_no_sense_are_refused(min_covers: int, max_covers: int) -> None:
    with pytest.raises(ValueError, match="A table takes one person or more"):
        combination(1, 1, 2, min_covers=min_covers, max_covers=max_covers)


@pytest.mark.parametrize("table_ids", [(), (1,), (1, 1), (1, 2, 1)])
def test_a_combination_joins_two_tables_or_more_each_once(table_ids: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="two tables or more"):
        combination(1, *table_ids, max_covers=4)


def test_a_plan_refuses_a_combination_of_tables_that_do_not_stand_on_it() -> None:
    with pytest.raises(ValueError, match="its own plan"):
        floor_plan(table(1), combinations=[combination(1, 1, 2, max_covers=4)])


def test_plans_with_other_tables_are_not_equal_though_they_are_filed_together() -> None:
    one, other = floor_plan(table(1)), floor_plan(table(1, max_covers=3))
    assert one != other
    assert hash(one) == hash(other)

"""Which furniture is there to sit at?"""

import pytest

from entracte.availability.floor import FloorPlan, Table
from tests.builders import floor_plan, table


@pytest.mark.parametrize("party_size, fits", [(1, False), (2, True), (3, True), (4, True), (5, False)])
def test_a_table_fits_parties_from_its_smallest_to_its_largest(party_size: int, fits: bool) -> None:
    assert table(1, min_covers=2, max_covers=4).fits(party_size) is fits


@pytest.mark.parametrize("min_covers, max_covers", [(0, 2), (-1, 2), (3, 2)])
def test_covers_that_make_no_sense_are_refused(min_covers: int, max_covers: int) -> None:
    with pytest.raises(ValueError, match="A table takes one person or more"):
        Table(id=1, name="1", min_covers=min_covers, max_covers=max_covers)


def test_a_plan_knows_the_largest_party_of_its_tables() -> None:
    assert floor_plan().largest_party == 6
    assert FloorPlan(id=1, tables=()).largest_party == 0

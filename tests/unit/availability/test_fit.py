"""Which tables suit this party, best first?"""

from entracte.availability.fit import fitting_tables
from tests.builders import floor_plan, table


def test_the_smallest_sufficient_table_comes_first() -> None:
    assert [found.id for found in fitting_tables(floor_plan(), 2)] == [1, 2, 3, 4]
    assert [found.id for found in fitting_tables(floor_plan(), 3)] == [3, 4]


def test_a_table_meant_for_larger_parties_is_not_laid_for_a_small_one() -> None:
    assert [found.id for found in fitting_tables(floor_plan(), 1)] == [1, 2, 3]


def test_a_party_too_large_for_every_table_fits_none() -> None:
    assert fitting_tables(floor_plan(), 7) == ()


def test_of_equal_tables_the_one_fewer_others_could_use_comes_first() -> None:
    plan = floor_plan(table(1, max_covers=4), table(2, min_covers=3, max_covers=4))
    assert [found.id for found in fitting_tables(plan, 3)] == [2, 1]


def test_otherwise_equal_tables_go_by_name_as_people_count() -> None:
    plan = floor_plan(
        table(1, name="Window 10"),
        table(2, name="window 9"),
        table(3, name="7"),
        table(4, name="Window"),
        table(5, name="12"),
    )
    assert [found.name for found in fitting_tables(plan, 2)] == ["7", "12", "Window", "window 9", "Window 10"]


def test_tables_of_one_name_go_by_id_whatever_their_order_on_the_plan() -> None:
    plan = floor_plan(table(3, name="A"), table(1, name="a"), table(2, name="A"))
    assert [found.id for found in fitting_tables(plan, 2)] == [1, 2, 3]

"""Does the first tab of Floor keep to its number of queries?"""

from pytest_django import DjangoAssertNumQueries

from entracte.dining.models import FloorPlan, Placement, Table
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, join


def test_the_floor_takes_as_many_queries_for_more_tables(
    house: House, manager: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    join(house, "3", "4")
    with django_assert_num_queries(10):
        manager.opens("floor/")
    for name in ("20", "21", "22"):
        row = Table.objects.create(restaurant=house.restaurant, name=name, max_covers=4)
        Placement.objects.create(restaurant=house.restaurant, plan=house.plan, table=row)
    FloorPlan.objects.create(restaurant=house.restaurant, name="Terrace")
    join(house, "1", "2")
    join(house, "2", "3")
    with django_assert_num_queries(10):
        assert "Terrace" in text_of(manager.opens("floor/"))

"""Does the first tab of Floor keep to its number of queries?"""

from pytest_django import DjangoAssertNumQueries

from entracte.dining.models import FloorPlan, Placement, Table
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, join


def test_the_floor_takes_as_many_queries_for_more_tables(
    house: House, manager: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    join(house, "3", "4")
    with django_assert_num_queries(13):
        manager.opens("floor/")
    for name in ("20", "21", "22"):
        row = Table.objects.create(restaurant=house.restaurant, name=name, max_covers=4)
        Placement.objects.create(restaurant=house.restaurant, plan=house.plan, table=row)
    FloorPlan.objects.create(restaurant=house.restaurant, name="Terrace")
    join(house, "1", "2")
    join(house, "2", "3")
    with django_assert_num_queries(13):
        assert "Terrace" in text_of(manager.opens("floor/"))


def test_a_table_that_no_service_can_offer_says_so_wherever_it_stands(house: House, manager: Desk) -> None:
    says = "never offered"
    assert says not in manager.sees("floor/")
    bar = Table.objects.create(restaurant=house.restaurant, name="Bar <1>", max_covers=2)
    asked = {"date": "2026-12-05", "time": "19:00"}
    for path, query in (("floor/", {}), (f"floor/tables/{bar.key}/", {}), ("bookings/why/", asked)):
        assert says in manager.sees(path, **query).lower()
    assert "Never offered: table Bar &lt;1&gt;" in manager.sees("bookings/why/", **asked)
    assert says not in manager.sees(f"floor/tables/{house.tables['1'].key}/")

    terrace = FloorPlan.objects.create(restaurant=house.restaurant, name="Terrace")
    Placement.objects.create(restaurant=house.restaurant, plan=terrace, table=bar)
    assert says in manager.sees("floor/"), "a plan that no service uses offers nothing"
    Placement.objects.create(restaurant=house.restaurant, plan=house.plan, table=bar)
    assert says not in manager.sees("floor/")
    house.dinner.is_active = False
    house.dinner.save()
    assert manager.sees("floor/").count("On no plan in use") == len(house.tables) + 1
    Table.objects.filter(pk=bar.pk).update(is_active=False)
    assert manager.sees("floor/").count("On no plan in use") == len(house.tables)

"""Do rows of the dining room become the values that availability thinks with, and are odd ones refused?"""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from entracte.availability.floor import FloorPlan as PlanValue
from entracte.availability.floor import Table as TableValue
from entracte.availability.service import Service as ServiceValue
from entracte.dining import queries
from entracte.dining.actions import Placed, save_plan, save_service, save_table
from entracte.dining.convert import services_for
from entracte.dining.models import FloorPlan, Placement, Service, Table
from tests.builders import NOON_BEFORE
from tests.house import House, make_house, make_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return make_house(NOON_BEFORE)


def test_a_service_becomes_a_value_with_its_plan_and_tables(house: House) -> None:
    tables = house.tables
    assert services_for(house.restaurant) == (
        ServiceValue(
            id=house.dinner.pk,
            name="Dinner",
            weekdays=frozenset(range(7)),
            first_start=time(17, 30),
            last_start=time(21, 30),
            interval_minutes=30,
            turn_times=((2, 90), (4, 105), (20, 120)),
            notice_minutes=60,
            horizon_days=90,
            largest_party_online=6,
            plan=PlanValue(
                house.plan.pk,
                (
                    TableValue(tables["1"].pk, "1", 1, 2),
                    TableValue(tables["2"].pk, "2", 1, 2),
                    TableValue(tables["3"].pk, "3", 1, 4),
                    TableValue(tables["4"].pk, "4", 2, 6),
                ),
            ),
        ),
    )


def test_one_query_answers_however_many_services_and_tables_there_are(
    house: House, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        assert len(services_for(house.restaurant)) == 1
    make_service(house.restaurant, house.plan, name="Lunch")
    make_service(house.restaurant, FloorPlan.objects.create(restaurant=house.restaurant, name="Terrace"))
    with django_assert_num_queries(1):
        assert [len(each.plan.tables) for each in services_for(house.restaurant)] == [4, 4, 0]


def test_what_is_out_of_use_or_of_another_restaurant_is_left_out(house: House) -> None:
    make_house(NOON_BEFORE, slug="stalls")
    make_service(house.restaurant, house.plan, name="Lunch", is_active=False)
    Table.objects.filter(pk=house.tables["2"].pk).update(is_active=False)
    [dinner] = services_for(house.restaurant)
    assert [table.name for table in dinner.plan.tables] == ["1", "3", "4"]


def test_the_lists_ask_a_fixed_number_of_queries(house: House, django_assert_num_queries) -> None:
    def seen() -> tuple[int, int]:
        with django_assert_num_queries(2):
            plans = list(queries.plans_of(house.restaurant))
            placed = [placement.table.name for plan in plans for placement in plan.placements.all()]
        with django_assert_num_queries(1):
            services = [service.plan.name for service in queries.services_of(house.restaurant)]
        return len(placed), len(services)

    assert seen() == (4, 1)
    for name in ("Terrace", "Bar"):
        plan = FloorPlan.objects.create(restaurant=house.restaurant, name=name)
        make_service(house.restaurant, plan, name=name)
        Placement.objects.create(restaurant=house.restaurant, plan=plan, table=house.tables["1"])
    assert seen() == (6, 3)


def test_keys_find_rows_of_this_restaurant_only(house: House) -> None:
    other = make_house(NOON_BEFORE, slug="stalls")
    table, plan, service = house.tables["1"], house.plan, house.dinner
    assert queries.table_by_key(house.restaurant, table.key) == table
    assert queries.plan_by_key(house.restaurant, plan.key) == plan
    assert queries.service_by_key(house.restaurant, service.key) == service
    assert queries.table_by_key(other.restaurant, table.key) is None
    assert queries.plan_by_key(other.restaurant, plan.key) is None
    assert queries.service_by_key(other.restaurant, service.key) is None
    assert queries.table_by_key(house.restaurant, "\x00") is None


@pytest.mark.parametrize("covers", [(0, 2), (3, 2), (1, 61)])
def test_a_table_with_odd_covers_is_refused(house: House, covers: tuple[int, int]) -> None:
    with pytest.raises(ValidationError):
        save_table(
            table=Table(restaurant=house.restaurant, name="9", min_covers=covers[0], max_covers=covers[1])
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Table.objects.create(restaurant=house.restaurant, name="9", min_covers=3, max_covers=2)


def test_a_second_table_of_a_name_is_refused(house: House) -> None:
    with pytest.raises(ValidationError):
        save_table(table=Table(restaurant=house.restaurant, name="1", max_covers=2))


def test_saving_a_plan_replaces_its_placements(house: House) -> None:
    save_plan(plan=house.plan, placed=[Placed(house.tables["3"], 10, 20, Placement.Shape.ROUND)])
    [placement] = house.plan.placements.all()
    assert (placement.table, placement.x, placement.y, placement.shape) == (
        house.tables["3"],
        10,
        20,
        "round",
    )


@pytest.mark.parametrize(
    "column,value",
    [
        ("weekdays", []),
        ("weekdays", [7]),
        ("turn_times", []),
        ("turn_times", [[4, 90], [2, 60]]),
        ("turn_times", [[2, 0]]),
        ("turn_times", ["two"]),
        ("interval_minutes", 0),
    ],
)
def test_a_service_that_makes_no_sense_is_refused_by_field(house: House, column: str, value: object) -> None:
    service = Service.objects.get(pk=house.dinner.pk)
    setattr(service, column, value)
    with pytest.raises(ValidationError) as refusal:
        save_service(service=service)
    assert set(refusal.value.message_dict) == {column}


def test_a_service_takes_a_plan_of_its_own_restaurant_only(house: House) -> None:
    service = Service.objects.get(pk=house.dinner.pk)
    service.plan = make_house(NOON_BEFORE, slug="stalls").plan
    with pytest.raises(ValidationError) as refusal:
        save_service(service=service)
    assert set(refusal.value.message_dict) == {"plan"}


def test_a_sensible_service_is_saved(house: House) -> None:
    service = Service.objects.get(pk=house.dinner.pk)
    service.turn_times, service.last_start = [[2, 75], [8, 120]], time(0, 30)
    save_service(service=service)
    [value] = services_for(house.restaurant)
    assert (value.turn_times, value.last_start) == (((2, 75), (8, 120)), time(0, 30))

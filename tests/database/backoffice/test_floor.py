"""How are tables, plans and services changed?"""

from datetime import time

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.dining.models import FloorPlan, Placement, Service, Table
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House

SERVICE = {
    "name": "Supper",
    "weekdays": ["4", "5"],
    "first_start": "21:00",
    "last_start": "23:30",
    "interval_minutes": "30",
    "notice_minutes": "0",
    "horizon_days": "30",
    "largest_party_online": "4",
    "party_0": "2",
    "minutes_0": "60",
    "party_1": "8",
    "minutes_1": "90",
    "is_active": "on",
}


def supper(house: House, **changes: object) -> dict[str, object]:
    return {**SERVICE, "plan": house.plan.key, **changes}


def test_a_table_is_added(manager: Desk) -> None:
    manager.sends("floor/tables/new/", name="Bar 1", min_covers="1", max_covers="2", is_active="on")
    assert Table.objects.filter(name="Bar 1", max_covers=2).count() == 1


def test_a_table_is_taken_out_of_use(house: House, manager: Desk) -> None:
    row = house.tables["1"]
    manager.sends(f"floor/tables/{row.key}/", name="1", min_covers="1", max_covers="2")
    row.refresh_from_db()
    assert row.is_active is False
    assert "not in use" in manager.sees("floor/")


@pytest.mark.parametrize(
    "typed,sentence",
    [
        ({"name": "2", "min_covers": "1", "max_covers": "2"}, "Another table has this name."),
        ({"name": "9", "min_covers": "4", "max_covers": "2"}, "smaller than the smallest"),
        ({"name": "", "min_covers": "1", "max_covers": "2"}, "This field is required."),
        ({"name": "9", "min_covers": "0", "max_covers": "200"}, "less than or equal to 60"),
    ],
)
def test_a_table_that_makes_no_sense_is_told(manager: Desk, typed: dict[str, str], sentence: str) -> None:
    answer = manager.sends("floor/tables/new/", **typed)
    assert (answer.status_code, sentence in text_of(answer)) == (422, True)


def test_tables_are_placed_on_a_plan_by_numbers(house: House, manager: Desk) -> None:
    one, two = house.tables["1"].key, house.tables["2"].key
    typed = {f"on_{one}": "on", f"x_{one}": "300", f"y_{one}": "120", f"shape_{one}": "round"}
    manager.sends(f"floor/plans/{house.plan.key}/", name="Terrace", **typed, **{f"x_{two}": "10"})
    (stands,) = Placement.objects.filter(plan=house.plan)
    assert (stands.table.name, stands.x, stands.y, stands.shape) == ("1", 300, 120, "round")
    assert "Terrace" in manager.sees("floor/")


def test_a_plan_needs_a_name_of_its_own(house: House, manager: Desk) -> None:
    answer = manager.sends("floor/plans/new/", name="Dining room")
    assert (answer.status_code, "Another plan has this name." in text_of(answer)) == (422, True)
    assert FloorPlan.objects.count() == 1


def test_a_service_is_added(house: House, manager: Desk) -> None:
    manager.sends("floor/services/new/", **supper(house))
    row = Service.objects.get(name="Supper")
    assert (row.weekdays, row.first_start, row.turn_times) == ([4, 5], time(21), [[2, 60], [8, 90]])


def test_a_service_is_changed_and_shown_as_it_stands(house: House, manager: Desk) -> None:
    page = manager.opens(f"floor/services/{house.dinner.key}/").content.decode()
    assert ('value="17:30"' in page, page.count("checked")) == (True, 8)
    manager.sends(f"floor/services/{house.dinner.key}/", **supper(house, name="Late dinner"))
    house.dinner.refresh_from_db()
    assert house.dinner.name == "Late dinner"


@pytest.mark.parametrize(
    "changes,sentence",
    [
        ({"weekdays": []}, "Choose one weekday or more."),
        ({"party_1": ""}, "a party and minutes, or neither"),
        ({"party_0": "9"}, "from the smallest party to the largest"),
        ({"party_0": "", "minutes_0": "", "party_1": "", "minutes_1": ""}, "how long a party has its table"),
        ({"interval_minutes": "1"}, "greater than or equal to 5"),
        ({"first_start": "late"}, "Enter a valid time."),
        ({"plan": "nowhere"}, "Select a valid choice"),
    ],
)
def test_a_service_that_makes_no_sense_is_told(
    house: House, manager: Desk, changes: dict[str, object], sentence: str
) -> None:
    answer = manager.sends("floor/services/new/", **supper(house, **changes))
    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert 'value="Supper"' in answer.content.decode()


def test_the_floor_takes_as_many_queries_for_more_tables(
    house: House, manager: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(7):
        manager.opens("floor/")
    for name in ("20", "21", "22"):
        row = Table.objects.create(restaurant=house.restaurant, name=name, max_covers=4)
        Placement.objects.create(restaurant=house.restaurant, plan=house.plan, table=row)
    FloorPlan.objects.create(restaurant=house.restaurant, name="Terrace")
    with django_assert_num_queries(7):
        assert "Terrace" in text_of(manager.opens("floor/"))

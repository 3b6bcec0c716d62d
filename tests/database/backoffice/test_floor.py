"""How are tables, plans and services changed?"""

from datetime import date, time

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.dining.models import FloorPlan, Placement, Service, Table
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, join

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


def test_a_table_keeps_its_section_its_traits_and_for_whom_it_is_kept(house: House, manager: Desk) -> None:
    row = house.tables["3"]
    plain = {"name": "3", "min_covers": "1", "max_covers": "4", "is_active": "on"}
    traits = {"section": " Window ", "kept_for": "in_house", "priority": "7", "high_chairs": "2"}
    manager.sends(f"floor/tables/{row.key}/", **plain, **traits, is_step_free="on")
    row.refresh_from_db()
    assert (row.section, row.kept_for, row.priority) == ("Window", "in_house", 7)
    assert (row.is_step_free, row.high_chairs) == (True, 2)
    page = manager.sees("floor/")
    assert "Window" in page
    assert "step-free · 2 high chairs · not online · fills first: 7" in page
    assert "Step-free: 3 · High chairs: 3 · Dashed, not online: 3" in page
    assert "step-free · 2 high chairs" in manager.sees(f"floor/plans/{house.plan.key}/")
    assert '<option value="Window">' in manager.opens("floor/tables/new/").content.decode()


@pytest.mark.parametrize(
    "typed,sentence",
    [
        ({"name": "9", "min_covers": "1", "max_covers": "2", "priority": "12"}, "less than or equal to 9"),
        ({"name": "9", "min_covers": "1", "max_covers": "2", "kept_for": "nobody"}, "Select a valid choice"),
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
    assert ('value="17:30"' in page, page.count("checked")) == (True, 9)
    manager.sends(f"floor/services/{house.dinner.key}/", **supper(house, name="Late dinner"))
    house.dinner.refresh_from_db()
    assert house.dinner.name == "Late dinner"


def test_a_service_keeps_its_dates_its_reset_who_may_book_and_its_pacing(house: House, manager: Desk) -> None:
    more = {
        "first_date": "2026-12-01",
        "last_date": "2027-03-31",
        "online_from": "2026-12-08",
        "last_departure": "01:00",
        "reset_minutes": "15",
        "largest_party_in_house": "20",
        "pacing_minutes": "30",
        "max_parties": "5",
        "max_covers": "24",
        "covers_kept_in_house": "4",
    }
    manager.sends(f"floor/services/{house.dinner.key}/", **supper(house, **more))
    row = Service.objects.get(pk=house.dinner.pk)
    assert (row.first_date, row.last_date) == (date(2026, 12, 1), date(2027, 3, 31))
    assert (row.online_from, row.last_departure) == (date(2026, 12, 8), time(1))
    assert (row.reset_minutes, row.largest_party_in_house) == (15, 20)
    pacing = (row.pacing_minutes, row.max_parties, row.max_covers, row.covers_kept_in_house)
    assert pacing == (30, 5, 24, 4)
    assert "from 1 Dec 2026 · until 31 Mar 2027 · online from 8 Dec 2026" in manager.sees("floor/")
    manager.sends(f"floor/services/{house.dinner.key}/", **supper(house))
    row.refresh_from_db()
    assert (row.first_date, row.last_departure, row.max_covers, row.reset_minutes) == (None, None, None, 0)


@pytest.mark.parametrize(
    "typed,starts",
    [
        ("18:00, 20:30", [time(18), time(20, 30)]),
        (" 18.00;20.30 ", [time(18), time(20, 30)]),
        ("22:00 0:30", [time(22), time(0, 30)]),
    ],
)
def test_first_and_last_start_follow_from_fixed_starts(
    house: House, manager: Desk, typed: str, starts: list[time]
) -> None:
    wish = supper(
        house, starts="fixed", fixed_starts=typed, first_start="", last_start="", interval_minutes=""
    )
    manager.sends("floor/services/new/", **wish)
    row = Service.objects.get(name="Supper")
    assert (row.fixed_starts, row.first_start, row.last_start) == (starts, starts[0], starts[-1])
    assert f"{starts[0]:%H:%M}, {starts[1]:%H:%M}" in manager.sees("floor/")
    manager.sends(f"floor/services/{row.key}/", **supper(house, starts="grid", fixed_starts="what?"))
    row.refresh_from_db()
    assert (row.fixed_starts, row.first_start) == ([], time(21))


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
        ({"first_date": "2026-12-10", "last_date": "2026-12-01"}, "The last date is before the first."),
        ({"starts": "fixed", "fixed_starts": ""}, "Write the starts, such as 18:00, 20:30."),
        ({"starts": "fixed", "fixed_starts": "six"}, "“six” is no time."),
        ({"starts": "fixed", "fixed_starts": "25:00"}, "“25:00” is no time."),
        ({"starts": "fixed", "fixed_starts": "20:30, 18:00"}, "Write the earliest start first."),
        ({"starts": "fixed", "fixed_starts": "18:00, 18:00"}, "Each start once."),
        ({"covers_kept_in_house": "4"}, "Say first how many covers may start."),
        ({"max_covers": "3", "covers_kept_in_house": "4"}, "No more than may start at all."),
        ({"reset_minutes": "500"}, "less than or equal to 120"),
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
    join(house, "3", "4")
    with django_assert_num_queries(9):
        manager.opens("floor/")
    for name in ("20", "21", "22"):
        row = Table.objects.create(restaurant=house.restaurant, name=name, max_covers=4)
        Placement.objects.create(restaurant=house.restaurant, plan=house.plan, table=row)
    FloorPlan.objects.create(restaurant=house.restaurant, name="Terrace")
    join(house, "1", "2")
    join(house, "2", "3")
    with django_assert_num_queries(9):
        assert "Terrace" in text_of(manager.opens("floor/"))

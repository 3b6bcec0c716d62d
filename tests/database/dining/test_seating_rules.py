"""Do rows of the dining room become the values that availability thinks with, and are odd ones refused?"""

from collections.abc import Callable
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from entracte.availability.floor import Combination as CombinationValue
from entracte.availability.floor import FloorPlan as PlanValue
from entracte.availability.floor import KeptFor
from entracte.availability.floor import Table as TableValue
from entracte.availability.pacing import Pacing
from entracte.availability.rules import Closure as ClosureValue
from entracte.availability.rules import Rules
from entracte.availability.service import Service as ServiceValue
from entracte.dining import queries
from entracte.dining.actions import (
    Placed,
    remove_combination,
    save_combination,
    save_plan,
    save_service,
    save_table,
)
from entracte.dining.dates import remove_closure, remove_special_day, save_closure, save_special_day
from entracte.dining.models import (
    Closure,
    Combination,
    CombinedTable,
    FloorPlan,
    Placement,
    Service,
    SpecialDay,
    Table,
)
from entracte.dining.seating_rules import current_rules, read_rules, rules_for
from entracte.restaurants.details import Details, Seating, raise_rules_version, save_restaurant, save_seating
from entracte.restaurants.models import Restaurant
from tests.builders import FRIDAY, LONDON, NOON_BEFORE
from tests.house import House, make_house, make_service

pytestmark = pytest.mark.django_db

NEW_YEARS_EVE = date(2026, 12, 31)


@pytest.fixture
def house() -> House:
    return make_house(NOON_BEFORE)


def services_for(restaurant: Restaurant) -> tuple[ServiceValue, ...]:
    return read_rules(restaurant).services


def joined(house: House, *names: str, **columns: Any) -> Combination:
    """Tables of these names that may join, written as staff do."""
    row = Combination(restaurant=house.restaurant, **({"name": " + ".join(names), "max_covers": 4} | columns))
    return save_combination(combination=row, tables=[house.tables[name] for name in names])


def read_again(house: House) -> Restaurant:
    """The row of the restaurant as the next request reads it."""
    return Restaurant.objects.get(pk=house.restaurant.pk)


def test_a_restaurant_becomes_rules_with_its_service_plan_and_tables(house: House) -> None:
    tables = house.tables
    assert read_rules(house.restaurant) == Rules(
        zone=ZoneInfo("Europe/London"),
        services=(
            ServiceValue(
                id=house.dinner.pk,
                key=house.dinner.key,
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
        ),
        makes_room=read_again(house).makes_room,
    )


def test_every_column_of_a_table_becomes_part_of_its_value(house: House) -> None:
    Table.objects.filter(pk=house.tables["1"].pk).update(
        section="Bar", kept_for="in_house", priority=3, is_step_free=True, high_chairs=2
    )
    [dinner] = services_for(house.restaurant)
    assert dinner.plan.tables[0] == TableValue(
        id=house.tables["1"].pk,
        name="1",
        min_covers=1,
        max_covers=2,
        section="Bar",
        kept_for=KeptFor.IN_HOUSE,
        priority=3,
        is_step_free=True,
        high_chairs=2,
    )


def test_every_column_of_a_service_becomes_part_of_its_value(house: House) -> None:
    Service.objects.filter(pk=house.dinner.pk).update(
        fixed_starts=[time(18), time(20, 30)],
        reset_minutes=10,
        last_departure=time(23, 30),
        largest_party_in_house=12,
        first_date=date(2026, 12, 1),
        online_from=date(2026, 9, 1),
        pacing_minutes=30,
        max_parties=5,
        max_covers=16,
        covers_kept_in_house=4,
    )
    [dinner] = services_for(house.restaurant)
    assert (dinner.fixed_starts, dinner.reset_minutes, dinner.last_departure) == (
        (time(18), time(20, 30)),
        10,
        time(23, 30),
    )
    assert (dinner.largest_party_in_house, dinner.online_from) == (12, date(2026, 9, 1))
    assert dinner.within == (date(2026, 12, 1), date.max)
    assert dinner.pacing == Pacing(30, 5, 16, 4)
    Service.objects.filter(pk=house.dinner.pk).update(first_date=None, last_date=FRIDAY)
    [dinner] = services_for(house.restaurant)
    assert dinner.within == (date.min, FRIDAY)


def test_covers_kept_in_house_of_no_limit_are_no_pacing(house: House) -> None:
    Service.objects.filter(pk=house.dinner.pk).update(covers_kept_in_house=4, pacing_minutes=60)
    [dinner] = services_for(house.restaurant)
    assert dinner.pacing is None


def test_the_limits_of_the_whole_restaurant_become_part_of_the_rules(house: House) -> None:
    save_seating(restaurant=house.restaurant, seating=Seating(False, 7, 60, 9, 30, 5))
    limits = read_rules(read_again(house))
    assert (limits.makes_room, limits.pacing) == (False, Pacing(60, 9, 30, 5))
    save_seating(restaurant=house.restaurant, seating=Seating(True, 7, 60, None, None, 5))
    limits = read_rules(read_again(house))
    assert (limits.makes_room, limits.pacing) == (True, None)


def test_a_combination_is_had_on_each_plan_where_all_its_tables_stand(house: House) -> None:
    row = joined(house, "2", "1", min_covers=3, kept_for="walk_ins", priority=2)
    bar = FloorPlan.objects.create(restaurant=house.restaurant, name="Bar")
    make_service(house.restaurant, bar, name="Bar")
    save_plan(plan=bar, placed=[Placed(house.tables["1"]), Placed(house.tables["3"])])
    dinner, at_the_bar = services_for(house.restaurant)
    assert dinner.plan.combinations == (
        CombinationValue(
            id=row.pk,
            name="2 + 1",
            table_ids=(house.tables["1"].pk, house.tables["2"].pk),
            min_covers=3,
            max_covers=4,
            kept_for=KeptFor.WALK_INS,
            priority=2,
        ),
    )
    assert at_the_bar.plan.combinations == ()


def test_a_combination_with_a_table_out_of_use_is_not_had(house: House) -> None:
    joined(house, "1", "2")
    joined(house, "3", "4", is_active=False)
    Table.objects.filter(pk=house.tables["2"].pk).update(is_active=False)
    [dinner] = services_for(house.restaurant)
    assert dinner.plan.combinations == ()


def test_closures_become_values_in_order_of_their_rows(house: House) -> None:
    Closure.objects.create(
        restaurant=house.restaurant, name="Christmas", first_date=FRIDAY, last_date=NEW_YEARS_EVE
    )
    Closure.objects.create(
        restaurant=house.restaurant,
        name="Rehearsal",
        first_date=FRIDAY,
        last_date=FRIDAY,
        from_time=time(17),
        until_time=time(18),
        service=house.dinner,
    )
    assert read_rules(house.restaurant).closures == (
        ClosureValue("Christmas", FRIDAY, NEW_YEARS_EVE),
        ClosureValue("Rehearsal", FRIDAY, FRIDAY, time(17), time(18), house.dinner.pk),
    )


def test_a_special_day_replaces_the_usual_services_by_its_own(house: House) -> None:
    special = SpecialDay.objects.create(
        restaurant=house.restaurant,
        name="New Year's Eve",
        first_date=NEW_YEARS_EVE,
        last_date=NEW_YEARS_EVE,
    )
    make_service(house.restaurant, house.plan, name="Gala", special_day=special, weekdays=[])
    dinner, gala = services_for(house.restaurant)
    assert dinner.not_on == ((NEW_YEARS_EVE, NEW_YEARS_EVE),)
    assert gala.within == (NEW_YEARS_EVE, NEW_YEARS_EVE)
    assert gala.not_on == ()
    assert [dinner.runs_on(NEW_YEARS_EVE), gala.runs_on(NEW_YEARS_EVE)] == [False, True]
    assert [dinner.runs_on(FRIDAY), gala.runs_on(FRIDAY)] == [True, False]


def test_a_special_day_may_keep_the_usual_services(house: House) -> None:
    special = SpecialDay.objects.create(
        restaurant=house.restaurant,
        name="Matinee",
        first_date=FRIDAY,
        last_date=FRIDAY,
        keeps_usual=True,
    )
    make_service(house.restaurant, house.plan, name="Early", special_day=special)
    assert [each.runs_on(FRIDAY) for each in services_for(house.restaurant)] == [True, True]


def test_four_queries_answer_however_many_rows_there_are(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        assert len(services_for(house.restaurant)) == 1
    make_service(house.restaurant, house.plan, name="Lunch")
    make_service(house.restaurant, FloorPlan.objects.create(restaurant=house.restaurant, name="Terrace"))
    joined(house, "1", "2")
    joined(house, "1", "2", "3")
    for name in ("Christmas", "Easter"):
        Closure.objects.create(restaurant=house.restaurant, name=name, first_date=FRIDAY, last_date=FRIDAY)
        SpecialDay.objects.create(restaurant=house.restaurant, name=name, first_date=FRIDAY, last_date=FRIDAY)
    with django_assert_num_queries(4):
        found = services_for(house.restaurant)
    assert [(len(each.plan.tables), len(each.plan.combinations)) for each in found] == [
        (4, 2),
        (4, 2),
        (0, 0),
    ]


def test_rules_are_read_once_until_an_edit(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    raise_rules_version(house.restaurant.pk)
    restaurant = read_again(house)
    with django_assert_num_queries(4):
        first = rules_for(restaurant)
    with django_assert_num_queries(0):
        assert rules_for(restaurant) is first
    with django_assert_num_queries(1):
        assert current_rules(restaurant) is first
    raise_rules_version(house.restaurant.pk)
    with django_assert_num_queries(0):
        assert rules_for(restaurant) is first
    with django_assert_num_queries(5):
        assert current_rules(restaurant) == first
    with django_assert_num_queries(0):
        assert rules_for(anew_without_query(restaurant)) == first


def anew_without_query(restaurant: Restaurant) -> Restaurant:
    """The row that came with the edit's version."""
    restaurant.rules_version += 1
    return restaurant


def test_restaurants_are_remembered_apart(house: House) -> None:
    other = make_house(NOON_BEFORE, slug="stalls")
    assert rules_for(house.restaurant).services[0].id == house.dinner.pk
    assert rules_for(other.restaurant).services[0].id == other.dinner.pk
    assert rules_for(house.restaurant).services[0].id == house.dinner.pk


def _edit_table(house: House) -> None:
    table = Table.objects.get(pk=house.tables["1"].pk)
    table.max_covers = 3
    save_table(table=table)


def _edit_plan(house: House) -> None:
    save_plan(plan=house.plan, placed=[Placed(house.tables["3"])])


def _edit_service(house: House) -> None:
    row = Service.objects.get(pk=house.dinner.pk)
    row.last_start = time(22)
    save_service(service=row)


def _join(house: House) -> None:
    joined(house, "1", "2")


def _close(house: House) -> None:
    save_closure(
        closure=Closure(restaurant=house.restaurant, name="Christmas", first_date=FRIDAY, last_date=FRIDAY)
    )


def _give_a_special_day(house: House) -> None:
    save_special_day(
        special_day=SpecialDay(restaurant=house.restaurant, name="Gala", first_date=FRIDAY, last_date=FRIDAY)
    )


def _limit_the_restaurant(house: House) -> None:
    save_seating(restaurant=house.restaurant, seating=Seating(False, 5, 15, 3, None, 0))


def _move_to_paris(house: House) -> None:
    row = house.restaurant
    details = {name: getattr(row, name) for name in Details.__slots__ if name != "time_zone"}
    save_restaurant(restaurant=read_again(house), details=Details(**details, time_zone="Europe/Paris"))


@pytest.mark.parametrize(
    "edit",
    [
        *(_edit_table, _edit_plan, _edit_service, _join, _close, _give_a_special_day),
        *(_limit_the_restaurant, _move_to_paris),
    ],
)
def test_an_edit_by_staff_is_seen_by_the_next_request(house: House, edit: Callable[[House], None]) -> None:
    before = rules_for(read_again(house))
    edit(house)
    after = rules_for(read_again(house))
    assert after != before
    assert after == read_rules(read_again(house))


def test_taking_an_edit_back_is_seen_too(house: House) -> None:
    before = rules_for(read_again(house))
    edits: tuple[tuple[Callable[[House], object], Any, Callable[[Any], object]], ...] = (
        (_join, Combination, lambda row: remove_combination(combination=row)),
        (_close, Closure, lambda row: remove_closure(closure=row)),
        (_give_a_special_day, SpecialDay, lambda row: remove_special_day(special_day=row)),
    )
    for edit, model, remove in edits:
        edit(house)
        assert rules_for(read_again(house)) != before
        remove(model.objects.get(restaurant=house.restaurant))
        assert rules_for(read_again(house)) == before


def test_what_is_out_of_use_or_of_another_restaurant_is_left_out(house: House) -> None:
    other = make_house(NOON_BEFORE, slug="stalls")
    joined(other, "1", "2")
    Closure.objects.create(restaurant=other.restaurant, name="Christmas", first_date=FRIDAY, last_date=FRIDAY)
    SpecialDay.objects.create(restaurant=other.restaurant, name="Gala", first_date=FRIDAY, last_date=FRIDAY)
    make_service(house.restaurant, house.plan, name="Lunch", is_active=False)
    Table.objects.filter(pk=house.tables["2"].pk).update(is_active=False)
    found = read_rules(house.restaurant)
    [dinner] = found.services
    assert [table.name for table in dinner.plan.tables] == ["1", "3", "4"]
    assert (dinner.plan.combinations, dinner.not_on, found.closures) == ((), (), ())
    assert found.zone == LONDON


def test_the_lists_ask_a_fixed_number_of_queries(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
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


def test_a_combination_needs_two_tables_of_its_own_restaurant(house: House) -> None:
    other = make_house(NOON_BEFORE, slug="stalls")
    row = Combination(restaurant=house.restaurant, name="Odd", max_covers=4)
    for tables in ([], [house.tables["1"]], [house.tables["1"], house.tables["1"]]):
        with pytest.raises(ValidationError, match="two tables or more"):
            save_combination(combination=row, tables=tables)
    with pytest.raises(ValidationError, match="tables of this restaurant"):
        save_combination(combination=row, tables=[house.tables["1"], other.tables["2"]])
    assert not Combination.objects.exists()


def test_saving_a_combination_again_replaces_its_tables(house: House) -> None:
    row = joined(house, "1", "2")
    save_combination(combination=row, tables=[house.tables["3"], house.tables["4"]])
    kept = CombinedTable.objects.filter(combination=row).order_by("table__name")
    assert [each.table.name for each in kept] == ["3", "4"]


@pytest.mark.parametrize("hours", [(time(12), None), (None, time(12))])
def test_a_closure_has_both_hours_or_none(house: House, hours: tuple[time | None, time | None]) -> None:
    with pytest.raises(ValidationError):
        save_closure(
            closure=Closure(
                restaurant=house.restaurant,
                name="Odd",
                first_date=FRIDAY,
                last_date=FRIDAY,
                from_time=hours[0],
                until_time=hours[1],
            )
        )


def test_dates_that_end_before_they_begin_are_refused(house: House) -> None:
    dates = {"restaurant": house.restaurant, "name": "Odd", "first_date": NEW_YEARS_EVE, "last_date": FRIDAY}
    with pytest.raises(ValidationError):
        save_closure(closure=Closure(**dates))
    with pytest.raises(ValidationError):
        save_special_day(special_day=SpecialDay(**dates))
    row = Service.objects.get(pk=house.dinner.pk)
    row.first_date, row.last_date = NEW_YEARS_EVE, FRIDAY
    with pytest.raises(ValidationError) as refusal:
        save_service(service=row)
    assert set(refusal.value.message_dict) == {"last_date"}


def test_nothing_of_another_restaurant_is_closed_or_made_special(house: House) -> None:
    other = make_house(NOON_BEFORE, slug="stalls")
    with pytest.raises(ValidationError) as refusal:
        save_closure(
            closure=Closure(
                restaurant=house.restaurant,
                name="Odd",
                first_date=FRIDAY,
                last_date=FRIDAY,
                service=other.dinner,
            )
        )
    assert set(refusal.value.message_dict) == {"service"}
    row = Service.objects.get(pk=house.dinner.pk)
    row.special_day = SpecialDay.objects.create(
        restaurant=other.restaurant, name="Gala", first_date=FRIDAY, last_date=FRIDAY
    )
    with pytest.raises(ValidationError) as refusal:
        save_service(service=row)
    assert set(refusal.value.message_dict) == {"special_day"}


def test_a_service_of_a_special_day_needs_no_weekday(house: House) -> None:
    special = SpecialDay.objects.create(
        restaurant=house.restaurant, name="Gala", first_date=FRIDAY, last_date=FRIDAY
    )
    row = Service.objects.get(pk=house.dinner.pk)
    row.special_day, row.weekdays = special, []
    assert save_service(service=row).weekdays == []

"""Does the demo restaurant show what a restaurant seats by, and stay as it is on a warm start?"""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from entracte.cli.demo.example.restaurant import ExampleSettings, make_example
from entracte.dining.models import Closure, Combination, Service, SpecialDay, Table
from entracte.dining.opening_hours import disagreements_of
from entracte.restaurants.models import OpenSpan, Restaurant
from entracte.restaurants.opening_hours.shown import shown_hours

SETTINGS = ExampleSettings(
    simulator_origin="http://127.0.0.1:9",
    custom_domain="http://tickets.localhost:9",
    outer_origin="http://theatre.localhost:9",
    client_name="alder",
    login="entracte",
    api_key="dGVzdHM=",
    password="a password of the tests",
)
NOW = datetime(2026, 12, 26, 12, tzinfo=UTC)


@pytest.fixture
def seeded(db: None) -> Restaurant:
    make_example(SETTINGS, now=NOW)
    return Restaurant.objects.get()


def test_tables_stand_in_sections_and_some_are_special(seeded: Restaurant) -> None:
    assert set(Table.objects.values_list("section", flat=True)) == {"Window", "Main room"}
    assert list(Table.objects.filter(is_step_free=True).values_list("name", flat=True)) == ["12"]
    assert set(Table.objects.filter(high_chairs__gt=0).values_list("name", flat=True)) == {"8", "12"}
    covers = Combination.objects.order_by("name").values_list("name", "min_covers", "max_covers")
    assert list(covers) == [("10 + 11", 7, 8), ("12 + 13", 9, 12)]


def test_dinner_is_paced_and_the_restaurant_makes_room(seeded: Restaurant) -> None:
    dinner = Service.objects.get(name="Dinner")
    assert (dinner.pacing_minutes, dinner.max_covers, dinner.covers_kept_in_house) == (30, 30, 6)
    assert seeded.makes_room


def test_the_opening_hours_agree_with_the_services(seeded: Restaurant) -> None:
    assert shown_hours(seeded, "en").splitlines() == [
        "Mon–Tue 17:00–00:00",
        "Wed–Sun 12:00–16:30, 17:00–00:00",
        "The kitchen takes its last orders at 21:30",
    ]
    assert disagreements_of(seeded, now=NOW) == []


def test_the_dates_are_the_next_that_are_not_past(seeded: Restaurant) -> None:
    assert Closure.objects.get().first_date == date(2027, 12, 25)
    special_day = SpecialDay.objects.get()
    assert special_day.first_date == date(2026, 12, 31)
    assert Service.objects.get(special_day=special_day).fixed_starts == [time(18), time(21)]


def test_a_warm_start_adds_nothing(seeded: Restaurant) -> None:
    def rows() -> list[Any]:
        kinds = (Table, Combination, Closure, SpecialDay, Service, OpenSpan)
        return [list(kind.objects.order_by("pk").values()) for kind in kinds]

    before = rows()
    make_example(SETTINGS, now=NOW)
    assert rows() == before

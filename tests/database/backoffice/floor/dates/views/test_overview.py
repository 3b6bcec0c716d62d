"""How are closures and special days listed?"""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.dining.models import Closure, SpecialDay
from tests.database.backoffice.desk import Desk
from tests.house import House, make_service

EVE = date(2026, 12, 31)


@pytest.fixture
def new_years_eve(house: House) -> SpecialDay:
    dates = {"first_date": EVE, "last_date": EVE}
    return SpecialDay.objects.create(restaurant=house.restaurant, name="New Year’s Eve", **dates)


def test_past_dates_are_folded_away_and_today_is_not_past(house: House, manager: Desk) -> None:
    for name, day in (("Long ago", 1), ("Tonight", 4), ("Soon", 6)):
        on = date(2026, 12, day)
        Closure.objects.create(restaurant=house.restaurant, name=name, first_date=on, last_date=on)
    to_come, past = manager.opens("floor/dates/").content.decode().split('class="past"')
    assert [name in to_come for name in ("Long ago", "Tonight", "Soon")] == [False, True, True]
    assert "Long ago" in past


def test_dates_take_as_many_queries_for_more_of_them(
    house: House,
    manager: Desk,
    new_years_eve: SpecialDay,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_service(house.restaurant, house.plan, name="Gala", weekdays=[], special_day=new_years_eve)
    for number in (1, 3):
        for day in range(number):
            on = date(2026, 12, 10 + 5 * number + day)
            row = {"restaurant": house.restaurant, "first_date": on, "last_date": on}
            Closure.objects.create(**row, name="Closed", service=house.dinner)
            SpecialDay.objects.create(**row, name="Special")
        with django_assert_num_queries(8):
            manager.opens("floor/dates/")

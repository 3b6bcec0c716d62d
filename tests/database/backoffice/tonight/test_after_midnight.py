"""Are the starts of an evening that goes on past midnight found under tonight, and do they say so?"""

import json
from datetime import datetime, time

import pytest
from django.test import Client
from pytest_django import Settings

from entracte import clock
from entracte.dining.models import Closure, Service
from tests.builders import at
from tests.database.backoffice.desk import Desk
from tests.house import House, book, edit, make_service


@pytest.fixture
def late_house(house: House) -> House:
    """Dinner, and a supper whose last start is at one o'clock in the night."""
    make_service(house.restaurant, house.plan, name="Supper", first_start=time(23), last_start=time(1))
    return house


def at_the_clock(settings: Settings, moment: str) -> datetime:
    now = at(moment)
    settings.CLOCK_OFFSET_SECONDS = (now - clock.system_now()).total_seconds()
    return now


def today_of(house: House) -> str:
    path = f"/api/widget/v1/{house.widgets['none'].key}/"
    return str(json.loads(Client().get(path + "settings").content)["today"])


def starts_on(house: House, date: str) -> list[str]:
    path = f"/api/widget/v1/{house.widgets['none'].key}/"
    answer = json.loads(Client().get(f"{path}offers?date={date}&party_size=2").content)
    return [offer["starts_at"][:16] for offer in answer["offers"]]


@pytest.mark.parametrize(
    "moment, tonight",
    [
        ("2026-12-04 23:50", "2026-12-04"),
        ("2026-12-05 00:10", "2026-12-04"),
        ("2026-12-05 00:59", "2026-12-04"),
        ("2026-12-05 01:01", "2026-12-05"),
        ("2026-12-05 12:00", "2026-12-05"),
    ],
)
def test_after_midnight_tonight_is_the_evening_that_goes_on(
    late_house: House, host: Desk, settings: Settings, moment: str, tonight: str
) -> None:
    book(late_house, at("2026-12-04 18:00"), "2026-12-05 00:30", last_name="Nachtmann")
    at_the_clock(settings, moment)
    assert today_of(late_house) == tonight
    page = host.sees("")
    assert ("Nachtmann" in page) == (tonight == "2026-12-04")
    assert ("after midnight" in page) == (tonight == "2026-12-04")


def test_a_guest_finds_a_start_after_midnight_under_tonight(late_house: House, settings: Settings) -> None:
    at_the_clock(settings, "2026-12-04 23:55")
    assert starts_on(late_house, today_of(late_house)) == ["2026-12-05T01:00"]
    edit(late_house, Service.objects.get(name="Supper"), notice_minutes=0)
    at_the_clock(settings, "2026-12-05 00:10")
    assert starts_on(late_house, today_of(late_house)) == ["2026-12-05T00:30", "2026-12-05T01:00"]


def test_the_phone_desk_offers_the_start_and_says_that_it_is_after_midnight(
    late_house: House, host: Desk, settings: Settings
) -> None:
    at_the_clock(settings, "2026-12-05 00:10")
    page = host.opens("bookings/new/").content.decode()
    assert "2026-12-05T00:30" in page
    assert "after midnight" in page


def test_without_a_service_that_goes_on_the_date_is_the_calendars(house: House, settings: Settings) -> None:
    at_the_clock(settings, "2026-12-05 00:10")
    assert today_of(house) == "2026-12-05"


def test_an_evening_that_was_closed_does_not_go_on(late_house: House, settings: Settings) -> None:
    day = at("2026-12-04 12:00").date()
    Closure.objects.create(restaurant=late_house.restaurant, name="Repairs", first_date=day, last_date=day)
    late_house.restaurant.rules_version += 1
    late_house.restaurant.save()
    at_the_clock(settings, "2026-12-05 00:10")
    assert today_of(late_house) == "2026-12-05"

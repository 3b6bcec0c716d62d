"""Does the form learn what it needs to start, and of the box office only where its widget says so?"""

from datetime import date, time

import pytest

from entracte.availability.opening_hours import WeekdayHours
from entracte.boxoffice.models import Connection
from entracte.dining.models import FloorPlan, Placement, Table
from entracte.restaurants.details import OpeningHours, save_opening_hours
from tests.bridge import connect
from tests.builders import NOON_BEFORE
from tests.database.widget.page import Page
from tests.house import edit, make_house, make_service

TICKETS = "https://tickets.alder-theatre.example"


def test_the_settings_are_all_that_the_form_needs(page: Page) -> None:
    answer = page.get("settings")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json; charset=utf-8")
    assert answer.json() == {
        "widget": page.key,
        "restaurant": {
            "name": "The Prompt Side",
            "address": "Alder Theatre, 12 Foundry Lane, Bristol BS1 4QX",
            "phone": "",
            "phone_link": "",
            "time_zone": "Europe/London",
            "locale": "en-GB",
            "currency": "GBP",
            "opening_hours": "",
        },
        "language": "en",
        "accent": "#8a1c2b",
        "largest_party": 6,
        "sizes_not_seated": [],
        "hold_minutes": 5,
        "integration": "none",
        "basket": None,
        "shows_curtain": False,
        "shows_other_performances": False,
        "privacy_sentence": "",
        "privacy_link": "",
        "news": None,
        "today": "2026-12-03",
    }


def test_the_privacy_sentence_and_page_are_the_restaurants_own(page: Page) -> None:
    restaurant = page.house.restaurant
    restaurant.privacy_sentence, restaurant.privacy_link = "We forget it.", "https://a.example/privacy"
    restaurant.save()
    answer = page.get("settings").json()
    assert (answer["privacy_sentence"], answer["privacy_link"]) == (
        "We forget it.",
        "https://a.example/privacy",
    )


def test_the_sizes_that_no_service_in_use_seats_are_named_and_the_list_ends_at_the_largest(
    page: Page,
) -> None:
    house = page.house

    def sizes() -> tuple[int, list[int]]:
        shown = page.get("settings").json()
        return shown["largest_party"], shown["sizes_not_seated"]

    edit(house, house.tables["3"], min_covers=4)
    edit(house, house.tables["4"], min_covers=6)
    assert sizes() == (6, [3, 5])
    other = FloorPlan.objects.create(restaurant=house.restaurant, name="Terrace")
    terrace = Table.objects.create(restaurant=house.restaurant, name="T1", min_covers=3, max_covers=3)
    Placement.objects.create(restaurant=house.restaurant, plan=other, table=terrace, x=0, y=0)
    lunch = make_service(house.restaurant, other, name="Lunch", weekdays=[6])
    assert sizes() == (6, [5])
    edit(house, lunch, last_date=date(2026, 12, 2))
    assert sizes() == (6, [3, 5])
    edit(house, house.tables["4"], kept_for="walk_ins")
    assert sizes() == (4, [3])
    edit(house, house.dinner, is_active=False)
    edit(house, lunch, is_active=False)
    assert sizes() == (0, [])


def test_the_opening_hours_are_shown_as_the_restaurant_wrote_them(page: Page) -> None:
    restaurant = page.house.restaurant
    restaurant.opening_hours = "Monday to Friday 12 to 3\nSaturday 5 to 11"
    restaurant.save()
    assert page.get("settings").json()["restaurant"]["opening_hours"] == restaurant.opening_hours


def test_the_hours_of_the_week_stand_above_the_note_until_an_edit_changes_them(page: Page) -> None:
    def shown() -> list[str]:
        hours: str = page.get("settings").json()["restaurant"]["opening_hours"]
        return hours.splitlines()

    def is_saved(*days: int) -> None:
        week = tuple(WeekdayHours(day, time(17), time(0, 30)) for day in days)
        note = OpeningHours("Last orders at 21:30")
        save_opening_hours(restaurant=page.house.restaurant, hours=note, week=week)

    assert shown() == []
    is_saved(4, 5)
    assert shown() == ["Mon–Thu closed", "Fri–Sat 17:00–00:30", "Sun closed", "Last orders at 21:30"]
    is_saved()
    assert shown() == ["Last orders at 21:30"]


def test_today_is_the_date_in_the_restaurants_time_zone(page: Page) -> None:
    restaurant = page.house.restaurant
    restaurant.time_zone = "Pacific/Kiritimati"
    restaurant.save()
    assert page.get("settings").json()["today"] == "2026-12-04"


@pytest.mark.rule("R1")
@pytest.mark.rule("D16")
def test_a_widget_without_an_integration_does_not_hear_of_the_basket_though_a_connection_stands(
    page: Page, bridged: Page
) -> None:
    connect(page.house.restaurant, custom_domain=TICKETS)
    widget = page.house.widgets["none"]
    widget.shows_curtain = widget.shows_other_performances = True
    widget.save()
    shown = page.get("settings").json()
    assert (shown["integration"], shown["basket"]) == ("none", None)
    assert (shown["shows_curtain"], shown["shows_other_performances"]) == (False, False)
    assert bridged.get("settings").json()["basket"] == {"url": f"{TICKETS}/alder/api/v3"}


def test_without_a_custom_domain_the_basket_is_read_at_the_origin(bridged: Page) -> None:
    connect(bridged.house.restaurant, origin="http://127.0.0.1:9")
    assert bridged.get("settings").json()["basket"] == {"url": "http://127.0.0.1:9/alder/api/v3"}


@pytest.mark.rule("D30")
def test_the_widgets_own_custom_domain_wins_over_the_connections(bridged: Page) -> None:
    connect(bridged.house.restaurant, custom_domain=TICKETS)
    widget = bridged.house.widgets["spektrix"]
    widget.custom_domain = "https://tickets.second-site.example"
    widget.save()
    expected = {"url": "https://tickets.second-site.example/alder/api/v3"}
    assert bridged.get("settings").json()["basket"] == expected


@pytest.mark.rule("D17")
def test_both_additions_are_off_until_the_widget_turns_them_on(bridged: Page) -> None:
    def shown() -> tuple[bool, bool]:
        body = bridged.get("settings").json()
        return body["shows_curtain"], body["shows_other_performances"]

    assert shown() == (False, False)
    widget = bridged.house.widgets["spektrix"]
    widget.shows_curtain = True
    widget.save()
    assert shown() == (True, False)


@pytest.mark.rule("D16")
@pytest.mark.parametrize("is_removed", [True, False])
def test_with_the_connection_removed_or_off_the_page_reads_no_basket(bridged: Page, is_removed: bool) -> None:
    connect(bridged.house.restaurant)
    if is_removed:
        Connection.objects.all().delete()
    else:
        Connection.objects.update(is_on=False)
    shown = bridged.get("settings").json()
    assert (shown["integration"], shown["basket"]) == ("spektrix", None)


def test_a_connection_of_another_restaurant_is_not_shown(bridged: Page) -> None:
    connect(make_house(NOON_BEFORE, slug="opposite-prompt").restaurant)
    assert bridged.get("settings").json()["basket"] is None


@pytest.mark.rule("R18")
def test_the_restaurants_details_are_its_own_rows_with_a_connection_or_without(bridged: Page) -> None:
    before = bridged.get("settings").json()
    connect(bridged.house.restaurant, custom_domain=TICKETS)
    after = bridged.get("settings").json()
    assert after.pop("basket") != before.pop("basket")
    assert after == before


def test_nothing_secret_is_shown(bridged: Page) -> None:
    connection = connect(bridged.house.restaurant)
    shown = bridged.get("settings").content.decode()
    assert connection.login not in shown

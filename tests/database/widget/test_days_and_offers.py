"""Does the form learn which dates and starts a party can have, and the way out where there are none?"""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entracte.availability.day_states import DayState
from entracte.dining.models import Closure, SpecialDay
from entracte.restaurants.details import raise_rules_version
from tests.bridge import connect
from tests.builders import NOON_BEFORE
from tests.database.widget.page import BASE, Page, refusal
from tests.house import book, edit, join, make_service

MONDAY_TO_SATURDAY = [0, 1, 2, 3, 4, 5]


def states(page: Page, month: str = "2026-12", party_size: int = 2) -> dict[str, str]:
    body = page.get("days", month=month, party_size=party_size).json()
    assert (body["month"], body["party_size"]) == (month, party_size)
    return {day["date"]: day["state"] for day in body["days"]}


def fill(page: Page, date: str) -> None:
    """Book all four tables for the whole evening of a date."""
    for start in ("17:30", "19:00", "20:30"):
        for table in range(2):
            book(page.house, NOON_BEFORE, f"{date} {start}", email=f"two{table}@example.org")
    for start in ("17:30", "19:30", "21:30"):
        book(page.house, NOON_BEFORE, f"{date} {start}", party_size=4, email="four@example.org")
        book(page.house, NOON_BEFORE, f"{date} {start}", party_size=6, email="six@example.org")


def test_each_date_of_the_month_has_its_state(page: Page) -> None:
    page.house.dinner.weekdays = MONDAY_TO_SATURDAY
    page.house.dinner.save()
    fill(page, "2026-12-05")
    found = states(page)
    assert len(found) == 31
    assert {date: found[date] for date in ("2026-12-02", "2026-12-03", "2026-12-05", "2026-12-06")} == {
        "2026-12-02": "too_soon",
        "2026-12-03": "open",
        "2026-12-05": "full",
        "2026-12-06": "closed",
    }
    assert states(page, "2027-03")["2027-03-04"] == "too_far"


def test_a_month_takes_the_same_few_queries_whatever_stands_in_it(page: Page) -> None:
    states(page)
    with CaptureQueriesContext(connection) as empty:
        states(page)
    fill(page, "2026-12-05")
    with CaptureQueriesContext(connection) as full:
        states(page)
    assert len(full) == len(empty)


def test_the_offers_carry_the_restaurants_offset(page: Page) -> None:
    body = page.get("offers", date="2026-12-04", party_size=2).json()
    assert (body["date"], body["party_size"], body["state"], body["nearest"]) == ("2026-12-04", 2, "open", [])
    assert len(body["offers"]) == 9
    assert body["offers"][0] == {
        "starts_at": "2026-12-04T17:30:00+00:00",
        "ends_at": "2026-12-04T19:00:00+00:00",
        "service": "Dinner",
        "service_key": page.house.dinner.key,
    }


def test_in_summer_the_offset_is_another(page: Page) -> None:
    page.house.dinner.horizon_days = 365
    page.house.dinner.save()
    first = page.get("offers", date="2027-06-04", party_size=2).json()["offers"][0]
    assert first["starts_at"] == "2027-06-04T17:30:00+01:00"


@pytest.mark.rule("R3")
@pytest.mark.rule("R18")
def test_the_offers_are_the_same_for_a_widget_with_a_box_office(page: Page, bridged: Page) -> None:
    connect(page.house.restaurant)
    query: dict[str, Any] = {"date": "2026-12-04", "party_size": 4}
    assert bridged.get("offers", **query).content == page.get("offers", **query).content


@pytest.mark.rule("D11")
def test_a_date_that_is_full_says_so_and_offers_the_nearest(page: Page) -> None:
    fill(page, "2026-12-05")
    body = page.get("offers", date="2026-12-05", party_size=2).json()
    assert (body["state"], body["offers"]) == ("full", [])
    assert body["nearest"] == ["2026-12-04", "2026-12-06", "2026-12-07"]


@pytest.mark.rule("D11")
@pytest.mark.parametrize(
    "date, state, nearest",
    [
        ("2026-12-06", "closed", ["2026-12-05", "2026-12-07", "2026-12-08"]),
        ("2026-12-01", "too_soon", ["2026-12-03", "2026-12-04", "2026-12-05"]),
        ("2027-06-01", "too_far", ["2027-03-01", "2027-03-02", "2027-03-03"]),
        ("1999-12-31", "too_soon", ["2026-12-03", "2026-12-04", "2026-12-05"]),
        ("9998-12-31", "too_far", ["2027-03-01", "2027-03-02", "2027-03-03"]),
        ("9999-12-31", "closed", ["2027-03-01", "2027-03-02", "2027-03-03"]),
    ],
)
def test_a_date_that_cannot_be_booked_says_why_and_offers_the_nearest(
    page: Page, date: str, state: str, nearest: list[str]
) -> None:
    page.house.dinner.weekdays = MONDAY_TO_SATURDAY
    page.house.dinner.save()
    body = page.get("offers", date=date, party_size=2).json()
    assert (body["state"], body["offers"], body["nearest"]) == (state, [], nearest)


@pytest.mark.parametrize("date", ["0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31"])
def test_the_ends_of_the_calendar_are_answered_too(page: Page, date: str) -> None:
    page.house.restaurant.time_zone = "Pacific/Kiritimati" if date > "5" else "Pacific/Pago_Pago"
    page.house.restaurant.save()
    answer = page.get("offers", date=date, party_size=2)
    assert (answer.status_code, answer.json()["offers"]) == (200, [])


def state_of(page: Page, party_size: int, date: str = "2026-12-05") -> str:
    """How a date stands for a party, by its offers and by its month, which say the same."""
    state = page.get("offers", date=date, party_size=party_size).json()["state"]
    assert states(page, date[:7], party_size)[date] == state
    return str(state)


def test_a_party_too_large_for_the_house_finds_no_table_on_any_date_rather_than_a_full_one(
    page: Page,
) -> None:
    assert set(states(page, "2027-01", 20).values()) == {"no_table_for_party"}
    body = page.get("offers", date="2027-01-08", party_size=20).json()
    assert (body["state"], body["offers"], body["nearest"]) == ("no_table_for_party", [], [])
    fill(page, "2026-12-05")
    assert (state_of(page, 20), state_of(page, 2)) == ("no_table_for_party", "full")


def test_a_size_between_the_tables_is_seated_by_a_combination_alone(page: Page) -> None:
    house = page.house
    for name in ("3", "4"):
        edit(house, house.tables[name], min_covers=4)
    assert [state_of(page, size) for size in (2, 3, 4)] == ["open", "no_table_for_party", "open"]
    joined = join(house, "1", "2", min_covers=3, max_covers=3)
    assert state_of(page, 3) == "open"
    edit(house, joined, kept_for="walk_ins")
    assert state_of(page, 3) == "no_table_for_party"


@pytest.mark.parametrize("kept_for", ["walk_ins", "in_house"])
def test_a_table_that_guests_online_may_not_have_seats_none_of_them(page: Page, kept_for: str) -> None:
    edit(page.house, page.house.tables["4"], kept_for=kept_for)
    assert [state_of(page, size) for size in (4, 5, 6)] == ["open", *["no_table_for_party"] * 2]


def test_each_date_goes_by_the_services_of_that_date(page: Page) -> None:
    house = page.house
    edit(house, house.dinner, largest_party_online=4, weekdays=MONDAY_TO_SATURDAY)
    make_service(house.restaurant, house.plan, name="Sunday", weekdays=[6])
    assert (state_of(page, 6), state_of(page, 6, "2026-12-06")) == ("no_table_for_party", "open")
    assert page.get("offers", date="2026-12-05", party_size=6).json()["nearest"] == [
        *("2026-12-06", "2026-12-13", "2026-12-20")
    ]
    special = SpecialDay.objects.create(
        restaurant=house.restaurant,
        name="Gala",
        first_date=date(2026, 12, 5),
        last_date=date(2026, 12, 5),
    )
    make_service(house.restaurant, house.plan, name="Gala", special_day=special)
    assert (state_of(page, 6), state_of(page, 6, "2026-12-04")) == ("open", "no_table_for_party")
    Closure.objects.create(
        restaurant=house.restaurant, name="Cold", first_date=date(2026, 12, 6), last_date=date(2026, 12, 6)
    )
    raise_rules_version(house.restaurant.pk)
    assert (state_of(page, 6, "2026-12-06"), state_of(page, 9, "2026-12-06")) == ("closed", "closed")


def test_making_room_never_stands_for_a_table_that_is_not_there(page: Page) -> None:
    edit(page.house, page.house.restaurant, makes_room=True)
    edit(page.house, page.house.tables["4"], max_covers=5)
    fill_of = [state_of(page, size) for size in (5, 6)]
    assert fill_of == ["open", "no_table_for_party"]


def test_more_guests_than_may_ever_start_at_once_have_no_table(page: Page) -> None:
    edit(page.house, page.house.dinner, max_covers=5, covers_kept_in_house=1)
    assert [state_of(page, size) for size in (4, 5)] == ["open", "no_table_for_party"]


def test_a_size_that_no_table_takes_costs_no_query_more_than_a_full_date(page: Page) -> None:
    fill(page, "2026-12-05")
    counts = []
    for party_size in (2, 20):
        with CaptureQueriesContext(connection) as asked:
            page.get("offers", date="2026-12-05", party_size=party_size)
        counts.append(len(asked))
    assert counts[1] < counts[0]


def test_the_document_names_every_state_of_a_date(page: Page) -> None:
    document = page.client.get(f"{BASE}/openapi.json").json()["components"]["schemas"]
    for shape in ("DayOut", "OffersOut"):
        assert document[shape]["properties"]["state"]["enum"] == [each.value for each in DayState]


def test_without_a_service_everything_is_closed_and_nothing_is_near(page: Page) -> None:
    page.house.dinner.is_active = False
    page.house.dinner.save()
    body = page.get("offers", date="2026-12-04", party_size=2).json()
    assert (body["state"], body["nearest"]) == ("closed", [])


@pytest.mark.parametrize(
    "month", ["", "2026", "2026-13", "2026-1", "1999-12", "٢٠٢٦-12", "2026-12-01", "x\x00"]
)
def test_a_month_that_is_none_is_named(page: Page, month: str) -> None:
    assert refusal(page.get("days", month=month, party_size=2)) == (422, "invalid", ["month"])


@pytest.mark.parametrize("date", ["", "tomorrow", "2026-02-30", "2026-12", "1764806400", "20261204", "x\x00"])
def test_a_date_that_is_none_is_named(page: Page, date: str) -> None:
    assert refusal(page.get("offers", date=date, party_size=2)) == (422, "invalid", ["date"])


@pytest.mark.parametrize("party_size", ["0", "-1", "500", "two", "", "2.5", "1e1", "9" * 5000])
def test_a_party_that_makes_no_sense_is_named(page: Page, party_size: str) -> None:
    for call, when in (("days", {"month": "2026-12"}), ("offers", {"date": "2026-12-04"})):
        assert refusal(page.get(call, **when, party_size=party_size)) == (422, "invalid", ["party_size"])


def test_what_is_missing_is_named(page: Page) -> None:
    assert refusal(page.get("days")) == (422, "invalid", ["month", "party_size"])
    assert refusal(page.get("offers")) == (422, "invalid", ["date", "party_size"])

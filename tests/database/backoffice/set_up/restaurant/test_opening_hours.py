"""Are opening hours typed by weekday, kept, and held against the services, by a warning alone?"""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from entracte.bookings.models import Booking
from entracte.dining.models import SpecialDay
from entracte.restaurants.models import Edit, OpenSpan
from entracte.restaurants.opening_hours.shown import shown_hours
from entracte.restaurants.opening_hours.week import week_of
from tests.builders import NOON_BEFORE
from tests.database.backoffice.desk import Desk, text_of
from tests.database.backoffice.set_up.restaurant.test_views import RESTAURANT
from tests.house import House, book, edit, make_service

EVERY_EVENING = {f"hours_{day}": "17:00–23:30" for day in range(7)}
DISAGREES = "outside the opening hours"


def kept(house: House) -> list[tuple[int, str, str]]:
    return [
        (each.weekday, f"{each.opens:%H:%M}", f"{each.closes:%H:%M}") for each in week_of(house.restaurant.pk)
    ]


def saves(desk: Desk, **typed: Any) -> None:
    assert desk.sends("set-up/", **{"opening_hours": "", **typed}).status_code == 302


@pytest.mark.parametrize(
    "typed,spans",
    [
        ("17:00–23:00", [("17:00", "23:00")]),
        ("17.00-0.30", [("17:00", "00:30")]),
        ("12 to 14:30 and 17 until 23", [("12:00", "14:30"), ("17:00", "23:00")]),
        ("18:00-22:00; 9:00 — 11:00", [("09:00", "11:00"), ("18:00", "22:00")]),
        ("00:00-24:00", [("00:00", "00:00")]),
        ("Closed", []),
        (" ", []),
    ],
)
def test_hours_are_read_as_people_write_them(
    house: House, manager: Desk, typed: str, spans: list[tuple[str, str]]
) -> None:
    saves(manager, hours_4=typed)
    assert kept(house) == [(4, *span) for span in spans]


@pytest.mark.parametrize(
    "typed,sentence",
    [
        ("evenings", "“evenings” says no from and until. Write it as 17:00–23:00."),
        ("17:00", "“17:00” says no from and until."),
        ("17:00–25:00", "“17:00–25:00” is no time of a clock."),
        ("24:00–25:00", "is no time of a clock"),
        ("17:00–17:00", "For a whole day write 00:00–24:00."),
        ("12:00–15:00, 14:30–16:00", "Fri 12:00–15:00 and Fri 14:30–16:00 overlap."),
        ("17:00–03:00", "Fri 17:00–03:00 and Sat 02:00–04:00 overlap. Let one end before the other begins."),
    ],
)
def test_what_makes_no_sense_is_said_at_its_day_and_all_that_was_typed_is_kept(
    house: House, owner: Desk, typed: str, sentence: str
) -> None:
    answer = owner.sends(
        "set-up/", **RESTAURANT, hours_4=typed, hours_5="02:00–04:00", opening_hours="A note"
    )
    page = answer.content.decode()
    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert all(f'value="{each}"' in page for each in (typed, "02:00–04:00"))
    assert "A note" in page
    assert kept(house) == []


def test_the_night_to_monday_overlaps_as_any_other(house: House, manager: Desk) -> None:
    answer = manager.sends("set-up/", hours_6="20:00–03:00", hours_0="02:00–05:00")
    assert "Sun 20:00–03:00 and Mon 02:00–05:00 overlap." in text_of(answer)
    saves(manager, hours_6="20:00–02:00", hours_0="02:00–05:00")
    assert len(kept(house)) == 2


def test_owner_and_manager_save_them_and_who_did_is_kept(house: House, manager: Desk, owner: Desk) -> None:
    saves(manager, hours_5="12:00–15:00", opening_hours="The bar is open longer")
    saves(owner, **RESTAURANT, hours_5="17:00–01:00", hours_6="17:00–01:00", opening_hours="")
    assert kept(house) == [(5, "17:00", "01:00"), (6, "17:00", "01:00")]
    house.restaurant.refresh_from_db()
    assert shown_hours(house.restaurant, "en") == "Mon–Fri closed\nSat–Sun 17:00–01:00"
    lines = Edit.objects.latest("pk").lines
    was = "Mon–Fri closed; Sat 12:00–15:00; Sun closed"
    assert ["hours by day", was, "Mon–Fri closed; Sat–Sun 17:00–01:00"] in lines


def test_what_was_written_before_stays_as_the_note(house: House, manager: Desk) -> None:
    edit(house, house.restaurant, opening_hours="Daily from noon")
    page = manager.sees("set-up/")
    assert "Note below the opening hours" in page
    assert "Daily from noon" in page
    assert shown_hours(house.restaurant, "en") == "Daily from noon"
    assert OpenSpan.objects.count() == 0


def test_hours_are_those_of_one_restaurant(house: House, manager: Desk, other: House) -> None:
    there = Desk(other, "manager")
    saves(there, hours_0="10:00–12:00")
    saves(manager, hours_1="17:00–23:00")
    assert (kept(house), kept(other)) == ([(1, "17:00", "23:00")], [(0, "10:00", "12:00")])
    assert "10:00–12:00" not in manager.opens("set-up/").content.decode()
    saves(manager)
    assert (kept(house), kept(other)) == ([], [(0, "10:00", "12:00")])


def test_hours_and_services_that_agree_are_not_spoken_of(manager: Desk) -> None:
    for hours in ({}, EVERY_EVENING):
        saves(manager, **hours)
        for page in ("set-up/", "floor/", f"floor/services/{manager.house.dinner.key}/"):
            assert "outside the opening hours" not in manager.sees(page)


def test_a_service_outside_the_hours_is_said_at_both_and_nothing_is_blocked(
    house: House, manager: Desk
) -> None:
    saves(manager, **{**EVERY_EVENING, "hours_4": "18:00–23:30", "hours_5": "18:00–23:00"})
    friday = "Fri: Dinner has parties at tables 17:30–18:00, outside the opening hours."
    saturday = "Sat: Dinner has parties at tables 17:30–18:00 and 23:00–23:30, outside the opening hours."
    for page in ("set-up/", "floor/", f"floor/services/{house.dinner.key}/"):
        said = manager.sees(page)
        assert friday in said
        assert saturday in said
    assert (
        f'href="/r/prompt-side/floor/services/{house.dinner.key}/"'
        in manager.opens("set-up/").content.decode()
    )
    assert 'href="/r/prompt-side/set-up/#opening-hours"' in manager.opens("floor/").content.decode()
    assert book(house, NOON_BEFORE, "2026-12-04 17:30").status == Booking.Status.CONFIRMED


def test_days_with_one_and_not_the_other_are_said_together(house: House, manager: Desk) -> None:
    edit(house, house.dinner, weekdays=[1, 2, 3, 4, 5])
    saves(manager, **{**EVERY_EVENING, "hours_1": "", "hours_2": "", "hours_4": ""})
    said = manager.sees("set-up/")
    assert "Tue–Wed, Fri: Dinner runs, and the opening hours say closed." in said
    assert "Mon, Sun: open, and no service runs." in said
    of_service = manager.sees(f"floor/services/{house.dinner.key}/")
    assert "Tue–Wed, Fri: Dinner runs" in of_service
    assert "no service runs" not in of_service


def test_the_party_that_sits_longest_counts_as_far_as_it_may_stay(house: House, manager: Desk) -> None:
    saves(manager, **{**EVERY_EVENING, "hours_4": "17:00–23:15"})
    assert "Fri: Dinner has parties at tables 23:15–23:30" in manager.sees("set-up/")
    edit(house, house.dinner, last_departure=time(23, 15))
    assert DISAGREES not in manager.sees("set-up/")
    edit(house, house.dinner, last_departure=None, largest_party_in_house=4)
    assert DISAGREES not in manager.sees("set-up/")


def test_past_midnight_the_hours_of_the_day_before_count(house: House, manager: Desk) -> None:
    edit(house, house.dinner, is_active=False)
    late = {"weekdays": [4], "first_start": time(22), "last_start": time(1), "turn_times": [[20, 60]]}
    make_service(house.restaurant, house.plan, name="Late", **late)
    saves(manager, hours_4="22:00–02:00")
    assert "Late has" not in manager.sees("set-up/")
    saves(manager, hours_4="22:00–01:30")
    assert "Fri: Late has parties at tables 01:30–02:00" in manager.sees("set-up/")


def test_services_of_special_days_and_those_out_of_use_or_over_are_not_compared(
    house: House, manager: Desk
) -> None:
    saves(manager, **EVERY_EVENING)
    noon = {"first_start": time(12), "last_start": time(13)}
    day = SpecialDay.objects.create(
        restaurant=house.restaurant, name="Gala", first_date=date(2026, 12, 31), last_date=date(2026, 12, 31)
    )
    make_service(house.restaurant, house.plan, name="Gala lunch", special_day=day, weekdays=[], **noon)
    make_service(house.restaurant, house.plan, name="Unused lunch", is_active=False, **noon)
    make_service(house.restaurant, house.plan, name="Summer lunch", last_date=date(2026, 9, 30), **noon)
    assert DISAGREES not in manager.sees("set-up/")
    make_service(house.restaurant, house.plan, name="Lunch", first_date=date(2027, 3, 1), **noon)
    assert "Mon–Sun: Lunch has parties at tables 12:00–15:00" in manager.sees("set-up/")

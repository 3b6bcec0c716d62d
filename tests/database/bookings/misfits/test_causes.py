"""Is the edit that left a booking behind named, and nothing said where it cannot be known?"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.asker import Asker
from entracte.bookings.misfits.causes import causes_of
from entracte.bookings.misfits.find import misfits_for
from entracte.bookings.models import Booking
from entracte.bookings.overrides import Override
from entracte.dining.actions import (
    Placed,
    remove_combination,
    save_combination,
    save_plan,
    save_service,
    save_table,
)
from entracte.dining.dates import save_closure, save_special_day
from entracte.dining.models import Closure, FloorPlan, SpecialDay
from entracte.restaurants.edits.keep_edit import Editor
from entracte.restaurants.models import Edit
from tests.builders import FRIDAY, NOON_BEFORE
from tests.house import House, book, join

Does = Callable[[House, Editor], object]


def by(house: House, role: str = "manager", hours: float = 1) -> Editor:
    return Editor(house.members[role].account, NOON_BEFORE + timedelta(hours=hours))


def causes(house: House) -> list[tuple[str, str, datetime]]:
    """Who did what, and when, of every reason whose cause is known."""
    house.restaurant.refresh_from_db()
    found = misfits_for(house.restaurant, NOON_BEFORE)
    return [
        (one.editor, one.did, one.at) for each in causes_of(house.restaurant, found) for one in each if one
    ]


def service(house: House, editor: Editor, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(house.dinner, name, value)
    save_service(service=house.dinner, by=editor)


def table(house: House, editor: Editor, name: str = "1", **columns: Any) -> None:
    for column, value in columns.items():
        setattr(house.tables[name], column, value)
    save_table(table=house.tables[name], by=editor)


def close(house: House, editor: Editor, **columns: Any) -> Closure:
    dates = {"first_date": FRIDAY, "last_date": FRIDAY}
    closure = Closure(restaurant=house.restaurant, name="Boiler", **(dates | columns))
    return save_closure(closure=closure, by=editor)


def special(house: House, editor: Editor) -> None:
    dates = {"first_date": FRIDAY, "last_date": FRIDAY}
    save_special_day(special_day=SpecialDay(restaurant=house.restaurant, name="Gala", **dates), by=editor)


def plan(house: House, editor: Editor) -> None:
    placed = [Placed(house.tables[name]) for name in ("2", "3", "4")]
    save_plan(plan=house.plan, placed=placed, by=editor)


def another_plan(house: House, editor: Editor) -> None:
    bar = save_plan(plan=FloorPlan(restaurant=house.restaurant, name="Bar"), placed=[])
    service(house, editor, plan=bar)


CAUSES: list[tuple[Does, str]] = [
    (lambda house, who: table(house, who, is_active=False), "took table 1 out of use"),
    (lambda house, who: table(house, who, max_covers=1), "changed for how many table 1 is"),
    (lambda house, who: table(house, who, min_covers=3, max_covers=4), "changed for how many table 1 is"),
    (lambda house, who: service(house, who, is_active=False), "took Dinner out of use"),
    (lambda house, who: service(house, who, weekdays=[0, 1]), "took Fridays from Dinner"),
    (lambda house, who: service(house, who, last_date=date(2026, 12, 1)), "changed the dates of Dinner"),
    (lambda house, who: service(house, who, first_date=date(2026, 12, 9)), "changed the dates of Dinner"),
    (lambda house, who: service(house, who, last_start=time(18, 30)), "changed the starts of Dinner"),
    (lambda house, who: service(house, who, first_start=time(19, 30)), "changed the starts of Dinner"),
    (lambda house, who: service(house, who, first_start=time(17, 45)), "changed the starts of Dinner"),
    (
        lambda house, who: service(house, who, fixed_starts=[time(18), time(20, 30)]),
        "changed the starts of Dinner",
    ),
    (lambda house, who: service(house, who, last_departure=time(20)), "changed the last departure of Dinner"),
    (
        lambda house, who: service(house, who, largest_party_online=1, largest_party_in_house=1),
        "changed the largest party of Dinner",
    ),
    (close, "made the closure Boiler"),
    (
        lambda house, who: close(house, who, from_time=time(19), until_time=time(20)),
        "made the closure Boiler",
    ),
    (special, "made the special day Gala"),
    (plan, "took table 1 off the plan"),
    (another_plan, "gave Dinner another plan"),
]


@pytest.mark.parametrize("does, did", CAUSES)
def test_the_edit_that_left_a_booking_behind_is_named_with_who_and_when(
    house: House, does: Does, did: str
) -> None:
    book(house, NOON_BEFORE)
    does(house, by(house))
    service(house, by(house, "owner", 2), reset_minutes=15)
    table(house, by(house, "owner", 2), section="Window")
    assert causes(house) == [("Manager", did, NOON_BEFORE + timedelta(hours=1))]


def test_of_tables_that_joined_who_parted_them_is_named(house: House) -> None:
    joined = join(house, "3", "4")
    book(house, NOON_BEFORE, party_size=8)
    remove_combination(combination=joined, by=by(house))
    assert [did for _, did, _ in causes(house)] == ["parted the tables 3 and 4"]


def test_of_tables_that_joined_who_took_them_out_of_use_is_named(house: House) -> None:
    joined = join(house, "3", "4")
    book(house, NOON_BEFORE, party_size=8)
    joined.is_active = False
    save_combination(combination=joined, tables=[house.tables["3"], house.tables["4"]], by=by(house))
    assert [did for _, did, _ in causes(house)] == ["took the combination 3 + 4 out of use"]


@pytest.mark.parametrize("column, did", [("is_step_free", "not step-free"), ("high_chairs", "high chairs")])
def test_who_took_what_a_party_needs_is_named(house: House, column: str, did: str) -> None:
    table(house, by(house), is_step_free=True, high_chairs=1)
    booking = book(house, NOON_BEFORE)
    needs: dict[str, Any] = {"needs_step_free": True} if column == "is_step_free" else {"high_chairs": 1}
    Booking.objects.filter(pk=booking.pk).update(**needs)
    changed: dict[str, Any] = {column: 0}
    table(house, by(house, hours=2), **changed)
    [(who, said, _)] = causes(house)
    assert (who, did in said) == ("Manager", True)


def test_the_edit_that_broke_it_is_named_and_none_that_came_after_or_was_taken_back(house: House) -> None:
    book(house, NOON_BEFORE)
    table(house, by(house, "owner", 1), is_active=False)
    table(house, by(house, "owner", 2), is_active=True)
    table(house, by(house, "manager", 3), is_active=False)
    table(house, by(house, "owner", 4), name="1", section="Window")
    assert causes(house) == [("Manager", "took table 1 out of use", NOON_BEFORE + timedelta(hours=3))]


def test_covers_that_were_cut_twice_name_the_cut_that_left_the_party_out(house: House) -> None:
    book(house, NOON_BEFORE, party_size=6)
    table(house, by(house, "manager", 1), name="4", min_covers=2, max_covers=5)
    table(house, by(house, "owner", 2), name="4", min_covers=2, max_covers=4)
    assert [(who, did) for who, did, _ in causes(house)] == [("Manager", "changed for how many table 4 is")]


def test_a_row_is_known_whatever_it_is_called_since(house: House) -> None:
    book(house, NOON_BEFORE)
    close(house, by(house))
    table(house, by(house, hours=2), is_active=False)
    house.tables["1"].name = "Bay"
    save_table(table=house.tables["1"], by=by(house, "owner", 3))
    assert [(who, did) for who, did, _ in causes(house)] == [
        ("Manager", "made the closure Boiler"),
        ("Manager", "took table Bay out of use"),
    ]


def test_what_staff_did_past_a_rule_has_no_cause(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    closure = close(house, by(house))
    assert len(causes(house)) == 1
    move_booking(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        move=MoveRequest(party_size=1, override=Override(reason="Knows it", shares_tables=False)),
        asker=Asker(actor=None, now=NOON_BEFORE + timedelta(hours=2)),
    )
    assert causes(house) == []
    closure.name = "New boiler"
    save_closure(closure=closure, by=by(house, hours=3))
    assert causes(house) == []


def test_nothing_is_said_where_it_cannot_be_known(house: House) -> None:
    book(house, NOON_BEFORE)
    close(house, by(house))
    Edit.objects.update(row_key=None)
    assert causes(house) == []
    Edit.objects.all().delete()
    assert causes(house) == []


def test_of_two_closures_with_one_name_none_is_named(house: House) -> None:
    book(house, NOON_BEFORE)
    close(house, by(house))
    close(house, by(house, "owner"))
    assert causes(house) == []


def test_a_closure_that_was_moved_over_the_date_names_who_moved_it(house: House) -> None:
    book(house, NOON_BEFORE)
    closure = close(house, by(house, "owner"), first_date=date(2026, 12, 10), last_date=date(2026, 12, 11))
    closure.first_date = FRIDAY
    save_closure(closure=closure, by=by(house, hours=2))
    assert [(who, did) for who, did, _ in causes(house)] == [("Manager", "changed the closure Boiler")]


def test_the_command_line_is_named_too_and_another_restaurants_edits_are_not_read(house: House) -> None:
    book(house, NOON_BEFORE)
    close(house, Editor(None, NOON_BEFORE + timedelta(hours=1)))
    assert [who for who, _, _ in causes(house)] == ["the command line"]


@pytest.fixture
def many(house: House) -> None:
    for hour in (18, 19, 20):
        book(house, NOON_BEFORE, f"2026-12-04 {hour}:00", email=f"a{hour}@example.org")
    close(house, by(house))


@pytest.mark.usefixtures("many")
def test_two_queries_find_the_causes_of_all(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    house.restaurant.refresh_from_db()
    found = misfits_for(house.restaurant, NOON_BEFORE)
    with django_assert_num_queries(2):
        assert len([one for each in causes_of(house.restaurant, found) for one in each if one]) == 3

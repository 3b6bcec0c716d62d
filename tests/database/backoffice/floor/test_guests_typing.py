"""Does an edit end the holds of guests who are typing, and is that said before it is saved?"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from entracte.availability.fit import Wish
from entracte.bookings.actions.hold import hold_slot
from entracte.bookings.models import Block, BookedTable, Hold
from entracte.bookings.queries import offers_for
from entracte.dining.models import Closure, Combination, Service, SpecialDay
from tests.builders import at
from tests.database.backoffice.desk import Desk, text_of
from tests.database.backoffice.floor.supper import supper
from tests.house import House, book, edit, join, make_service

SATURDAY, SEVEN = date(2026, 12, 5), "2026-12-05 19:00"
SAID = "1 guest is booking just now what this takes away."
CLOSED: dict[str, Any] = {"name": "Boiler", "first_date": "2026-12-05", "closes": "all_day", "service": ""}
Typed = tuple[str, dict[str, Any]]


def hold(house: House, now: datetime, party_size: int = 2, **more: Any) -> Hold:
    usual: dict[str, Any] = {"visitor": f"visitor-{Hold.objects.count()}", "starts_at": at(SEVEN)}
    return hold_slot(
        restaurant=house.restaurant,
        widget=house.widgets["none"],
        address="an address",
        party_size=party_size,
        now=now,
        **(usual | more),
    )


def of_dinner(house: House, **changes: Any) -> Typed:
    """Dinner as it stands, with some changes."""
    usual = {"name": "Dinner", "weekdays": list("0123456"), "first_start": "17:30", "last_start": "21:30"}
    more = {"largest_party_online": "6", "party_0": "2", "minutes_0": "90"}
    return f"floor/services/{house.dinner.key}/", supper(house, **(usual | more | changes))


def of_table(house: House, **changes: Any) -> Typed:
    usual = {"name": "1", "min_covers": "1", "max_covers": "2", "is_active": "on"}
    typed = {name: each for name, each in (usual | changes).items() if each is not None}
    return f"floor/tables/{house.tables['1'].key}/", typed


def without_table(house: House) -> Typed:
    keys = [table.key for name, table in house.tables.items() if name != "1"]
    return f"floor/plans/{house.plan.key}/", {"name": "Dining room", **{f"on_{key}": "on" for key in keys}}


EDITS: dict[str, Callable[[House], Typed]] = {
    "a closure of the day": lambda house: ("floor/closures/new/", CLOSED),
    "a closure of the service": lambda house: (
        "floor/closures/new/",
        {**CLOSED, "service": house.dinner.key},
    ),
    "a closure of some hours": lambda house: (
        "floor/closures/new/",
        {**CLOSED, "closes": "hours", "from_time": "20:00", "until_time": "21:00"},
    ),
    "a special day": lambda house: (
        "floor/special-days/new/",
        {"name": "Gala", "first_date": "2026-12-05"},
    ),
    "a service out of use": lambda house: of_dinner(house, is_active=""),
    "other weekdays": lambda house: of_dinner(house, weekdays=["6"]),
    "dates of the service": lambda house: of_dinner(house, first_date="2026-12-06"),
    "a table out of use": lambda house: of_table(house, is_active=None),
    "a table off the plan": without_table,
}
# by which the start would not be offered any more
LIMITS: dict[str, Callable[[House], Typed]] = {
    "later starts": lambda house: of_dinner(house, first_start="20:00"),
    "fixed starts": lambda house: of_dinner(house, starts="fixed", fixed_starts="18:00, 20:30"),
    "a last departure": lambda house: of_dinner(house, last_departure="20:00"),
    "not online yet": lambda house: of_dinner(house, online_from="2026-12-06"),
    "a longer notice": lambda house: of_dinner(house, notice_minutes="2880"),
    "a shorter horizon": lambda house: of_dinner(house, horizon_days="0"),
    "smaller parties": lambda house: of_dinner(house, largest_party_online="1"),
    "a table for larger parties": lambda house: of_table(house, min_covers="3", max_covers="4"),
    "a table kept for staff": lambda house: of_table(house, kept_for="in_house"),
    "limits on what starts at once": lambda house: of_dinner(house, max_parties="0"),
}


@pytest.mark.rule("D24")
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_says_how_many_are_typing_and_then_ends_their_holds(
    house: House, manager: Desk, now: datetime, name: str
) -> None:
    hold(house, now)
    path, typed = EDITS[name](house)
    asked = manager.sends(path, **typed)
    assert (asked.status_code, SAID in text_of(asked)) == (409, True), text_of(asked)
    house.restaurant.refresh_from_db()
    before = house.restaurant.rules_version
    assert (Hold.objects.count(), BookedTable.objects.count()) == (1, 1)
    assert (Closure.objects.count(), SpecialDay.objects.count()) == (0, 0)
    assert manager.sends(path, **typed, sure="yes").status_code == 302
    house.restaurant.refresh_from_db()
    assert (Hold.objects.count(), BookedTable.objects.count()) == (0, 0)
    assert house.restaurant.rules_version > before


@pytest.mark.rule("D24")
@pytest.mark.parametrize(
    "path, typed",
    [
        ("floor/closures/new/", {**CLOSED, "first_date": "2026-12-06"}),
        ("floor/closures/new/", {**CLOSED, "closes": "hours", "from_time": "12:00", "until_time": "19:00"}),
        ("floor/special-days/new/", {"name": "Gala", "first_date": "2026-12-05", "keeps_usual": "on"}),
        ("floor/tables/new/", {"name": "Bar", "min_covers": "1", "max_covers": "2", "is_active": "on"}),
    ],
)
def test_an_edit_of_something_else_asks_nothing_and_leaves_the_hold(
    house: House, manager: Desk, now: datetime, path: str, typed: dict[str, Any]
) -> None:
    hold(house, now)
    assert manager.sends(path, **typed).status_code == 302
    assert Hold.objects.count() == 1


@pytest.mark.rule("D24")
@pytest.mark.parametrize("name", LIMITS)
def test_an_edit_of_starts_and_limits_ends_no_promise(
    house: House, manager: Desk, now: datetime, name: str
) -> None:
    hold(house, now)
    path, typed = LIMITS[name](house)
    assert manager.sends(path, **typed).status_code == 302
    assert Hold.objects.count() == 1


@pytest.mark.rule("D24")
def test_a_combination_that_is_changed_or_removed_ends_the_holds_at_it(
    house: House, manager: Desk, now: datetime
) -> None:
    edit(house, house.dinner, largest_party_online=10)
    row = join(house, "3", "4")
    hold(house, now, 9)
    two: dict[str, Any] = {"tables": [house.tables[name].key for name in ("1", "2")], "is_active": "on"}
    for path, typed in (
        (f"floor/combinations/{row.key}/", two),
        (f"floor/combinations/{row.key}/", {**two, "is_active": ""}),
    ):
        assert manager.sends(path, **typed).status_code == 409
    asked = text_of(manager.sends(f"floor/combinations/{row.key}/remove/"))
    assert "1 guest is booking it just now." in asked
    assert (Combination.objects.count(), Hold.objects.count()) == (1, 1)
    manager.sends(f"floor/combinations/{row.key}/remove/", sure="yes")
    assert (Combination.objects.count(), Hold.objects.count()) == (0, 0)


@pytest.mark.rule("D24")
def test_a_special_day_that_is_removed_ends_the_holds_of_its_services(
    house: House, manager: Desk, now: datetime
) -> None:
    dates = {"first_date": SATURDAY, "last_date": SATURDAY}
    day = SpecialDay.objects.create(restaurant=house.restaurant, name="Gala", **dates)
    make_service(house.restaurant, house.plan, name="Gala", special_day=day, weekdays=[])
    hold(house, now)
    asked = text_of(manager.sends(f"floor/special-days/{day.key}/remove/"))
    assert ("1 guest is booking it just now." in asked, Hold.objects.count()) == (True, 1)
    manager.sends(f"floor/special-days/{day.key}/remove/", sure="yes")
    assert (SpecialDay.objects.count(), Service.objects.count(), Hold.objects.count()) == (0, 1, 0)


@pytest.mark.rule("D24")
def test_a_block_ends_the_holds_of_its_tables(house: House, host: Desk, now: datetime) -> None:
    hold(house, now)
    hold(house, now)
    span = {
        "first_date": "2026-12-05",
        "first_time": "18:00",
        "last_date": "2026-12-05",
        "last_time": "22:00",
    }
    typed: dict[str, Any] = {"tables": [house.tables[name].key for name in ("1", "2", "3")], **span}
    asked = host.sends("bookings/blocks/", **typed)
    shown = "2 guests are booking just now what this takes away." in text_of(asked)
    assert (asked.status_code, shown, Hold.objects.count(), Block.objects.count()) == (409, True, 2, 0)
    assert host.sends("bookings/blocks/", **typed, sure="yes").status_code == 302
    assert (Hold.objects.count(), Block.objects.count()) == (0, 1)


def test_a_block_still_names_bookings_whoever_is_typing(house: House, host: Desk, now: datetime) -> None:
    book(house, now, SEVEN)
    hold(house, now)
    span = {
        "first_date": "2026-12-05",
        "first_time": "18:00",
        "last_date": "2026-12-05",
        "last_time": "22:00",
    }
    typed: dict[str, Any] = {"tables": [house.tables[name].key for name in ("1", "2")], **span, "sure": "yes"}
    assert "Booked: Ana Lima" in text_of(host.sends("bookings/blocks/", **typed))
    assert (Hold.objects.count(), Block.objects.count()) == (1, 0)


def test_the_holds_of_another_restaurant_and_those_that_ended_are_not_counted(
    house: House, other: House, manager: Desk, now: datetime
) -> None:
    hold(other, now)
    hold(house, now)
    Hold.objects.filter(restaurant=house.restaurant).update(expires_at=now)
    assert manager.sends("floor/closures/new/", **CLOSED).status_code == 302
    assert Hold.objects.filter(restaurant=other.restaurant).count() == 1


def test_an_edit_that_was_only_asked_about_is_remembered_by_nobody(
    house: House, manager: Desk, now: datetime
) -> None:
    made = hold(house, now)
    assert manager.sends("floor/closures/new/", **CLOSED).status_code == 409
    made.delete()
    path, typed = of_table(house, name="One")
    assert manager.sends(path, **typed).status_code == 302
    house.restaurant.refresh_from_db()
    answer = offers_for(restaurant=house.restaurant, date=SATURDAY, wish=Wish(2), now=now)
    assert len(answer.offers) == 9

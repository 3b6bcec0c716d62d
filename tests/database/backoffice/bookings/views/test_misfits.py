"""Do staff learn which bookings to come an edit left behind?"""

from datetime import date, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.dining.models import Closure
from tests.database.backoffice.desk import Desk, text_of
from tests.database.backoffice.floor.supper import supper
from tests.house import House, book, edit

PAGE = "bookings/no-longer-fit/"
CLOSURE = {"name": "Boiler", "first_date": "2026-12-11"}


def two_bookings(house: House, now: datetime) -> None:
    book(house, now, "2026-12-11 19:00", last_name="Weiss")
    book(house, now, "2026-12-11 20:00", party_size=4, last_name="Byrne", email="byrne@example.org")


def test_where_every_booking_fits_the_page_says_so(house: House, host: Desk, now: datetime) -> None:
    two_bookings(house, now)
    assert "Every booking to come fits." in host.sees(PAGE)
    assert "no longer fit" not in host.sees("bookings/")


def test_a_closure_names_the_bookings_that_it_leaves_behind(
    house: House, manager: Desk, host: Desk, now: datetime
) -> None:
    two_bookings(house, now)
    answer = manager.client.post(manager.address("floor/closures/new/"), CLOSURE, follow=True)
    assert "Boiler saved. 2 bookings no longer fit. See them" in text_of(answer)
    assert f'href="{manager.address(PAGE)}"' in answer.content.decode()
    page = host.sees(PAGE)
    since = "Since Manager made the closure Boiler, today 18:00."
    assert f"Fri 11 Dec 19:00 2 Ana Weiss Table 1 Closed: Boiler. {since}" in page
    assert f"Fri 11 Dec 20:00 4 Ana Byrne Table 3 Closed: Boiler. {since}" in page


@pytest.mark.parametrize("path", ["", "bookings/"])
def test_the_list_says_above_how_many_do_not_fit(house: House, host: Desk, now: datetime, path: str) -> None:
    two_bookings(house, now)
    row = {"restaurant": house.restaurant, "name": "Boiler", "service": house.dinner}
    edit(house, Closure(**row, first_date=date(2026, 12, 11), last_date=date(2026, 12, 11)))
    assert "2 bookings to come no longer fit" in host.sees(path)
    assert "no longer fit" not in host.sees("list/")


def test_each_edit_of_the_dining_room_says_it(house: House, manager: Desk, now: datetime) -> None:
    book(house, now, "2026-12-09 19:00")
    said = "1 booking no longer fits."
    table: dict[str, Any] = {"name": "1", "min_covers": "1", "max_covers": "2"}
    manager.sends(f"floor/tables/{house.tables['1'].key}/", **table)
    assert f"Table 1 saved. {said}" in manager.sees("floor/")
    manager.sends(f"floor/tables/{house.tables['1'].key}/", **table, is_active="on")
    page = manager.sees("floor/")
    assert ("Table 1 saved." in page, said in page) == (True, False)
    manager.sends(f"floor/plans/{house.plan.key}/", name="Dining room")
    assert f"Dining room saved. {said}" in manager.sees("floor/")
    manager.sends(f"floor/services/{house.dinner.key}/", **supper(house))
    assert f"Supper saved. {said}" in manager.sees("floor/")
    manager.sends("floor/seating/", hold_minutes="5")
    assert f"Saved. {said}" in manager.sees("floor/seating/")


def test_the_page_takes_as_many_queries_for_more_bookings(
    house: House, host: Desk, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    two_bookings(house, now)
    edit(house, house.dinner, is_active=False)
    host.opens(PAGE)
    with django_assert_num_queries(9):
        assert "Dinner is out of use." in text_of(host.opens(PAGE))
    edit(house, house.dinner, is_active=True)
    book(house, now, "2026-12-12 19:00", last_name="Sato", email="sato@example.org")
    edit(house, house.dinner, is_active=False)
    host.opens(PAGE)
    with django_assert_num_queries(9):
        assert "Ana Sato" in text_of(host.opens(PAGE))

"""Do staff say which service they mean where two share a start?"""

from datetime import datetime, time
from typing import Any

import pytest

from entracte.bookings.models import Booking
from entracte.dining.models import Service
from tests.database.backoffice.bookings.views.test_new_booking import TYPED
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, book, make_service

NEEDED = "Several services start at this time. Choose one."
SIX = "2026-12-05T18:00:00+00:00"


@pytest.fixture
def early(house: House) -> Service:
    """Pre-theatre, for 75 minutes, which shares its only start, 18:00, with dinner."""
    at_six = {"first_start": time(18), "last_start": time(18)}
    return make_service(house.restaurant, house.plan, name="Pre-theatre", turn_times=[[20, 75]], **at_six)


def test_a_start_is_offered_in_each_service_and_booked_in_the_picked_one(
    host: Desk, house: House, early: Service
) -> None:
    page = host.opens("bookings/new/slots/", part=True, date="2026-12-05", party_size="2").content.decode()
    for number, service in enumerate((house.dinner, early)):
        value = f"{SIX}|{service.key}"
        assert page.count(f'value="{value}"') == 1
        email = f"{number}@example.org"
        assert host.sends("bookings/new/", **{**TYPED, "starts_at": value, "email": email}).status_code == 302
        assert Booking.objects.latest("id").service == service


def test_the_picked_start_stays_picked_where_something_else_is_wrong(host: Desk, early: Service) -> None:
    value = f"{SIX}|{early.key}"
    answer = host.sends("bookings/new/", **{**TYPED, "starts_at": value, "email": "ines@"})
    tag = answer.content.decode().partition(f'value="{value}"')[2].partition(">")[0]
    assert (answer.status_code, "checked" in tag) == (422, True)


@pytest.mark.parametrize("typed", [{"starts_at": SIX}, {"starts_at": "", "other_time": "18:00"}])
def test_a_time_of_two_services_is_asked_about_and_then_booked(
    host: Desk, early: Service, typed: dict[str, Any]
) -> None:
    answer = host.sends("bookings/new/", **{**TYPED, **typed})
    assert (answer.status_code, NEEDED in text_of(answer)) == (422, True)
    assert host.sends("bookings/new/", **{**TYPED, **typed, "service_key": early.key}).status_code == 302
    assert Booking.objects.get().service == early


@pytest.mark.parametrize("start", ["tonight|", "|", "||", "|x", "2026-12-05T18:00|no-such", "x\x00|y"])
def test_a_start_that_makes_no_sense_is_said(host: Desk, early: Service, start: str) -> None:
    assert host.sends("bookings/new/", **{**TYPED, "starts_at": start}).status_code == 422


def test_a_booking_is_moved_between_two_services_of_one_start(
    host: Desk, house: House, early: Service, now: datetime
) -> None:
    make_service(house.restaurant, house.plan, name="Supper", first_start=time(22), last_start=time(22))
    row = book(house, now, "2026-12-05 22:00")
    path = f"bookings/{row.code}/change/"
    typed: dict[str, Any] = {"date": "2026-12-05", "time": "18:00", "party_size": "2"}
    kept = {**typed, "service_key": row.service.key if row.service else ""}
    answer = host.sends(path, **kept, version=row.version)
    assert (answer.status_code, NEEDED in text_of(answer)) == (422, True)
    assert host.sends(path, **{**typed, "service_key": early.key}, version=row.version).status_code == 302
    row.refresh_from_db()
    assert (row.service, f"{row.ends_at:%H:%M}") == (early, "19:15")


def test_one_service_is_asked_why(host: Desk, house: House, early: Service) -> None:
    asked = {"date": "2026-12-05", "time": "18:00"}
    both = host.sees("bookings/why/", **asked)
    only = host.sees("bookings/why/", **asked, service_key=early.key)
    assert ("Dinner On offer" in both, "Pre-theatre On offer" in both) == (True, True)
    assert ("Dinner On offer" in only, "Pre-theatre On offer" in only) == (False, True)
    assert "On offer" not in host.sees("bookings/why/", **asked, service_key="no-such")

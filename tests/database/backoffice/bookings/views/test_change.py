"""How is a booking given another time, party or table?"""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import pytest

from entracte.bookings.models import Booking
from tests.database.backoffice.desk import Desk
from tests.house import House, book, edit

SOON = "2026-12-04 18:30"


@pytest.fixture
def booking(house: House, now: datetime) -> Booking:
    return book(house, now, SOON, requests="A quiet corner")


def test_a_booking_is_moved_to_another_time_party_and_table(
    house: House, host: Desk, booking: Booking
) -> None:
    typed: dict[str, Any] = {
        "date": "2026-12-04",
        "time": "20:00",
        "end": "20:00",
        "party_size": 4,
        "version": 1,
    }
    answer = host.sends(
        f"bookings/{booking.code}/change/", **{**typed, "end": "22:15", "table": house.tables["4"].key}
    )
    booking.refresh_from_db()
    assert (answer.status_code, booking.party_size, f"{booking.ends_at:%H:%M}") == (302, 4, "22:15")
    assert booking.booked_tables.get().table.name == "4"


def test_a_time_off_the_grid_stands_beside_its_field_with_what_was_typed(
    host: Desk, booking: Booking
) -> None:
    answer = host.sends(
        f"bookings/{booking.code}/change/", date="2026-12-04", time="18:07", party_size=2, version=1
    )
    page = answer.content.decode()
    assert (answer.status_code, 'value="18:07"' in page, "No service has a start" in page) == (
        422,
        True,
        True,
    )


def end_shown(host: Desk, booking: Booking, **typed: str) -> tuple[str, str]:
    """Ask for the end as the form does, and return what its two fields hold."""
    usual = f"{(booking.ends_at):%H:%M}"
    asked = {
        "date": "2026-12-04",
        "time": "18:30",
        "party_size": "2",
        "service_key": "",
        "end": usual,
        "usual_end": usual,
        **typed,
    }
    page = host.opens(f"bookings/{booking.code}/change/end/?{urlencode(asked)}").content.decode()
    return value_of(page, "end"), value_of(page, "usual_end")


def value_of(page: str, name: str) -> str:
    """Return hours and minutes of a field, '' where it is empty."""
    [field] = [each for each in re.findall(r"<input[^>]*>", page) if f'name="{name}"' in each]
    value = re.search(r'value="([^"]*)"', field)
    return value[1][:5] if value else ""


@pytest.mark.parametrize(
    "typed, end",
    [
        ({"party_size": "4"}, "20:15"),
        ({"party_size": "6"}, "20:30"),
        ({"time": "19:00"}, "20:30"),
        ({"time": "19:00", "party_size": "4"}, "20:45"),
        ({"time": "21:30", "party_size": "6"}, "23:30"),
        ({}, "20:00"),
    ],
)
def test_the_end_follows_party_and_start_as_the_move_will_have_it(
    host: Desk, booking: Booking, typed: dict[str, str], end: str
) -> None:
    assert end_shown(host, booking, **typed) == (end, end)
    sent: dict[str, Any] = {"date": "2026-12-04", "time": "18:30", "party_size": "2", "version": "1", **typed}
    host.sends(f"bookings/{booking.code}/change/", **sent, end=end, usual_end=end)
    booking.refresh_from_db()
    assert f"{booking.ends_at:%H:%M}" == end


def test_an_end_that_was_typed_by_hand_stays_and_one_that_was_emptied_follows_again(
    host: Desk, booking: Booking
) -> None:
    assert end_shown(host, booking, party_size="4", end="22:00") == ("22:00", "20:00")
    assert end_shown(host, booking, party_size="4", end="") == ("20:15", "20:15")
    sent: dict[str, Any] = {"date": "2026-12-04", "time": "18:30", "party_size": "4", "version": "1"}
    host.sends(f"bookings/{booking.code}/change/", **sent, end="22:00", usual_end="20:00")
    booking.refresh_from_db()
    assert f"{booking.ends_at:%H:%M}" == "22:00"


@pytest.mark.parametrize(
    "typed", [{"time": "18:07"}, {"time": "x"}, {"party_size": "0"}, {"date": "2026-13-40"}]
)
def test_an_end_that_cannot_be_worked_out_is_no_error(
    host: Desk, booking: Booking, typed: dict[str, str]
) -> None:
    assert end_shown(host, booking, **typed)[0] in ("", "20:00")


@pytest.mark.parametrize(
    "party_size, tables, remark",
    [
        (4, ["1"], "Table 1 takes parties of 1 to 2."),
        (1, ["4"], "Table 4 takes parties of 2 to 6."),
        (6, ["1", "2"], "The tables 1 and 2 take 4 together."),
        (4, ["1", "2"], ""),
        (2, ["3"], ""),
    ],
)
def test_tables_chosen_by_hand_take_any_party_and_say_when_covers_do_not_suit(
    house: House, host: Desk, booking: Booking, party_size: int, tables: list[str], remark: str
) -> None:
    first, *more = [house.tables[name].key for name in tables]
    typed: dict[str, Any] = {
        "date": "2026-12-04",
        "time": "18:30",
        "party_size": party_size,
        "version": 1,
        "table": first,
        "more_tables": more,
    }
    host.sends(f"bookings/{booking.code}/change/", **typed)
    booking.refresh_from_db()
    assert booking.party_size == party_size
    assert f"Changed. {remark}".strip() in host.sees(f"bookings/{booking.code}/")


def test_who_shrinks_below_its_table_is_said_so(house: House, host: Desk, now: datetime) -> None:
    edit(house, house.tables["4"], min_covers=4)
    row = book(house, now, SOON, party_size=5, email="b@example.org")
    typed: dict[str, Any] = {"date": "2026-12-04", "time": "18:30", "party_size": 3, "version": 1}
    host.sends(f"bookings/{row.code}/change/", **typed)
    assert "Changed. Table 4 takes parties of 4 to 6." in host.sees(f"bookings/{row.code}/")

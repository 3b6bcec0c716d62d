"""How is a booking given another time, party or table?"""

from datetime import datetime
from typing import Any

import pytest

from entracte.bookings.models import Booking
from tests.database.backoffice.desk import Desk
from tests.house import House, book

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

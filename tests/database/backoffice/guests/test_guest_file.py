"""Do a manager's presses give out all that is kept of a guest, and erase the guest?"""

from __future__ import annotations

import json
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from entracte.bookings.models import Booking
from entracte.guests.models import Guest
from tests.builders import at
from tests.database.backoffice.desk import Desk
from tests.house import House, book

pytestmark = pytest.mark.rule("D40")


@pytest.fixture
def booking(house: House, now: datetime) -> Booking:
    return book(house, now, requests="A window of her own")


def test_the_file_holds_what_was_typed(manager: Desk, booking: Booking) -> None:
    answer = manager.sends(f"guests/{booking.guest.key}/file/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="everything.zip"'
    with ZipFile(BytesIO(answer.content)) as bundle:
        assert bundle.namelist() == ["everything.html", "everything.json"]
        page, data = bundle.read("everything.html").decode(), json.loads(bundle.read("everything.json"))
    assert data["bookings"][0]["requests"] == "A window of her own"
    assert "A window of her own" in page
    assert "The Prompt Side kept this on" in page


def test_a_guest_with_a_booking_to_come_stays(manager: Desk, booking: Booking) -> None:
    assert manager.sends(f"guests/{booking.guest.key}/erase/").status_code == 302
    assert "This guest has a booking to come." in manager.sees(f"guests/{booking.guest.key}/")
    assert Guest.objects.get().last_name == "Lima"


def test_who_is_erased_is_found_no_more_and_the_booking_stays(manager: Desk, booking: Booking) -> None:
    Booking.objects.update(starts_at=at("2026-11-04 19:00"), ends_at=at("2026-11-04 21:00"))
    assert manager.sends(f"guests/{booking.guest.key}/erase/").status_code == 302
    assert "Erased. The bookings stay for your figures" in manager.sees("guests/")
    assert manager.opens(f"guests/{booking.guest.key}/").status_code == 404
    assert manager.opens(f"bookings/{booking.code}/").status_code == 404
    fresh = Booking.objects.get()
    assert "The guest was erased" in manager.sees(f"bookings/{fresh.code}/")
    assert "Lima" not in manager.sees(f"bookings/{fresh.code}/")

"""Is a booking pinned where parties make room?"""

from __future__ import annotations

from datetime import datetime

from entracte.bookings.models import Booking
from tests.database.backoffice.desk import Desk
from tests.house import House, book


def test_a_booking_is_pinned_where_parties_make_room(house: House, host: Desk, now: datetime) -> None:
    row = book(house, now, "2026-12-05 19:00")
    assert "Pin to its tables" not in host.sees(f"bookings/{row.code}/")
    house.restaurant.makes_room = True
    house.restaurant.save()
    assert "Pin to its tables" in host.sees(f"bookings/{row.code}/")
    host.sends(f"bookings/{row.code}/move/", to="pin", version=row.version)
    row = Booking.objects.get()
    assert (row.is_pinned, "Let it make room for others" in host.sees(f"bookings/{row.code}/")) == (
        True,
        True,
    )
    host.sends(f"bookings/{row.code}/move/", to="unpin", version=row.version)
    assert Booking.objects.get().is_pinned is False

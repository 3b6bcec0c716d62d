"""Is a time that is missing explained?"""

from __future__ import annotations

from datetime import datetime

from tests.database.backoffice.desk import Desk, text_of
from tests.house import House


def test_a_time_that_is_missing_is_explained(house: House, host: Desk, now: datetime) -> None:
    page = host.sees("bookings/why/")
    assert ("Ask" in page, "on offer:" in page.lower()) == (True, False)
    asked = {"date": "2026-12-05", "time": "19:00"}
    assert "Dinner On offer: table 1, seats 1 to 2, no seat wasted." in host.sees("bookings/why/", **asked)
    refused = host.sees("bookings/why/", **asked, party_size="9")
    assert "Dinner Party: up to 6 at the largest table." in refused
    assert "Party: online up to 6." in host.sees("bookings/why/", **asked, party_size="9", who="online")
    assert "Write a time such as 18:00" in text_of(host.opens("bookings/why/", date="2026-12-05", time="7pm"))

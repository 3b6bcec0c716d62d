"""How is a party seated that stands at the door?"""

from datetime import datetime
from typing import Any

from entracte.bookings.models import Booking
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House


def test_a_walk_in_is_seated_now_without_a_name(host: Desk, now: datetime) -> None:
    host.sends("bookings/walk-in/", party_size="2")
    row = Booking.objects.get()
    assert (row.source, row.status, row.seated_at is not None) == ("walk_in", "confirmed", True)
    assert "Walk-in" in host.sees()


def test_a_walk_in_needs_a_party(host: Desk) -> None:
    answer = host.sends("bookings/walk-in/", last_name="Sato")
    page = answer.content.decode()
    assert (answer.status_code, "Say how many people come." in page, 'value="Sato"' in page) == (
        422,
        True,
        True,
    )


def test_a_walk_in_that_no_table_takes_is_shown(host: Desk) -> None:
    answer = host.sends("bookings/walk-in/", larger_party="40")
    assert (answer.status_code, "No table is large enough" in text_of(answer)) == (422, True)


def test_a_walk_in_may_share_a_table_knowingly(house: House, host: Desk, now: datetime) -> None:
    host.sends("bookings/walk-in/", party_size="2", table=house.tables["1"].key)
    again: dict[str, Any] = {"party_size": "2", "table": house.tables["1"].key}
    assert "No table is free" in text_of(host.sends("bookings/walk-in/", **again))
    host.sends("bookings/walk-in/", **again, past_limit="yes", reason="Friends of theirs", shares_tables="on")
    assert [row.booked_tables.get().is_shared for row in Booking.objects.order_by("pk")] == [False, True]
    assert host.sees().count("1 shared") == 2

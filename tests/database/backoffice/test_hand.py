"""Can staff block tables, pin and swap parties, and read why a time is not on offer?"""

from __future__ import annotations

from datetime import datetime

from entracte.bookings.models import Block, BookedTable, Booking
from tests.builders import at
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, book, held

SPAN = {
    "first_date": "2026-12-05",
    "first_time": "18:00",
    "last_date": "2026-12-05",
    "last_time": "23:00",
    "reason": "Kept for the cast",
}


def test_tables_are_blocked_and_given_back(house: House, host: Desk) -> None:
    assert "No table is blocked." in host.sees("bookings/blocks/")
    host.sends("bookings/blocks/", tables=[house.tables["1"].key, house.tables["2"].key], **SPAN)
    block = Block.objects.get()
    assert (block.starts_at, block.ends_at) == (at("2026-12-05 18:00"), at("2026-12-05 23:00"))
    page = host.sees("bookings/blocks/")
    assert "Table 1, 2 Sat 5 Dec 18:00 to Sat 5 Dec 23:00 Kept for the cast, Host" in page.replace(" ,", ",")
    host.sends(f"bookings/blocks/{block.key}/")
    assert (Block.objects.count(), BookedTable.objects.count()) == (0, 0)


def test_a_block_names_the_bookings_in_its_way(house: House, host: Desk, now: datetime) -> None:
    book(house, now, "2026-12-05 19:00")
    answer = host.sends("bookings/blocks/", tables=[house.tables["1"].key], **SPAN)
    told = "Booked: Ana Lima (Sat 5 Dec 19:00). Move them first."
    assert (answer.status_code, told in text_of(answer), Block.objects.count()) == (422, True, 0)


def test_a_block_needs_a_table_and_an_end_after_its_start(house: House, host: Desk) -> None:
    page = text_of(host.sends("bookings/blocks/", **SPAN))
    assert "Choose one table or more." in page
    odd = {**SPAN, "last_time": "17:00", "tables": [house.tables["1"].key]}
    assert "The end must be after the start." in text_of(host.sends("bookings/blocks/", **odd))


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


def test_two_parties_swap_tables_and_a_tight_fit_needs_a_reason(
    house: House, host: Desk, now: datetime
) -> None:
    pair = book(house, now, "2026-12-05 19:00")
    four = book(house, now, "2026-12-05 19:30", party_size=4, email="b@example.org", last_name="Weiss")
    assert "Table 3 · 19:30 · 4 · Ana Weiss" in host.sees(f"bookings/{pair.code}/swap/")
    typed = {"other": four.code, "version": pair.version}
    answer = host.sends(f"bookings/{pair.code}/swap/", **typed)
    assert (answer.status_code, "Why all the same?" in text_of(answer)) == (422, True)
    host.sends(f"bookings/{pair.code}/swap/", **typed, past_limit="yes", reason="They asked for the window")
    assert (held(pair)[0][0], held(four)[0][0]) == ("3", "1")


def test_a_party_alone_has_nobody_to_swap_with(house: House, host: Desk, now: datetime) -> None:
    row = book(house, now, "2026-12-05 19:00")
    assert "No other party of this date has a table to swap." in host.sees(f"bookings/{row.code}/swap/")


def test_a_time_that_is_missing_is_explained(house: House, host: Desk, now: datetime) -> None:
    page = host.sees("bookings/why/")
    assert ("Ask" in page, "on offer:" in page.lower()) == (True, False)
    asked = {"date": "2026-12-05", "time": "19:00"}
    assert "Dinner On offer: table 1, seats 1 to 2, no seat wasted." in host.sees("bookings/why/", **asked)
    refused = host.sees("bookings/why/", **asked, party_size="9")
    assert "Dinner Party: up to 6 at the largest table." in refused
    assert "Party: online up to 6." in host.sees("bookings/why/", **asked, party_size="9", who="online")
    assert "Enter a valid time" in text_of(host.opens("bookings/why/", date="2026-12-05", time="7pm"))

"""How are tables blocked and given back?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from entracte.bookings.models import Block, BookedTable
from tests.builders import at
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, book

SPAN: dict[str, Any] = {
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
    shown = "Booked: Ana Lima (Sat 5 Dec 19:00). Move them first."
    assert (answer.status_code, shown in text_of(answer), Block.objects.count()) == (422, True, 0)


def test_a_block_needs_a_table_and_an_end_after_its_start(house: House, host: Desk) -> None:
    page = text_of(host.sends("bookings/blocks/", **SPAN))
    assert "Choose one table or more." in page
    odd: dict[str, Any] = {**SPAN, "last_time": "17:00", "tables": [house.tables["1"].key]}
    assert "The end must be after the start." in text_of(host.sends("bookings/blocks/", **odd))

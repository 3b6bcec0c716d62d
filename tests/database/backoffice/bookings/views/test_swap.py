"""How do two parties swap their tables?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, book, held


def test_two_parties_swap_tables_and_a_tight_fit_needs_a_reason(
    house: House, host: Desk, now: datetime
) -> None:
    pair = book(house, now, "2026-12-05 19:00")
    four = book(house, now, "2026-12-05 19:30", party_size=4, email="b@example.org", last_name="Weiss")
    assert "Table 3 · 19:30 · 4 · Ana Weiss" in host.sees(f"bookings/{pair.code}/swap/")
    typed: dict[str, Any] = {"other": four.code, "version": pair.version}
    answer = host.sends(f"bookings/{pair.code}/swap/", **typed)
    assert (answer.status_code, "Why all the same?" in text_of(answer)) == (422, True)
    host.sends(f"bookings/{pair.code}/swap/", **typed, past_limit="yes", reason="They asked for the window")
    assert (held(pair)[0][0], held(four)[0][0]) == ("3", "1")


def test_a_party_alone_has_nobody_to_swap_with(house: House, host: Desk, now: datetime) -> None:
    row = book(house, now, "2026-12-05 19:00")
    assert "No other party of this date has a table to swap." in host.sees(f"bookings/{row.code}/swap/")

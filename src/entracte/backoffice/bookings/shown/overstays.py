"""Parties that still sit at a table where the next party is due: the warnings above the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from entracte.backoffice.bookings.shown.names import name_of
from entracte.backoffice.house.access import Desk
from entracte.bookings.overstays import overstays_to_come

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

# So long before the next party is due, the host reads who still sits at its table.
WARN_AHEAD = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class OverstayLine:
    """One table, who sits there past their end, and who is due."""

    table: str
    late: Booking
    late_name: str
    following: Booking
    following_name: str


def overstays_on(desk: Desk, day: date) -> list[OverstayLine]:
    """Return the overstays to come where the date is today; on any other date no party sits yet."""
    if day != desk.tonight:
        return []
    return [
        OverstayLine(each.table_name, each.late, name_of(each.late), each.following, name_of(each.following))
        for each in overstays_to_come(desk.restaurant.pk, desk.now, WARN_AHEAD)
    ]

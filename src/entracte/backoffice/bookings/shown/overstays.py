"""Who still sits at a table that the next party is due at? In words for the top of the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from entracte.backoffice.bookings.shown.diary import name_of
from entracte.backoffice.house.access import Desk
from entracte.bookings.overstays import overstays_to_come

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

# So long before the next party is due, the host hears who still sits at its table.
WARN_AHEAD = timedelta(minutes=45)


@dataclass(frozen=True, slots=True)
class ClashLine:
    """One table, who sits there past their end, and who is due."""

    table: str
    late: Booking
    late_name: str
    following: Booking
    following_name: str


def clashes_on(desk: Desk, day: date) -> list[ClashLine]:
    """Return the clashes to come where the date is today; on any other nobody sits yet."""
    if day != desk.today:
        return []
    return [
        ClashLine(
            clash.table_name, clash.late, name_of(clash.late), clash.following, name_of(clash.following)
        )
        for clash in overstays_to_come(desk.restaurant.pk, desk.now, WARN_AHEAD)
    ]

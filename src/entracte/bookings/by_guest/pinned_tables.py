"""The tables that staff pinned a booking to: it keeps them where its guest changes it and they still suit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from entracte.availability.fit import Spot, fitting_spots
from entracte.bookings.actions.search import only_spot
from entracte.bookings.models import BookedTable
from entracte.bookings.tables.chosen import ANY_PARTY
from entracte.bookings.tables.suits import wish_for

if TYPE_CHECKING:
    from entracte.availability.rules import Rules
    from entracte.availability.service import Service
    from entracte.bookings.models import Booking


def tables_now(booking: Booking) -> set[int]:
    """Return the tables that the booking has. One query."""
    return set(BookedTable.objects.filter(booking=booking).values_list("table_id", flat=True))


def rules_of_pinned(booking: Booking, rules: Rules, party_size: int) -> Rules | None:
    """Return the rules with nothing but the booking's pinned tables to sit at; None where it is not pinned.

    A service counts where they stand on its plan and suit the party. One that does not grow keeps what staff
    gave it, though it is small for it. At most one query.
    """
    table_ids = tables_now(booking) if booking.is_pinned else set()
    if not table_ids:
        return None
    services = tuple(each for each in rules.services if _suits(booking, each, party_size, table_ids))
    spot = Spot(tuple(sorted(table_ids)), "", 1, ANY_PARTY)
    return only_spot(replace(rules, services=services), spot)


def _suits(booking: Booking, service: Service, party_size: int, table_ids: set[int]) -> bool:
    if not table_ids <= service.plan.by_id.keys():
        return False
    wish = replace(wish_for(booking), party_size=party_size)
    fitting = fitting_spots(service.plan, wish)
    return party_size <= booking.party_size or any(set(spot.table_ids) == table_ids for spot in fitting)

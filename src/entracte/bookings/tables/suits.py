"""Whether tables suit a booking by the present rules."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from entracte.availability.fit import Wish, fitting_spots
from entracte.availability.rules import Rules
from entracte.availability.service import Service

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


def current_service(rules: Rules, booking: Booking) -> Service | None:
    """Return the booking's service where that is still in use."""
    return next((each for each in rules.services if each.id == booking.service_id), None)


def wish_for(booking: Booking) -> Wish:
    """Return what the booking needs of its tables, for whomever they are kept."""
    return Wish(
        booking.party_size,
        is_online=False,
        is_walk_in=True,
        needs_step_free=booking.needs_step_free,
        high_chairs=booking.high_chairs,
    )


def tables_suit(rules: Rules, booking: Booking, table_ids: Collection[int]) -> bool:
    """Say whether these are, on the plan of its service, a table or a combination for such a party."""
    service = current_service(rules, booking)
    if service is None:
        return False
    wanted = set(table_ids)
    return any(set(spot.table_ids) == wanted for spot in fitting_spots(service.plan, wish_for(booking)))

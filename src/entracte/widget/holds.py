"""A slot is held for the guest who chose it and begins to type, where that is possible."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from entracte.bookings.actions.hold import hold_slot
from entracte.restaurants.addresses import masked_address, masked_network
from entracte.widget.throttle import count_hold

if TYPE_CHECKING:
    from django.http import HttpRequest

    from entracte.bookings.models import Hold
    from entracte.restaurants.models import Widget
    from entracte.widget.requests import HoldWish


def hold_for_visitor(request: HttpRequest, *, widget: Widget, wish: HoldWish, now: datetime) -> Hold:
    """Hold the slot of this wish. Raises TooManyHoldTries, and what the book refuses."""
    address = masked_address(request)
    count_hold(widget=widget, address=address, now=now)
    return hold_slot(
        restaurant=widget.restaurant,
        widget=widget,
        visitor=wish.visitor,
        address=address,
        starts_at=wish.starts_at,
        party_size=wish.party_size,
        now=now,
        service_key=wish.service_key,
        network=masked_network(request),
    )

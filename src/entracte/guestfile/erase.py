"""Erase a guest: what is left are bookings that say of nobody who came (D40)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte.bookings.guest_data.erase import erasing_bookings
from entracte.boxoffice.guest_data.erase import erase_bridge
from entracte.guests.guest_data.erase import erase_profiles, own_addresses
from entracte.guests.queries import person_ids
from entracte.mail.guest_data.erase import erase_letters

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.guests.models import Guest
    from entracte.restaurants.models import Restaurant


def erase_guest(*, restaurant: Restaurant, guest: Guest, asker: Asker, reason: str = "") -> None:
    """Erase this profile and those merged with it, with all that is kept of them in this restaurant.

    One transaction; Spektrix is not written. May be called twice. `reason` stands in the history of the
    bookings. Raises BookingToCome.
    """
    ids = person_ids(guest)
    addresses = own_addresses(ids)
    with erasing_bookings(restaurant=restaurant, guest_ids=ids, asker=asker, reason=reason) as bookings:
        erase_bridge(restaurant_id=restaurant.pk, guest_id=guest.pk, bookings=bookings, at=asker.now)
        erase_letters(restaurant_id=restaurant.pk, bookings=bookings, addresses=addresses)
        erase_profiles(ids, with_bookings={each.guest_id for each in bookings})

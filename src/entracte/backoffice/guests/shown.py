"""What the profile of a guest shows: the link to the box office, other profiles of the person, bookings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from entracte.backoffice.house.access import Desk
from entracte.backoffice.house.party_state import PartyState, state_of
from entracte.bookings.queries import bookings_of, visits_of
from entracte.boxoffice.queries import link_state
from entracte.guests.queries import guest_by_key, merged_into, person_ids

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
    from entracte.guests.models import Guest


@dataclass(frozen=True, slots=True)
class GuestBooking:
    """One booking of the guest, with how its party stands."""

    booking: Booking
    state: PartyState


def guest_context(desk: Desk, guest: Guest) -> dict[str, Any]:
    """Return what the page of a guest is rendered from, the form aside."""
    ids = person_ids(guest)
    link = link_state(guest)
    same = [other for key in link.others if (other := guest_by_key(desk.restaurant, key))]
    return {
        "guest": guest,
        "link": link,
        "same": [other for other in same if other.merged_into_id is None],
        "merged": merged_into(guest),
        "lines": [GuestBooking(booking, state_of(booking, desk.now)) for booking in bookings_of(ids)],
        "visits": visits_of(ids),
    }

"""The starts that staff may offer to a party on a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from entracte.availability.fit import Wish
from entracte.backoffice.house.access import Desk
from entracte.bookings.queries import offers_for

# A start that has just passed may still be given to a party on the phone.
JUST_PASSED = timedelta(minutes=15)
NO_SLOT_SENTENCES = {
    "closed": "No service runs on this date.",
    "full": "No table is free for this party on this date.",
    "no_table_for_party": "No table takes a party of this size on this date. Choose tables by hand.",
}


@dataclass(frozen=True, slots=True)
class ServiceStarts:
    """The starts of one service that a party can have."""

    key: str
    name: str
    starts: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Slots:
    """The starts that a party can have on a date, by service."""

    day: date
    party_size: int
    services: tuple[ServiceStarts, ...]
    no_slot_sentence: str


def slots_for(desk: Desk, day: date, party_size: int) -> Slots:
    """Return what staff may offer: notice, horizon and online limits do not bind them."""
    answer = offers_for(
        restaurant=desk.restaurant, date=day, wish=Wish(party_size, is_online=False), now=desk.now
    )
    by_service: dict[tuple[str, str], list[datetime]] = {}
    for offer in answer.offers:
        if offer.starts_at >= desk.now - JUST_PASSED:
            by_service.setdefault((offer.service_key, offer.service_name), []).append(offer.starts_at)
    why = "" if by_service else NO_SLOT_SENTENCES.get(answer.state.value, "No start is left on this date.")
    services = tuple(ServiceStarts(*service, tuple(starts)) for service, starts in by_service.items())
    return Slots(day, party_size, services, why)

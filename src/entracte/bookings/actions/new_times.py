"""The times and the party of a booking that is moved, and the limits that they meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from entracte.availability.fit import Wish
from entracte.availability.offers import offer_at
from entracte.availability.refusals import NotOffered, OffGrid, PartyTooLarge
from entracte.availability.rules import Rules
from entracte.availability.service import Service
from entracte.availability.times import in_utc
from entracte.bookings.actions.service_run import run_at, run_nearest
from entracte.bookings.errors import ImpossibleEnd
from entracte.bookings.models import Booking
from entracte.bookings.tables.sittings import sittings_over, span_of_turns

if TYPE_CHECKING:
    from entracte.bookings.actions.move_request import MoveRequest
    from entracte.bookings.actions.new_tables import TablesBefore

LONGEST = timedelta(days=1)


def set_times(booking: Booking, move: MoveRequest, rules: Rules) -> Service | None:
    """Set start, end, party and service day; return the booking's service, None where it is out of use."""
    starts_at = in_utc(move.starts_at or booking.starts_at)
    party_size = move.party_size or booking.party_size
    service = next((each for each in rules.services if each.id == booking.service_id), None)
    is_other_service = bool(move.service_key) and (service is None or service.key != move.service_key)
    is_other_turn = is_other_service or (starts_at, party_size) != (booking.starts_at, booking.party_size)
    if is_other_service or starts_at != booking.starts_at:
        service, booking.service_date = _run(booking, move, rules, starts_at, party_size)
        booking.service_id = service.id
    minutes = service.turn_minutes(party_size) if service and is_other_turn else booking.turn_minutes
    ends_at = in_utc(move.ends_at) if move.ends_at else starts_at + timedelta(minutes=minutes)
    if not timedelta() < ends_at - starts_at <= LONGEST:
        raise ImpossibleEnd
    booking.starts_at, booking.ends_at, booking.party_size = starts_at, ends_at, party_size
    booking.turn_minutes = max(int((ends_at - starts_at).total_seconds() // 60), 1)
    booking.reset_minutes = service.reset_minutes if service and is_other_turn else booking.reset_minutes
    return service


def _run(
    booking: Booking, move: MoveRequest, rules: Rules, starts_at: datetime, party_size: int
) -> tuple[Service, date]:
    """Return the service and the date of a new start; with an override the nearest, where none has it."""
    try:
        return run_at(rules, starts_at, service_key=move.service_key, rather=booking.service_id)
    except OffGrid:
        if move.override is None:
            raise
        return run_nearest(rules, starts_at, party_size, move.service_key)


def find_limits_passed(booking: Booking, move: MoveRequest, rules: Rules, before: TablesBefore) -> list[str]:
    """Return the limit that an override lets the new start or the larger party past; raise it without one.

    The tables are looked at next.
    """
    refusal = _refusal(booking, move, rules, before)
    if refusal is None:
        return []
    if move.override is None:
        raise refusal
    return [refusal.limit]


def _refusal(booking: Booking, move: MoveRequest, rules: Rules, before: TablesBefore) -> NotOffered | None:
    is_other_start = (booking.starts_at, booking.service_id) != (before.starts_at, before.service_id)
    if not is_other_start and booking.party_size <= before.party_size:
        return None
    only = tuple(each for each in rules.services if each.id == booking.service_id)
    rules = replace(rules, services=only, makes_room=False)
    span = span_of_turns(rules, booking.starts_at, booking.party_size)
    taken = sittings_over(booking.restaurant_id, span, now=before.now, except_party=booking.pk)
    wish = Wish(booking.party_size, is_online=False)
    try:
        offer_at(starts_at=booking.starts_at, wish=wish, rules=rules, sittings=taken, now=before.now)
    except PartyTooLarge as refusal:
        return None if move.tables else refusal
    except OffGrid as refusal:
        # its service is out of use, or starts at other times by now
        return refusal if is_other_start else None
    except NotOffered as refusal:
        return refusal if refusal.limit else None
    return None

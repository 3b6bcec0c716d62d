"""How do staff move a booking? Another time, party, table or end, never onto another's table by chance."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.availability.rules import Rules
from entracte.availability.times import in_utc
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.new_tables import TablesBefore, find_spot, write_tables
from entracte.bookings.actions.new_times import find_limits_passed, set_times
from entracte.bookings.actions.search import dates_of
from entracte.bookings.errors import IllegalChange, OffGrid
from entracte.bookings.history import MOVED, record, state_of
from entracte.bookings.locked_booking import lock_booking, refuse_stale
from entracte.bookings.models import Booking
from entracte.bookings.overrides import SHARED_TABLE, override_reason, require_reason
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.bookings.transitions import OPEN
from entracte.dining.seating_rules import current_rules

if TYPE_CHECKING:
    from entracte.restaurants.models import Account, Restaurant


@retry_on_conflict
def move_booking(
    *,
    booking_id: int,
    restaurant: Restaurant,
    move: MoveRequest,
    actor: Account | None,
    now: datetime,
    version: int | None = None,
) -> Booking:
    """Move a booking that is Pending, Pending Payment or Confirmed. It keeps its tables where they will do.

    Another start or a larger party keeps to pacing and closures, unless overridden. A party that sits
    already has other tables from now on only; whoever had them before does not matter. Locks the service
    days of both times in order, then the booking. Raises SlotGone, PacingReached, Closed, OffGrid,
    PartyTooLarge, UnknownTable, OddEnd, NoReason, IllegalChange, StalePage, UnknownBooking; then nothing is
    written.
    """
    require_reason(move.override)
    with transaction.atomic():
        rules = current_rules(restaurant)
        booking = lock_booking(restaurant=restaurant, booking_id=booking_id, also=_days(rules, move))
        refuse_stale(booking, version)
        if booking.status not in OPEN or booking.left_at is not None:
            raise IllegalChange
        before = state_of(booking)
        had = TablesBefore.of(booking, now)
        service = set_times(booking, move, rules)
        passed = find_limits_passed(booking, move, rules, had, now)
        spot, shared_ids = find_spot(booking, move, service, had)
        booking.is_pinned = booking.is_pinned or bool(move.tables)
        booking.version += 1
        booking.save()
        write_tables(booking, had, spot, shared_ids=shared_ids)
        reason = override_reason(move.override, [*passed, *([SHARED_TABLE] if shared_ids else [])])
        record(booking=booking, what=MOVED, before=before, actor=actor, now=now, reason=reason)
    return booking


def _days(rules: Rules, move: MoveRequest) -> set[date]:
    """Return the service days whose grids may have the new start."""
    if move.starts_at is None:
        return set()
    if not MINYEAR < move.starts_at.year < MAXYEAR:
        raise OffGrid
    start = in_utc(move.starts_at)
    return dates_of(rules, start) or {start.astimezone(rules.zone).date()}

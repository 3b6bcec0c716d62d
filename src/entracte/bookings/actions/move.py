"""Move a booking to another time, party, table or end, never onto another's table by chance."""

from __future__ import annotations

from copy import copy
from datetime import MAXYEAR, MINYEAR, date, datetime
from typing import TYPE_CHECKING

from entracte.availability.refusals import OffGrid
from entracte.availability.rules import Rules
from entracte.availability.times import in_utc
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.new_tables import TablesBefore, find_spot, write_tables
from entracte.bookings.actions.new_times import find_limits_passed, set_times
from entracte.bookings.actions.search import dates_of
from entracte.bookings.changing import changing
from entracte.bookings.errors import IllegalChange
from entracte.bookings.history import MOVED
from entracte.bookings.models import Booking
from entracte.bookings.overrides import SHARED_TABLE, override_reason, require_reason
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.bookings.transitions import OPEN
from entracte.dining.seating_rules import current_rules, rules_for
from entracte.refusal import Refusal

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.restaurants.models import Restaurant


@retry_on_conflict
def move_booking(
    *,
    booking_id: int,
    restaurant: Restaurant,
    move: MoveRequest,
    asker: Asker,
) -> Booking:
    """Move a booking that is Pending, Pending Payment or Confirmed. It keeps its tables where they will do.

    Another start or a larger party keeps to pacing and closures, unless overridden. A party that sits
    already has other tables from now on only; who had them before does not matter. Locks the service
    days of both times in order, then the booking. Raises SlotGone, PacingReached, Closed, OffGrid,
    PartyTooLarge, ServiceNeeded, UnknownTable, ImpossibleEnd, NoReason, IllegalChange, StalePage,
    UnknownBooking; then nothing is written.
    """
    require_reason(move.override)
    rules = current_rules(restaurant)
    with changing(
        booking_id=booking_id, restaurant=restaurant, asker=asker, what=MOVED, also=_days(rules, move)
    ) as change:
        booking = change.booking
        if booking.status not in OPEN or booking.left_at is not None:
            raise IllegalChange
        had = TablesBefore.of(booking, asker.now)
        service = set_times(booking, move, rules)
        passed = find_limits_passed(booking, move, rules, had)
        spot, shared_ids = find_spot(booking, move, service, had)
        write_tables(booking, had, spot, shared_ids=shared_ids)
        booking.is_pinned = booking.is_pinned or bool(move.tables)
        change.reason = override_reason(move.override, [*passed, *([SHARED_TABLE] if shared_ids else [])])
    return booking


def end_of_move(booking: Booking, restaurant: Restaurant, move: MoveRequest) -> datetime | None:
    """Return when the booking would end after this move, None where it cannot start then.

    Writes nothing, and looks at no table.
    """
    moved = copy(booking)
    try:
        set_times(moved, move, rules_for(restaurant))
    except Refusal:
        return None
    return moved.ends_at


def _days(rules: Rules, move: MoveRequest) -> set[date]:
    """Return the service days whose grids may have the new start."""
    if move.starts_at is None:
        return set()
    if not MINYEAR < move.starts_at.year < MAXYEAR:
        raise OffGrid
    start = in_utc(move.starts_at)
    return dates_of(rules, start, move.service_key) or {start.astimezone(rules.zone).date()}

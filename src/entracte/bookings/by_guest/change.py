"""A guest changes date, time, party or requests by the link: searched as any online booking (D37)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from entracte.availability import offers
from entracte.availability.fit import Wish
from entracte.availability.refusals import OffGrid, SlotGone
from entracte.availability.times import in_utc
from entracte.bookings.actions.assignment import Assignment, assignment_of
from entracte.bookings.actions.search import dates_of
from entracte.bookings.by_guest.rules import refuse_change
from entracte.bookings.changing import changing
from entracte.bookings.errors import NeedsAPerson
from entracte.bookings.history import MOVED
from entracte.bookings.holds.live import drop_expired_holds
from entracte.bookings.retry_on_conflict import is_table_taken, retry_on_conflict
from entracte.bookings.tables.same_person import other_sittings
from entracte.bookings.tables.sittings import sittings_over, span_of_days, span_of_turns
from entracte.bookings.tables.take import free_tables, take_tables
from entracte.dining.seating_rules import current_rules, rules_for

if TYPE_CHECKING:
    from entracte.availability.offers import DayAnswer
    from entracte.availability.rules import Rules
    from entracte.bookings.asker import Asker
    from entracte.bookings.models import Booking
    from entracte.restaurants.models import Restaurant

REQUESTS = "Requests changed"


@dataclass(frozen=True, slots=True)
class GuestChange:
    """What shall be different; None leaves it. `service_key` names the service of the start, where known."""

    starts_at: datetime | None = None
    party_size: int | None = None
    requests: str | None = None
    service_key: str = ""

    def times_of(self, booking: Booking) -> tuple[datetime, int]:
        """Return start and party as they are to be."""
        return self.starts_at or booking.starts_at, self.party_size or booking.party_size

    def is_so(self, booking: Booking) -> bool:
        """Say whether the booking is like this already: the button was pressed twice."""
        is_worded = self.requests is None or self.requests == booking.requests
        return is_worded and self.times_of(booking) == (booking.starts_at, booking.party_size)


def offers_for_change(booking: Booking, *, date: dt.date, party_size: int, now: datetime) -> DayAnswer:
    """Return what its guest may change to on a date: what anybody could book, were this booking not there.

    Promises nothing. One query, or five after an edit.
    """
    rules = _rules_for_guest(rules_for(booking.restaurant))
    span = span_of_days(rules, [date], party_size)
    taken = sittings_over(booking.restaurant_id, span, now=now, except_party=booking.pk)
    return offers.offers(date=date, wish=_wish(booking, party_size), rules=rules, sittings=taken, now=now)


@retry_on_conflict
def change_by_guest(*, booking_id: int, restaurant: Restaurant, asker: Asker, wanted: GuestChange) -> Booking:
    """Change a booking for its guest. The old table is kept until the new one is certain.

    Locks the service days of both times, then the booking. Raises AlreadyDone where nothing differs,
    PartyHasCome, TooLateForGuest, NeedsAPerson, IllegalChange, StalePage, UnknownBooking, and what a search
    online refuses; then nothing is written.
    """
    rules = current_rules(restaurant)
    also = _days(rules, wanted)
    with changing(
        booking_id=booking_id,
        restaurant=restaurant,
        asker=asker,
        what=MOVED,
        also=also,
        is_done=wanted.is_so,
    ) as change:
        booking = change.booking
        starts_at, party_size = wanted.times_of(booking)
        refuse_change(booking, party_size=party_size, now=asker.now)
        if (starts_at, party_size) != (booking.starts_at, booking.party_size):
            _change_times(booking, rules, starts_at, party_size, wanted.service_key, asker.now)
        if wanted.requests is not None and wanted.requests != booking.requests:
            booking.requests, change.reason = wanted.requests, REQUESTS
    return booking


def _days(rules: Rules, wanted: GuestChange) -> set[dt.date]:
    """Return the service days whose grids have the new start."""
    if wanted.starts_at is None:
        return set()
    if not dt.MINYEAR < wanted.starts_at.year < dt.MAXYEAR:
        raise OffGrid
    return dates_of(rules, in_utc(wanted.starts_at), wanted.service_key)


def _change_times(
    booking: Booking, rules: Rules, starts_at: datetime, party_size: int, service_key: str, now: datetime
) -> None:
    """Search under the locks, and give the booking what is found. Raises what a search refuses."""
    is_same_start = starts_at == booking.starts_at
    if is_same_start and not service_key and booking.service is not None:
        service_key = booking.service.key
    assignment = _found(booking, rules, starts_at, party_size, service_key, now)
    booking.party_size = party_size
    booking.service_id, booking.service_date = assignment.service_id, assignment.service_date
    booking.starts_at, booking.ends_at = assignment.starts_at, assignment.ends_at
    booking.turn_minutes = int((assignment.ends_at - assignment.starts_at).total_seconds() // 60)
    booking.reset_minutes, booking.is_pinned = assignment.reset_minutes, False
    if other_sittings(booking):
        # a second table at once waits for a person (D23)
        raise NeedsAPerson
    drop_expired_holds(booking.restaurant_id, now=now)
    try:
        with transaction.atomic():
            free_tables(booking)
            take_tables(booking, assignment.table_ids, assignment.starts_at, assignment.taken_until)
    except IntegrityError as error:
        if not is_table_taken(error):
            raise
        raise SlotGone from error


def _found(
    booking: Booking, rules: Rules, starts_at: datetime, party_size: int, service_key: str, now: datetime
) -> Assignment:
    rules = _rules_for_guest(rules)
    span = span_of_turns(rules, starts_at, party_size)
    taken = sittings_over(booking.restaurant_id, span, now=now, except_party=booking.pk)
    offer = offers.offer_at(
        starts_at=starts_at,
        wish=_wish(booking, party_size),
        rules=rules,
        sittings=taken,
        now=now,
        service_key=service_key,
    )
    return assignment_of(offer)


def _rules_for_guest(rules: Rules) -> Rules:
    """Return the rules by which no other party changes its table for this."""
    return replace(rules, makes_room=False)


def _wish(booking: Booking, party_size: int) -> Wish:
    return Wish(
        party_size,
        is_online=True,
        needs_step_free=booking.needs_step_free,
        high_chairs=booking.high_chairs,
    )

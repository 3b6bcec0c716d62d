"""A guest changes date, time, party or requests by the link: searched as any online booking (D37)."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from entracte.availability import offers
from entracte.availability.fit import Wish
from entracte.availability.refusals import NotOffered, OffGrid, SlotGone
from entracte.availability.times import in_utc
from entracte.bookings.actions.assignment import Assignment, assignment_of
from entracte.bookings.actions.search import dates_of
from entracte.bookings.by_guest.pinned_tables import rules_of_pinned, tables_now
from entracte.bookings.by_guest.rules import refuse_change
from entracte.bookings.changing import changing
from entracte.bookings.errors import NeedsAPerson
from entracte.bookings.history import MOVED
from entracte.bookings.holds.live import drop_expired_holds
from entracte.bookings.holds.wished_tables import give_way
from entracte.bookings.retry_on_conflict import is_table_taken, retry_on_conflict
from entracte.bookings.tables.chosen import ANY_PARTY
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


def offers_for_change(
    booking: Booking, *, date: dt.date, party_size: int, now: datetime, by_wish: bool = False
) -> DayAnswer:
    """Return what its guest may change to on a date: what anybody could book, were this booking not there.

    `by_wish`: or ask staff for, which the largest party online does not limit. Promises nothing. One query,
    or five after an edit.
    """
    rules = _rules_for_guest(rules_for(booking.restaurant), by_wish=by_wish)
    span = span_of_days(rules, [date], party_size)
    taken = sittings_over(booking.restaurant_id, span, now=now, except_party=booking.pk)
    return offers.offers(date=date, wish=_wish(booking, party_size), rules=rules, sittings=taken, now=now)


@retry_on_conflict
def change_by_guest(*, booking_id: int, restaurant: Restaurant, asker: Asker, wanted: GuestChange) -> Booking:
    """Change a booking for its guest. The old table is kept until the new one is certain.

    A wish that waits ends where date, time or party are changed. Locks the service days of both times, then
    the booking. Raises AlreadyDone where nothing differs, PartyHasCome, TooLateForGuest, NeedsAPerson,
    IllegalChange, StalePage, UnknownBooking, and what a search online refuses; then nothing is written.
    """
    rules = current_rules(restaurant)
    with changing(
        booking_id=booking_id,
        restaurant=restaurant,
        asker=asker,
        what=MOVED,
        also=days_of(rules, wanted),
        is_done=wanted.is_so,
    ) as change:
        booking = change.booking
        starts_at, party_size = wanted.times_of(booking)
        refuse_change(booking, party_size=party_size, now=asker.now)
        if (starts_at, party_size) != (booking.starts_at, booking.party_size):
            assignment = search_for_guest(booking, rules, wanted, now=asker.now)
            give_times(booking, assignment, party_size)
            if other_sittings(booking):
                # a second table at once waits for a person (D23)
                raise NeedsAPerson
            give_tables(booking, assignment, now=asker.now)
        if wanted.requests is not None and wanted.requests != booking.requests:
            booking.requests, change.reason = wanted.requests, REQUESTS
    return booking


def days_of(rules: Rules, wanted: GuestChange) -> set[dt.date]:
    """Return the service days whose grids have the new start."""
    if wanted.starts_at is None:
        return set()
    if not dt.MINYEAR < wanted.starts_at.year < dt.MAXYEAR:
        raise OffGrid
    return dates_of(rules, in_utc(wanted.starts_at), wanted.service_key)


def search_for_guest(
    booking: Booking, rules: Rules, wanted: GuestChange, *, now: datetime, by_wish: bool = False
) -> Assignment:
    """Search, under the locks, what its guest wants, as any booking online. Raises what a search refuses.

    A booking that staff pinned keeps its tables where they suit and are free.
    `by_wish`: the largest party online is no limit.
    """
    starts_at, party_size = wanted.times_of(booking)
    service_key = wanted.service_key
    if starts_at == booking.starts_at and not service_key and booking.service is not None:
        service_key = booking.service.key
    rules = _rules_for_guest(rules, by_wish=by_wish)
    span = span_of_turns(rules, starts_at, party_size)
    taken = sittings_over(booking.restaurant_id, span, now=now, except_party=booking.pk)
    find = partial(offers.offer_at, starts_at=starts_at, sittings=taken, now=now, service_key=service_key)
    pinned = rules_of_pinned(booking, rules, party_size)
    if pinned is not None:
        # what the party needs of its tables was seen to by whoever pinned it
        with suppress(NotOffered):
            return assignment_of(find(rules=pinned, wish=Wish(party_size)))
    return assignment_of(find(rules=rules, wish=_wish(booking, party_size)))


def give_times(booking: Booking, assignment: Assignment, party_size: int) -> None:
    """Set what a search found on the booking, but for its tables; it stays pinned where it keeps these."""
    booking.is_pinned = booking.is_pinned and set(assignment.table_ids) == tables_now(booking)
    booking.party_size = party_size
    booking.service_id, booking.service_date = assignment.service_id, assignment.service_date
    booking.starts_at, booking.ends_at = assignment.starts_at, assignment.ends_at
    booking.turn_minutes = int((assignment.ends_at - assignment.starts_at).total_seconds() // 60)
    booking.reset_minutes = assignment.reset_minutes


def give_tables(booking: Booking, assignment: Assignment, *, now: datetime) -> None:
    """Take the tables that a search found in place of the booking's own. Raises SlotGone."""
    drop_expired_holds(booking.restaurant_id, now=now)
    give_way(booking, assignment.table_ids, assignment.starts_at, assignment.taken_until)
    try:
        with transaction.atomic():
            free_tables(booking)
            take_tables(booking, assignment.table_ids, assignment.starts_at, assignment.taken_until)
    except IntegrityError as error:
        if not is_table_taken(error):
            raise
        raise SlotGone from error


def _rules_for_guest(rules: Rules, *, by_wish: bool) -> Rules:
    """Return the rules by which no other party changes its table for this."""
    services = rules.services
    if by_wish:
        services = tuple(replace(each, largest_party_online=ANY_PARTY) for each in services)
    return replace(rules, makes_room=False, services=services)


def _wish(booking: Booking, party_size: int) -> Wish:
    return Wish(
        party_size,
        is_online=True,
        needs_step_free=booking.needs_step_free,
        high_chairs=booking.high_chairs,
    )

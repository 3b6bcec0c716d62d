"""Book a party that just walked in: now, off the grid, at tables that are free for its turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.availability.fit import Wish
from entracte.availability.refusals import PartyTooLarge
from entracte.availability.service import Service
from entracte.availability.times import Span, in_utc
from entracte.bookings.actions.assignment import Assignment
from entracte.bookings.actions.book import Booked
from entracte.bookings.actions.placing import place
from entracte.bookings.actions.search import every_spot
from entracte.bookings.actions.service_run import run_nearest
from entracte.bookings.history import MADE, record
from entracte.bookings.locked_booking import lock_day
from entracte.bookings.models import Booking
from entracte.bookings.overrides import SHARED_TABLE, Override, override_reason, require_reason
from entracte.bookings.overstays import overstayed_tables
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.bookings.tables.chosen import chosen_spot, free_or_shared
from entracte.bookings.tables.sittings import sittings_over
from entracte.dining.seating_rules import current_rules

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.bookings.typed_booking import TypedBooking
    from entracte.dining.models import Table
    from entracte.restaurants.models import Restaurant


@retry_on_conflict
def book_walk_in(
    *,
    restaurant: Restaurant,
    typed: TypedBooking,
    asker: Asker,
    tables: Sequence[Table] = (),
    minutes: int | None = None,
    override: Override | None = None,
) -> Booked:
    """Book and seat a party at once, in the service that is on or nearest to it; names may be empty.

    `minutes` shortens or lengthens its turn; `tables` are the staff's choice and take any party, shared with
    whoever has them only where `override` says so. Without a choice, a table whose last party has not left
    yet is passed over. Pacing does not count for who stands at the door. Locks the service day. Raises
    SlotGone, PartyTooLarge, UnknownTable, NoReason, and OffGrid on a day without a service.
    """
    require_reason(override)
    with transaction.atomic():
        service, day = run_nearest(current_rules(restaurant), asker.now, typed.party_size)
        lock_day(restaurant.pk, day)
        booking = _booking(restaurant, typed, asker.now, is_pinned=bool(tables))
        shares = override is not None and override.shares_tables
        assignment = place(
            booking, lambda: _find_tables(booking, service, day, tables, minutes, shares), asker=asker
        )
        reason = override_reason(override, assignment.passed)
        record(booking=booking, what=MADE, before={}, asker=asker, reason=reason)
    return Booked(booking, is_repeat=False)


def _booking(restaurant: Restaurant, typed: TypedBooking, now: datetime, *, is_pinned: bool) -> Booking:
    return Booking(
        restaurant=restaurant,
        is_pinned=is_pinned,
        status=Booking.Status.CONFIRMED,
        source=Booking.Source.WALK_IN,
        created_at=now,
        arrived_at=now,
        seated_at=now,
        **typed.columns(),
    )


def _find_tables(
    booking: Booking,
    service: Service,
    day: date,
    tables: Sequence[Table],
    minutes: int | None,
    shares: bool,
) -> Assignment:
    """Find the tables. The booking starts on the minute, its tables are taken from this very moment."""
    now = in_utc(booking.created_at)
    starts_at = now.replace(second=0, microsecond=0)
    ends_at = starts_at + timedelta(minutes=max(minutes or service.turn_minutes(booking.party_size), 1))
    until = ends_at + timedelta(minutes=service.reset_minutes)
    if tables:
        spots = [chosen_spot(booking.restaurant, tables)]
    elif booking.party_size > service.plan.largest_party:
        raise PartyTooLarge
    else:
        taken = overstayed_tables(booking.restaurant_id, now)
        fitting = every_spot(service, Wish(booking.party_size))
        spots = [each for each in fitting if taken.isdisjoint(each.table_ids)]
    sittings = sittings_over(booking.restaurant_id, Span(now, until), now=now)
    spot, shared_ids = free_or_shared(spots, now, until, sittings, may_share=shares and bool(tables))
    return Assignment(
        table_ids=spot.table_ids,
        service_id=service.id,
        service_date=day,
        starts_at=starts_at,
        ends_at=ends_at,
        taken_from=now,
        reset_minutes=service.reset_minutes,
        shared_ids=shared_ids,
        passed=(SHARED_TABLE,) if shared_ids else (),
    )

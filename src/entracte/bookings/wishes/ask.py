"""A guest asks for a change that needs a person, or takes that back: a wish, next to the booking (D37)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from entracte.availability.refusals import SlotGone
from entracte.bookings.by_guest.change import days_of, search_for_guest
from entracte.bookings.by_guest.rules import refuse_wish
from entracte.bookings.changing import changing
from entracte.bookings.choices import WishState
from entracte.bookings.errors import AlreadyDone, WishWaits
from entracte.bookings.facts import BOOKING_WRITTEN
from entracte.bookings.history import WISH_WITHDRAWN, WISHED
from entracte.bookings.holds.live import drop_expired_holds
from entracte.bookings.holds.wished_tables import end_wish, hold_wished_tables, waiting_wish
from entracte.bookings.models import GuestWish
from entracte.bookings.retry_on_conflict import is_table_taken, retry_on_conflict
from entracte.bookings.wishes.queries import wish_that_waits
from entracte.dining.seating_rules import current_rules

if TYPE_CHECKING:
    from entracte.bookings.actions.assignment import Assignment
    from entracte.bookings.asker import Asker
    from entracte.bookings.by_guest.change import GuestChange
    from entracte.bookings.models import Booking
    from entracte.restaurants.models import Restaurant


@retry_on_conflict
def ask_for_change(*, booking_id: int, restaurant: Restaurant, asker: Asker, wanted: GuestChange) -> Booking:
    """Keep what a guest wishes, and its tables, until staff answer or the restaurant's hours are over.

    The booking stays as it is. Searched as any booking online, but for the largest party. Locks the service
    days of both times, then the booking. Raises AlreadyDone where that is wished or so already, WishWaits
    where something else is, PartyHasCome, TooLateForGuest, IllegalChange, StalePage, UnknownBooking,
    NeedsAPerson where the restaurant takes no wishes, and what a search refuses; then nothing is written.
    """
    rules = current_rules(restaurant)
    with changing(
        booking_id=booking_id,
        restaurant=restaurant,
        asker=asker,
        what=WISHED,
        also=days_of(rules, wanted),
        is_done=lambda found: _is_asked(found, wanted, asker.now),
    ) as change:
        booking = change.booking
        refuse_wish(booking, now=asker.now)
        if waiting_wish(booking, now=asker.now) is not None:
            raise WishWaits
        assignment = search_for_guest(booking, rules, wanted, now=asker.now, by_wish=True)
        drop_expired_holds(restaurant.pk, now=asker.now)
        wish = _new_wish(booking, assignment, wanted.times_of(booking)[1], asker.now)
        _write(wish, assignment.taken_until)
        change.reason, change.fact = wish_in_words(wish, restaurant), BOOKING_WRITTEN
    return booking


@retry_on_conflict
def withdraw_wish(*, booking_id: int, restaurant: Restaurant, asker: Asker) -> Booking:
    """Take back, for its guest, what waits at a booking, and give up its tables.

    Locks the service day and the booking. Raises AlreadyDone where nothing waits, StalePage, UnknownBooking.
    """
    with changing(
        booking_id=booking_id,
        restaurant=restaurant,
        asker=asker,
        what=WISH_WITHDRAWN,
        is_done=lambda found: wish_that_waits(found, now=asker.now) is None,
    ) as change:
        wish = waiting_wish(change.booking, now=asker.now)
        if wish is None:
            raise AlreadyDone
        end_wish(wish, WishState.WITHDRAWN, now=asker.now)
    return change.booking


def wish_in_words(wish: GuestWish, restaurant: Restaurant) -> str:
    """Return for staff what is wished, on the restaurant's clock."""
    at = wish.starts_at.astimezone(ZoneInfo(restaurant.time_zone))
    return f"{wish.party_size} on {at:%a} {at.day} {at:%b}, {at:%H:%M}"


def _is_asked(booking: Booking, wanted: GuestChange, now: datetime) -> bool:
    """Say whether the button was pressed twice: it is wished, or so, already."""
    wish = wish_that_waits(booking, now=now)
    if wish is None:
        return wanted.is_so(booking)
    return (wish.starts_at, wish.party_size) == wanted.times_of(booking)


def _new_wish(booking: Booking, assignment: Assignment, party_size: int, now: datetime) -> GuestWish:
    """Return the wish; it ends before either of the two times begins."""
    over_at = now + timedelta(hours=booking.restaurant.wish_hours)
    return GuestWish(
        restaurant_id=booking.restaurant_id,
        booking=booking,
        party_size=party_size,
        starts_at=assignment.starts_at,
        ends_at=assignment.ends_at,
        service_id=assignment.service_id,
        service_date=assignment.service_date,
        reset_minutes=assignment.reset_minutes,
        table_ids=list(assignment.table_ids),
        created_at=now,
        expires_at=min(over_at, booking.starts_at, assignment.starts_at),
    )


def _write(wish: GuestWish, until: datetime) -> None:
    try:
        with transaction.atomic():
            wish.save(force_insert=True)
            hold_wished_tables(wish, until)
    except IntegrityError as error:
        if not is_table_taken(error):
            raise
        raise SlotGone from error

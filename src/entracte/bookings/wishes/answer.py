"""Staff answer what a guest wishes: accept, and the booking is changed so, or decline (D37)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from entracte.availability.promises import Promise, still_stands
from entracte.availability.times import Span
from entracte.bookings.actions.assignment import Assignment
from entracte.bookings.by_guest.change import GuestChange, give_tables, give_times, search_for_guest
from entracte.bookings.changing import changing
from entracte.bookings.choices import WishState
from entracte.bookings.errors import WishOver
from entracte.bookings.facts import BOOKING_WRITTEN
from entracte.bookings.history import AS_WISHED, MOVED, WISH_DECLINED
from entracte.bookings.holds.wished_tables import end_wish, waiting_wish
from entracte.bookings.models import GuestWish
from entracte.bookings.retry_on_conflict import retry_on_conflict
from entracte.bookings.tables.chosen import is_free
from entracte.bookings.tables.sittings import sittings_over
from entracte.dining.seating_rules import current_rules
from entracte.restaurants.keys import read_key

if TYPE_CHECKING:
    from datetime import datetime

    from entracte.availability.rules import Rules
    from entracte.bookings.asker import Asker
    from entracte.bookings.models import Booking
    from entracte.restaurants.models import Restaurant


@retry_on_conflict
def accept_wish(*, booking_id: int, restaurant: Restaurant, key: str, asker: Asker) -> Booking:
    """Change a booking as its guest wished, to the tables kept for it, or to others where those no longer do.

    Locks the service days of both times, then the booking. Raises WishOver where this wish does not wait any
    more, StalePage, UnknownBooking, and what a search refuses where nothing is left for it; then nothing is
    written, and the wish goes on waiting.
    """
    rules = current_rules(restaurant)
    days = GuestWish.objects.filter(booking=booking_id, restaurant=restaurant, key=read_key(key))
    with changing(
        booking_id=booking_id,
        restaurant=restaurant,
        asker=asker,
        what=MOVED,
        also=days.values_list("service_date", flat=True),
    ) as change:
        booking = change.booking
        wish = _waiting(booking, key, asker.now)
        assignment = _assignment(booking, wish, rules, asker.now)
        end_wish(wish, WishState.ACCEPTED, now=asker.now)
        give_times(booking, assignment, wish.party_size)
        give_tables(booking, assignment, now=asker.now)
        change.reason = AS_WISHED
    return booking


@retry_on_conflict
def decline_wish(*, booking_id: int, restaurant: Restaurant, key: str, asker: Asker) -> Booking:
    """Leave a booking as it is and give up what was kept for the wish of its guest, who gets a letter.

    Locks the service day and the booking. Raises WishOver, StalePage, UnknownBooking.
    """
    with changing(booking_id=booking_id, restaurant=restaurant, asker=asker, what=WISH_DECLINED) as change:
        wish = _waiting(change.booking, key, asker.now)
        end_wish(wish, WishState.DECLINED, now=asker.now)
        change.fact = BOOKING_WRITTEN
    return change.booking


def still_fits(wish: GuestWish, rules: Rules, *, now: datetime) -> bool:
    """Say whether the tables kept for a wish are in use then and no other party has them. One query."""
    promise = Promise(
        service_id=wish.service_id,
        service_date=wish.service_date,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        table_ids=wish.table_ids,
    )
    until = wish.ends_at + timedelta(minutes=wish.reset_minutes)
    taken = sittings_over(
        wish.restaurant_id, Span(wish.starts_at, until), now=now, except_party=wish.booking_id
    )
    return still_stands(promise, rules) and all(
        is_free(each, wish.starts_at, until, taken) for each in wish.table_ids
    )


def _waiting(booking: Booking, key: str, now: datetime) -> GuestWish:
    wish = waiting_wish(booking, now=now)
    if wish is None or wish.key != read_key(key):
        raise WishOver
    return wish


def _assignment(booking: Booking, wish: GuestWish, rules: Rules, now: datetime) -> Assignment:
    """Return what was kept for the wish, or what a search finds in its place."""
    if not still_fits(wish, rules, now=now):
        service_key = next((each.key for each in rules.services if each.id == wish.service_id), "")
        wanted = GuestChange(wish.starts_at, wish.party_size, service_key=service_key)
        return search_for_guest(booking, rules, wanted, now=now, by_wish=True)
    return Assignment(
        table_ids=tuple(wish.table_ids),
        service_id=wish.service_id,
        service_date=wish.service_date,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        taken_from=wish.starts_at,
        reset_minutes=wish.reset_minutes,
    )

"""Swap the tables of two parties, each for its own span, and pin both to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from entracte.availability.refusals import SlotGone
from entracte.availability.rules import Rules
from entracte.availability.times import Span
from entracte.bookings.actions.new_tables import TablesBefore
from entracte.bookings.changing import changing_all
from entracte.bookings.errors import IllegalChange, NothingToSwap
from entracte.bookings.history import MOVED
from entracte.bookings.holds.live import drop_expired_holds
from entracte.bookings.holds.wished_tables import give_way
from entracte.bookings.models import Booking
from entracte.bookings.overrides import COVERS, SHARED_TABLE, Override, override_reason, require_reason
from entracte.bookings.retry_on_conflict import is_table_taken, retry_on_conflict
from entracte.bookings.tables.chosen import is_free
from entracte.bookings.tables.sittings import sittings_over
from entracte.bookings.tables.suits import tables_suit
from entracte.bookings.tables.take import free_tables, take_tables, taken_until
from entracte.bookings.transitions import OPEN
from entracte.dining.seating_rules import current_rules

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.restaurants.models import Restaurant


@retry_on_conflict
def swap_tables(
    *,
    booking_id: int,
    other_id: int,
    restaurant: Restaurant,
    asker: Asker,
    other_version: int | None = None,
    override: Override | None = None,
) -> tuple[Booking, Booking]:
    """Give each of two open bookings the other's tables; one that sits already has them from now on.

    Locks both service days in order, then both bookings. Tables too small or too large for the party, or
    that may not join, need an `override`, and those of a third party one that shares. Raises NothingToSwap,
    SlotGone, NoReason, IllegalChange, StalePage, UnknownBooking; then nothing is written.
    """
    require_reason(override)
    if booking_id == other_id:
        raise NothingToSwap
    rules = current_rules(restaurant)
    versions = {booking_id: asker.version, other_id: other_version}
    with changing_all(versions=versions, restaurant=restaurant, asker=asker, what=MOVED) as changes:
        sides = [_Side.of(change.booking, asker.now) for change in changes]
        _refuse_nothing(sides)
        passed = _trade(sides, rules, override, asker.now)
        for change, other in zip(changes, reversed(changes), strict=True):
            change.booking.is_pinned = True
            swapped = _swap_in_words(other.booking, restaurant)
            change.reason = f"{swapped} {override_reason(override, passed)}".strip()
    one, two = changes
    return one.booking, two.booking


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two, with what it had."""

    booking: Booking
    had: TablesBefore

    @classmethod
    def of(cls, booking: Booking, now: datetime) -> _Side:
        return cls(booking, TablesBefore.of(booking, now))


def _refuse_nothing(sides: Iterable[_Side]) -> None:
    tables = []
    for side in sides:
        if side.booking.status not in OPEN or side.booking.left_at is not None:
            raise IllegalChange
        tables.append(frozenset(side.had.since))
    if not all(tables) or tables[0] == tables[1]:
        raise NothingToSwap


def _trade(sides: list[_Side], rules: Rules, override: Override | None, now: datetime) -> list[str]:
    """Write the new rows; return the limits gone past. Both free their tables before either takes any."""
    passed: list[str] = []
    drop_expired_holds(sides[0].booking.restaurant_id, now=now)
    for side in sides:
        free_tables(side.booking)
    for side, other in zip(sides, reversed(sides), strict=True):
        table_ids = sorted(other.had.since)
        if not tables_suit(rules, side.booking, table_ids):
            if override is None:
                raise SlotGone
            passed.append(COVERS)
        shared = _take_tables(side, table_ids, now, may_share=override is not None and override.shares_tables)
        if shared:
            passed.append(SHARED_TABLE)
    return passed


def _take_tables(side: _Side, table_ids: Iterable[int], now: datetime, *, may_share: bool) -> bool:
    """Take these tables; say whether any is shared, which only happens where it may be."""
    booking, until = side.booking, taken_until(side.booking)
    span = Span(booking.starts_at, until)
    # a wish of its own guest does not stand in a party's way
    taken = sittings_over(booking.restaurant_id, span, now=now, except_party=booking.pk)
    is_any_shared = False
    for table_id in table_ids:
        start = side.had.start(booking, table_id)
        is_shared = not is_free(table_id, start, until, taken)
        if is_shared and not may_share:
            raise SlotGone
        is_any_shared |= is_shared
        try:
            with transaction.atomic():
                give_way(booking, [table_id], start, until)
                take_tables(booking, [table_id], start, until, is_shared=is_shared)
        except IntegrityError as error:
            if not is_table_taken(error):
                raise
            raise SlotGone from error
    return is_any_shared


def _swap_in_words(booking: Booking, restaurant: Restaurant) -> str:
    at = booking.starts_at.astimezone(ZoneInfo(restaurant.time_zone))
    return f"Swapped with the party of {booking.party_size} at {at:%H:%M}."

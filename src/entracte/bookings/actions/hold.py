"""Hold a slot for a guest who is still typing: promised for some minutes, and taken for others."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from entracte.availability.fit import Wish
from entracte.availability.refusals import SlotGone
from entracte.availability.times import in_utc
from entracte.bookings.actions.search import lock_and_search
from entracte.bookings.errors import NeedsTableChanges, NoHolds, TooManyHolds
from entracte.bookings.holds.live import drop_expired_holds, holds_named, lock_holds
from entracte.bookings.models import BookedTable, Hold
from entracte.bookings.retry_on_conflict import TRIES, is_table_taken, retry_on_conflict

if TYPE_CHECKING:
    from entracte.bookings.actions.assignment import Assignment
    from entracte.bookings.actions.search import Search
    from entracte.restaurants.models import Restaurant, Widget


@retry_on_conflict
def hold_slot(
    *,
    restaurant: Restaurant,
    widget: Widget,
    visitor: str,
    address: str,
    starts_at: datetime,
    party_size: int,
    now: datetime,
    service_key: str = "",
) -> Hold:
    """Promise a slot that is on offer online to this visitor, for the restaurant's `hold_minutes`.

    `visitor` is a random word of the visitor's page, `address` a keyed hash; `starts_at` may be in any time
    zone, and `service_key` names the service where several have it. The visitor's earlier hold is given up
    for it; the same slot again is the same hold, which lasts no longer. No party changes tables for a hold.
    Locks what limits holds, then the service day. Raises NoHolds, TooManyHolds, NeedsTableChanges, and
    NotOffered and ServiceNeeded as `make_booking` does; then the earlier hold stays.
    """
    if not restaurant.hold_minutes:
        raise NoHolds
    with transaction.atomic():
        lock_holds(widget.pk, address)
        search = lock_and_search(restaurant, starts_at, Wish(party_size), now, service_key=service_key)
        mine = Hold.objects.filter(widget=widget, visitor=visitor)
        same = mine.filter(starts_at=in_utc(starts_at), party_size=party_size, expires_at__gt=now)
        kept = same.filter(service__in=[each.id for each in search.rules.named(service_key)]).first()
        if kept is not None:
            return kept
        mine.delete()
        _refuse_too_many(widget, address, now)
        hold = Hold(
            restaurant=restaurant,
            widget=widget,
            visitor=visitor,
            address=address,
            party_size=party_size,
            promised_at=now,
            expires_at=now + timedelta(minutes=restaurant.hold_minutes),
        )
        _promise(hold, search, now)
    return hold


def release_hold(*, widget: Widget, hold: str) -> None:
    """Give a hold up, named by its key or its visitor; one that this widget does not have is no matter.

    May be called again. Takes no lock: a booking that is just being made of it keeps its table.
    """
    holds_named(widget, hold).delete()


def _refuse_too_many(widget: Widget, address: str, now: datetime) -> None:
    """Raise TooManyHolds where this address or this widget has as many live holds as may be."""
    for rows, most in (
        (Hold.objects.filter(address=address), settings.HOLDS_PER_ADDRESS),
        (Hold.objects.filter(widget=widget), settings.HOLDS_PER_WIDGET),
    ):
        ends = list(
            rows.filter(expires_at__gt=now).order_by("expires_at").values_list("expires_at", flat=True)
        )
        if len(ends) >= most:
            raise TooManyHolds(retry_at=ends[len(ends) - most] if most else now + timedelta(minutes=1))


def _promise(hold: Hold, search: Search, now: datetime) -> None:
    """Write the hold at the tables on offer; ask again where rows of expired holds have them."""
    for tries_left in range(TRIES - 1, -1, -1):
        assignment = search.find()
        if assignment.table_changes:
            raise NeedsTableChanges
        try:
            _write(hold, assignment)
            return
        except IntegrityError as error:
            if not is_table_taken(error):
                raise
            if not tries_left:
                raise SlotGone from error
            drop_expired_holds(hold.restaurant_id, now=now)


def _write(hold: Hold, assignment: Assignment) -> None:
    hold.pk = None
    hold.starts_at, hold.ends_at = assignment.starts_at, assignment.ends_at
    hold.service_id, hold.service_date = assignment.service_id, assignment.service_date
    hold.reset_minutes = assignment.reset_minutes
    with transaction.atomic():
        hold.save(force_insert=True)
        BookedTable.objects.bulk_create(
            BookedTable(
                restaurant_id=hold.restaurant_id,
                hold=hold,
                table_id=table_id,
                span=(assignment.taken_from, assignment.taken_until),
            )
            for table_id in assignment.table_ids
        )

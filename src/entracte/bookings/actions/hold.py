"""Hold a slot for a guest who is still typing: promised for some minutes, and taken for others."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from entracte.availability.fit import Wish
from entracte.availability.refusals import SlotGone
from entracte.availability.times import in_utc
from entracte.bookings.actions.search import lock_and_search
from entracte.bookings.errors import HoldEnded, NeedsTableChanges, NoHolds
from entracte.bookings.holds.broken import is_broken
from entracte.bookings.holds.limits import refuse_full_share, refuse_too_many
from entracte.bookings.holds.live import drop_expired_holds, holds_last_named, live_hold, lock_holds
from entracte.bookings.models import BookedTable, Hold
from entracte.bookings.retry_on_conflict import TRIES, is_table_taken, retry_on_conflict
from entracte.dining.seating_rules import current_rules

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
    network: str = "",
) -> Hold:
    """Promise a slot that is on offer online to this visitor, for the restaurant's `hold_minutes`.

    `visitor` is a random word of the visitor's page, `address` and the `network` around it are keyed hashes;
    `starts_at` may be in any time zone, and `service_key` names the service where several have it. The
    visitor's earlier hold is given up for it; the same slot again is the same hold, which lasts no longer.
    No party changes tables for a hold, and one that would leave too few tables to others is refused.
    Locks what limits holds, then the service day. Raises NoHolds, TooManyHolds, NeedsTableChanges, and
    NotOffered and ServiceNeeded as `make_booking` does; then the earlier hold stays.
    """
    if not restaurant.hold_minutes:
        raise NoHolds
    with transaction.atomic():
        lock_holds(widget.pk, address, network)
        search = lock_and_search(restaurant, starts_at, Wish(party_size), now, service_key=service_key)
        mine = Hold.objects.filter(widget=widget, visitor=visitor)
        same = mine.filter(starts_at=in_utc(starts_at), party_size=party_size, expires_at__gt=now)
        kept = same.filter(service__in=[each.id for each in search.rules.named(service_key)]).first()
        if kept is not None:
            return _under_next_name(kept)
        mine.delete()
        refuse_too_many(widget, address, network, now)
        hold = Hold(
            restaurant=restaurant,
            widget=widget,
            visitor=visitor,
            address=address,
            network=network,
            party_size=party_size,
            expires_at=now + timedelta(minutes=restaurant.hold_minutes),
        )
        _promise(hold, search, now)
    return hold


def _under_next_name(hold: Hold) -> Hold:
    """Give a hold its next name, so that a page that was left and gives the last one up late ends nothing."""
    hold.times_asked += 1
    hold.save(update_fields=["times_asked"])
    return hold


def release_hold(*, widget: Widget, hold: str) -> None:
    """Give a hold up, by its last name or its visitor; one that this widget does not have is no matter.

    May be called again. Takes no lock: a booking that is just being made of it keeps its table.
    """
    holds_last_named(widget, hold).delete()


@retry_on_conflict
def prolong_hold(*, widget: Widget, key: str, now: datetime) -> Hold:
    """Let a live hold last for the restaurant's `hold_minutes` from now on, once. Locks its row.

    Raises HoldEnded where it has ended, was prolonged before, or promises what is no longer seated.
    """
    with transaction.atomic():
        hold = live_hold(widget, key, now=now)
        if hold is None or hold.name != key or hold.is_prolonged:
            raise HoldEnded
        tables = hold.booked_tables.values_list("table_id", flat=True)
        if is_broken(hold, list(tables), current_rules(widget.restaurant)):
            raise HoldEnded
        hold.expires_at = max(hold.expires_at, now + timedelta(minutes=widget.restaurant.hold_minutes))
        hold.is_prolonged = True
        hold.save(update_fields=["expires_at", "is_prolonged"])
    return hold


def _promise(hold: Hold, search: Search, now: datetime) -> None:
    """Write the hold at the tables on offer; ask again where rows of expired holds have them."""
    for tries_left in range(TRIES - 1, -1, -1):
        assignment = search.find()
        if assignment.table_changes:
            raise NeedsTableChanges
        refuse_full_share(hold, search.rules, assignment.service_date, assignment.table_ids, now=now)
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

"""The holds that an edit ended: what they promised is no longer what the restaurant seats."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from entracte.availability.promises import Promise, still_stands
from entracte.availability.rules import Rules
from entracte.bookings.models import Hold
from entracte.dining.seating_rules import read_rules
from entracte.restaurants.queries import restaurant_as_stored

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


def is_broken(hold: Hold, table_ids: Collection[int], rules: Rules) -> bool:
    """Say whether these rules no longer seat what the hold promised at these tables, which it has."""
    promise = Promise(
        service_id=hold.service_id,
        service_date=hold.service_date,
        starts_at=hold.starts_at,
        ends_at=hold.ends_at,
        table_ids=table_ids,
    )
    return not still_stands(promise, rules)


def live_hold_ids(restaurant: Restaurant, *, now: datetime) -> frozenset[int]:
    """Return the holds of this restaurant that promise something now."""
    return frozenset(_live(restaurant, now).values_list("pk", flat=True))


def end_broken_holds(restaurant: Restaurant, *, now: datetime) -> None:
    """Delete the live holds that the present rules break, with their tables.

    Called in the transaction of the edit. One that is being booked at this moment is looked at there again.
    """
    # not remembered by the process: the edit may still be undone
    rules = read_rules(restaurant_as_stored(restaurant))
    broken = [
        each.pk
        for each in _live(restaurant, now).prefetch_related("booked_tables")
        if is_broken(each, [row.table_id for row in each.booked_tables.all()], rules)
    ]
    Hold.objects.filter(pk__in=broken).delete()


def _live(restaurant: Restaurant, now: datetime) -> QuerySet[Hold]:
    return Hold.objects.filter(restaurant=restaurant, expires_at__gt=now)

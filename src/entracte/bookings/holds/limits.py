"""How many slots may be held at a time: by one address, its network, one widget, and of one evening."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet

from entracte.availability.rules import Rules
from entracte.bookings.errors import TooManyHolds
from entracte.bookings.models import BookedTable, Hold

if TYPE_CHECKING:
    from entracte.restaurants.models import Widget


def refuse_too_many(widget: Widget, address: str, network: str, now: datetime) -> None:
    """Raise TooManyHolds where this address, its network or this widget has as many live holds as may be."""
    for rows, most in (
        (Hold.objects.filter(address=address), settings.HOLDS_PER_ADDRESS),
        (
            Hold.objects.filter(network=network) if network else Hold.objects.none(),
            settings.HOLDS_PER_NETWORK,
        ),
        (Hold.objects.filter(widget=widget), settings.HOLDS_PER_WIDGET),
    ):
        ends = _ends(rows, now)
        if len(ends) >= most:
            raise TooManyHolds(retry_at=ends[len(ends) - most] if most else now + timedelta(minutes=1))


def refuse_full_share(
    hold: Hold, rules: Rules, day: date, table_ids: Collection[int], *, now: datetime
) -> None:
    """Raise TooManyHolds where holds would then have more than their share of the tables of that day.

    A table counts once, however often it is held. The share is one in ENTRACTE_HELD_TABLES_ONE_IN of the
    tables in use on that day, rounded up; one hold is always taken. Ask under the day's lock.
    """
    others = Hold.objects.filter(
        restaurant_id=hold.restaurant_id, service_date=day, expires_at__gt=now
    ).exclude(pk=hold.pk)
    held = set(BookedTable.objects.filter(hold__in=others).values_list("table_id", flat=True))
    most = -(-len(_tables_of(rules, day)) // max(settings.HELD_TABLES_ONE_IN, 1))
    if held and len(held.union(table_ids)) > most:
        raise TooManyHolds(retry_at=_ends(others, now)[0])


def _tables_of(rules: Rules, day: date) -> set[int]:
    return {table.id for each in rules.services if each.runs_on(day) for table in each.plan.tables}


def _ends(rows: QuerySet[Hold], now: datetime) -> list[datetime]:
    return list(rows.filter(expires_at__gt=now).order_by("expires_at").values_list("expires_at", flat=True))

"""The blocks on a date, and those that are still to come."""

from __future__ import annotations

import datetime as dt
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from entracte.availability.times import wall_bound
from entracte.bookings.models import Block, BookedTable
from entracte.bookings.tables.chosen import ANY_PARTY
from entracte.bookings.tables.sittings import span_of_days
from entracte.dining.seating_rules import rules_for

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


def blocks_on(restaurant: Restaurant, date: dt.date) -> list[Block]:
    """Return the blocks that meet a service day, by start, with tables and who made them. Two queries.

    The day lasts to midnight, and on to the end of the last turn of its services; four queries more after an
    edit of the rules.
    """
    rules = rules_for(restaurant)
    start = wall_bound(date, rules.zone, dt.time.min)
    end = wall_bound(date + timedelta(days=1), rules.zone, dt.time.min)
    turns = span_of_days(rules, [date], ANY_PARTY)
    end = max(end, turns.end) if turns else end
    return list(_with_tables(restaurant).filter(starts_at__lt=end, ends_at__gt=start))


def blocks_to_come(restaurant: Restaurant, now: datetime) -> list[Block]:
    """Return the blocks that are on or still to come, by start, with tables and their makers. Two queries."""
    return list(_with_tables(restaurant).filter(ends_at__gt=now))


def _with_tables(restaurant: Restaurant) -> QuerySet[Block]:
    taken = BookedTable.objects.select_related("table").order_by("table__name", "table_id")
    rows = Block.objects.filter(restaurant=restaurant).select_related("actor").order_by("starts_at", "pk")
    return rows.prefetch_related(Prefetch("booked_tables", queryset=taken))

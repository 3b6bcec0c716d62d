"""How long a restaurant keeps guests who come no more: chosen, and counted."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import F

from entracte.guests.models import Guest, Retention
from entracte.restaurants.edits.keep_edit import Editor, keep_edit

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

# a booking's own page can be opened for thirty days after the visit
FEWEST_MONTHS, MOST_MONTHS = 1, 240
# whoever mistypes the months has so long to see it, since what follows cannot be undone
BEGINS_AFTER = timedelta(days=1)


def retention_of(restaurant_id: int) -> Retention:
    """Return what the restaurant has chosen, or what holds without a choice. One query."""
    found = Retention.objects.filter(restaurant=restaurant_id).first()
    return found or Retention(restaurant_id=restaurant_id)


def save_retention(
    *, restaurant: Restaurant, months: int | None, now: datetime, by: Editor | None = None
) -> Retention:
    """Save after how many months guests are erased, None for never; what differs is one line of history.

    Where it is another number, the profiles are looked through from the beginning, a day later.
    """
    row, _ = Retention.objects.get_or_create(restaurant=restaurant)
    if row.months == months:
        return row
    row.months, row.begins_at = months, now + BEGINS_AFTER
    row.looked_up_to, row.looked_at = 0, None
    with keep_edit(row, by):
        row.save(update_fields=["months", "begins_at", "looked_up_to", "looked_at"])
    return row


def retentions_in_force(*, at: datetime) -> Sequence[Retention]:
    """Return what is chosen by the restaurants that keep nobody for ever. One query."""
    rows = Retention.objects.filter(months__isnull=False, begins_at__lte=at)
    return list(rows.order_by("id"))


def kept_until_before(restaurant_id: int, *, at: datetime) -> datetime | None:
    """Return before when the last visit of a guest ended who is kept no longer; None where all are kept."""
    rows = Retention.objects.filter(restaurant=restaurant_id, months__isnull=False, begins_at__lte=at)
    row = rows.first()
    return months_before(at, row.months) if row is not None and row.months is not None else None


def next_profiles(retention: Retention, *, before: datetime, limit: int) -> Sequence[Guest]:
    """Return the next profiles that were made before then, those merged into others left out. One query."""
    rows = Guest.objects.filter(restaurant=retention.restaurant_id, merged_into=None, created_at__lt=before)
    return list(rows.filter(pk__gt=retention.looked_up_to).order_by("id")[:limit])


def keep_looked(retention: Retention, looked: Sequence[Guest], *, limit: int, at: datetime) -> None:
    """Keep how far the profiles were looked through; at their end it begins again."""
    rows = Retention.objects.filter(pk=retention.pk)
    if len(looked) < limit:
        rows.update(looked_up_to=0, looked_at=at)
    else:
        rows.update(looked_up_to=looked[-1].pk)


def count_erased(restaurant_id: int, *, at: datetime) -> None:
    """Count one guest more who was kept long enough."""
    Retention.objects.filter(restaurant=restaurant_id).update(erased=F("erased") + 1, erased_at=at)


def months_before(at: datetime, months: int) -> datetime:
    """Return the same day and time so many months earlier, or the last day of a month that is shorter."""
    year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))

"""The hours of a usual week are read, and written in place of those that stood."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from entracte.availability.opening_hours import WeekdayHours
from entracte.restaurants.models import OpenSpan

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

Week = tuple[WeekdayHours, ...]


def week_of(restaurant_id: int) -> Week:
    """Return the hours of a restaurant by weekday and time; none where none were written. One query."""
    rows = OpenSpan.objects.filter(restaurant=restaurant_id).order_by("weekday", "opens")
    return tuple(WeekdayHours(*each) for each in rows.values_list("weekday", "opens", "closes"))


def write_week(restaurant: Restaurant, week: Iterable[WeekdayHours]) -> None:
    """Write these hours in place of those that stand. The restaurant's row is locked."""
    OpenSpan.objects.filter(restaurant=restaurant).delete()
    OpenSpan.objects.bulk_create(
        OpenSpan(restaurant=restaurant, weekday=each.weekday, opens=each.opens, closes=each.closes)
        for each in week
    )

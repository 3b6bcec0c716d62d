"""Where the usual services of a restaurant disagree with its opening hours."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from entracte.availability.opening_hours import Disagreement, disagreements
from entracte.dining.models import Service
from entracte.dining.seating_rules import rules_for
from entracte.restaurants.opening_hours.week import week_of

if TYPE_CHECKING:
    from datetime import datetime

    from entracte.restaurants.models import Restaurant


def disagreements_of(restaurant: Restaurant, *, now: datetime) -> list[Disagreement]:
    """Return what differs, by weekday; without any hours nothing does.

    Special days have services and hours of their own and closures none, so neither is compared, nor a service
    that is out of use or over. Two queries, or six after an edit.
    """
    week = week_of(restaurant.pk)
    if not week:
        return []
    today = now.astimezone(ZoneInfo(restaurant.time_zone)).date()
    usual = set(Service.objects.filter(restaurant=restaurant, special_day=None).values_list("pk", flat=True))
    services = [
        each
        for each in rules_for(restaurant).services
        if each.id in usual and (each.within is None or each.within[1] >= today)
    ]
    return disagreements(week, services)

"""Why is a start on offer to a party, or why not, by the book as it stands?"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from entracte.availability.explaining.explain import explain
from entracte.availability.explaining.reasons import Explanation
from entracte.availability.fit import Wish
from entracte.bookings.tables.sittings import sittings_over, span_of_days
from entracte.dining.seating_rules import rules_for

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


def explain_for(
    *, restaurant: Restaurant, date: dt.date, at: dt.time, wish: Wish, now: dt.datetime
) -> tuple[Explanation, ...]:
    """Return what each service says to the party at this time of the date, nearest to an offer first.

    Date and time are as the restaurant's calendar and clock show them. Nobody's name is told. One query, or
    five after an edit.
    """
    rules = rules_for(restaurant)
    dates = [date] if date == dt.date.min else [date - dt.timedelta(days=1), date]
    span = span_of_days(rules, dates, wish.party_size)
    sittings = sittings_over(restaurant.pk, span, now=now)
    return explain(date=date, at=at, wish=wish, rules=rules, sittings=sittings, now=now)

"""The opening hours as guests read them, in the language that is active: `Mon–Thu 17:00–23:00`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from entracte.dates_in_words import days_in_words

if TYPE_CHECKING:
    from entracte.availability.opening_hours import WeekdayHours
    from entracte.restaurants.opening_hours.week import Week

MIDNIGHT = time(0)


def lines_of(week: Week) -> list[str]:
    """Return a line for each run of days with the same hours; none without any hours."""
    if not week:
        return []
    days = [(_hours(each for each in week if each.weekday == day), day) for day in range(7)]
    found = []
    for hours, run in groupby(days, key=lambda each: each[0]):
        values = {"days": days_in_words([day for _, day in run]), "hours": hours}
        # For translators: opening hours, such as Mon–Thu 17:00–23:00, or Sun closed
        found.append(_("%(days)s %(hours)s") % values)
    return found


def span_in_words(opens: time, closes: time) -> str:
    """Return from when until when; midnight as an end is 24:00 where it is the start, too."""
    until = "24:00" if opens == closes == MIDNIGHT else f"{closes:%H:%M}"
    # For translators: from when until when it is open, such as 17:00–23:00
    return _("%(opens)s–%(closes)s") % {"opens": f"{opens:%H:%M}", "closes": until}


def _hours(of_day: Iterable[WeekdayHours]) -> str:
    spans = ", ".join(span_in_words(each.opens, each.closes) for each in of_day)
    return spans or pgettext("a restaurant on some days", "closed")

"""Write dates and times for guests, in the language that is active: `Fri 4 Dec`, `19:30`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

# They stand in the language file: platforms differ in what they know of a language.
DAYS = (
    pgettext_lazy("short name of a day", "Mon"),
    pgettext_lazy("short name of a day", "Tue"),
    pgettext_lazy("short name of a day", "Wed"),
    pgettext_lazy("short name of a day", "Thu"),
    pgettext_lazy("short name of a day", "Fri"),
    pgettext_lazy("short name of a day", "Sat"),
    pgettext_lazy("short name of a day", "Sun"),
)
MONTHS = (
    pgettext_lazy("short name of a month", "Jan"),
    pgettext_lazy("short name of a month", "Feb"),
    pgettext_lazy("short name of a month", "Mar"),
    pgettext_lazy("short name of a month", "Apr"),
    pgettext_lazy("short name of a month", "May"),
    pgettext_lazy("short name of a month", "Jun"),
    pgettext_lazy("short name of a month", "Jul"),
    pgettext_lazy("short name of a month", "Aug"),
    pgettext_lazy("short name of a month", "Sep"),
    pgettext_lazy("short name of a month", "Oct"),
    pgettext_lazy("short name of a month", "Nov"),
    pgettext_lazy("short name of a month", "Dec"),
)


def date_in_words(day: dt.date) -> str:
    """Return a date with its day of the week; the language decides the order."""
    values = {"weekday": DAYS[day.weekday()], "day": day.day, "month": MONTHS[day.month - 1]}
    # For translators: a date, such as Fri 4 Dec
    return _("%(weekday)s %(day)s %(month)s") % values


def days_in_words(weekdays: Iterable[int]) -> str:
    """Return days of the week, 0 is Monday, those in a row as one: Mon–Thu, Sat."""
    runs: list[list[int]] = []
    for day in sorted(weekdays):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(_run_in_words(run[0], run[-1]) for run in runs)


def _run_in_words(first: int, last: int) -> str:
    if first == last:
        return str(DAYS[first])
    # For translators: some days in a row, such as Mon–Thu
    return _("%(first)s–%(last)s") % {"first": DAYS[first], "last": DAYS[last]}


def time_in_words(at: dt.datetime, zone_name: str) -> str:
    """Return the time that the clocks of this zone show."""
    return f"{at.astimezone(ZoneInfo(zone_name)):%H:%M}"


def when_in_words(at: dt.datetime, zone_name: str) -> str:
    """Return date and time as the calendars and clocks of this zone show them."""
    date = date_in_words(at.astimezone(ZoneInfo(zone_name)).date())
    # For translators: a date and a time, such as Fri 4 Dec, 19:30
    return _("%(date)s, %(time)s") % {"date": date, "time": time_in_words(at, zone_name)}


def visit_in_words(at: dt.datetime, zone_name: str, party_size: int) -> str:
    """Return date, time and party of a visit."""
    visit = ngettext("%(when)s, %(count)s person", "%(when)s, %(count)s people", party_size)
    return visit % {"when": when_in_words(at, zone_name), "count": party_size}

"""Where opening hours and services disagree, as staff read it: of which service, on which days, and what."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from entracte.availability.opening_hours import DAY, Difference
from entracte.dates_in_words import days_in_words
from entracte.dining.opening_hours import disagreements_of

if TYPE_CHECKING:
    from datetime import datetime

    from entracte.availability.opening_hours import Disagreement, Minutes
    from entracte.availability.service import Service
    from entracte.restaurants.models import Restaurant


@dataclass(frozen=True, slots=True)
class HoursWarning:
    """One thing that differs: of which service, if of one, on which days, and what."""

    service: Service | None
    days: str
    what: str


def hours_warnings(restaurant: Restaurant, *, now: datetime, service_key: str = "") -> list[HoursWarning]:
    """Return what differs by weekday, the same on several days as one; of one service where it is named."""
    found = disagreements_of(restaurant, now=now)
    if service_key:
        found = [each for each in found if each.service is not None and each.service.key == service_key]
    alike = [list(each) for _, each in groupby(sorted(found, key=_what_differs), key=_what_differs)]
    return [_warning(each) for each in sorted(alike, key=lambda days: days[0].weekday)]


def _what_differs(each: Disagreement) -> tuple[int, int, tuple[Minutes, ...]]:
    """Return what two days have to share to be said as one."""
    outside = each.outside if each.difference is Difference.OUTSIDE else ()
    return each.service.id if each.service else 0, each.difference.value, outside


def _warning(alike: list[Disagreement]) -> HoursWarning:
    first = alike[0]
    days = days_in_words(each.weekday for each in alike)
    match first.difference:
        case Difference.NO_SERVICE:
            what = "open, and no service runs."
        case Difference.NO_HOURS:
            what = "runs, and the opening hours say closed."
        case Difference.OUTSIDE:
            what = f"has parties at tables {_clock(first.outside)}, outside the opening hours."
    return HoursWarning(first.service, days, what)


def _clock(spans: tuple[Minutes, ...]) -> str:
    """Write spans as a clock shows them: 16:30–17:00 and 23:00–00:30."""
    return " and ".join("–".join(_time(minute) for minute in span) for span in spans)


def _time(minute: int) -> str:
    hour, rest = divmod(minute % DAY, 60)
    return f"{hour:02}:{rest:02}"

"""Where opening hours and services disagree, as staff read it: on which days, what, and what to do."""

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
    """One thing that differs: of which service, if of one, on which days, what, and what to do."""

    service: Service | None
    days: str
    what: str
    to_do: str


def hours_warnings(restaurant: Restaurant, *, now: datetime, service_key: str = "") -> list[HoursWarning]:
    """Return what differs, days on which it is the same together; of one service where it is named."""
    found = disagreements_of(restaurant, now=now)
    if service_key:
        found = [each for each in found if each.service is not None and each.service.key == service_key]
    alike = groupby(sorted(found, key=_what_differs), key=_what_differs)
    return [_warning(list(each)) for _, each in alike]


def _what_differs(each: Disagreement) -> tuple[int, int, tuple[Minutes, ...]]:
    """Return what two days have to share to be said as one."""
    outside = each.outside if each.difference is Difference.OUTSIDE else ()
    return each.service.id if each.service else 0, each.difference.value, outside


def _warning(alike: list[Disagreement]) -> HoursWarning:
    first = alike[0]
    days = days_in_words(each.weekday for each in alike)
    match first.difference:
        case Difference.NO_SERVICE:
            what = "open, and no service starts then."
            to_do = "Add a service, or take the hours away."
        case Difference.NO_HOURS:
            what = "runs, and the opening hours say closed."
            to_do = "Write hours for then, or let the service not run."
        case Difference.OUTSIDE:
            what = f"has parties at tables {_clock(first.outside)}, outside the opening hours."
            to_do = "Change the hours, or the starts, the turn times or by when everybody has left."
    return HoursWarning(first.service, days, what, to_do)


def _clock(spans: tuple[Minutes, ...]) -> str:
    """Write spans as a clock shows them: 16:30–17:00 and 23:00–00:30."""
    return " and ".join("–".join(_time(minute) for minute in span) for span in spans)


def _time(minute: int) -> str:
    hour, rest = divmod(minute % DAY, 60)
    return f"{hour:02}:{rest:02}"

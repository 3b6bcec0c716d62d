"""Closures and special days in one list by date, those that are past apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from entracte.backoffice.house.templatetags.house import clock_times

if TYPE_CHECKING:
    from entracte.dining.models import Closure, Service, SpecialDay

USUAL = "and the usual services"


@dataclass(frozen=True, slots=True)
class Day:
    """One line of the list; `address` is the page that changes it."""

    first_date: date
    last_date: date
    name: str
    is_closure: bool
    word: str
    what: str
    address: str
    needs_services: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """What is to come, ascending, and what is past, the latest first."""

    to_come: tuple[Day, ...]
    past: tuple[Day, ...]


def days_of(
    closures: Iterable[Closure], special_days: Iterable[SpecialDay], *, slug: str, today: date
) -> Days:
    """Arrange what changes single dates; today's still counts as to come."""
    every = [_closed(row, slug) for row in closures] + [_special(row, slug) for row in special_days]
    every.sort(key=lambda day: (day.first_date, day.last_date, day.name))
    return Days(
        to_come=tuple(day for day in every if day.last_date >= today),
        past=tuple(day for day in reversed(every) if day.last_date < today),
    )


def _closed(row: Closure, slug: str) -> Day:
    which = row.service.name if row.service else "All services"
    hours = "all day"
    if row.from_time and row.until_time:
        hours = f"{row.from_time:%H:%M}–{row.until_time:%H:%M}"
    dates = (row.first_date, row.last_date)
    address = reverse("backoffice:closure", args=[slug, row.key])
    return Day(*dates, row.name, True, "Closed", f"{which}, {hours}", address)


def _special(row: SpecialDay, slug: str) -> Day:
    services = [each for each in row.services.all() if each.is_active]
    what = " · ".join(_in_words(each) for each in services)
    if row.keeps_usual:
        what = f"{what} {USUAL}" if what else "The usual services"
    is_empty = not services and not row.keeps_usual
    dates = (row.first_date, row.last_date)
    address = reverse("backoffice:special_day", args=[slug, row.key])
    return Day(*dates, row.name, False, "Special day", what or "No service yet", address, is_empty)


def _in_words(service: Service) -> str:
    if service.fixed_starts:
        return f"{service.name} {clock_times(service.fixed_starts)}"
    return f"{service.name} {service.first_start:%H:%M}–{service.last_start:%H:%M}"

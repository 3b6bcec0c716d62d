"""Filters that write values for people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import phonenumbers
from django import template
from django.utils import timezone
from django.utils.dateformat import format as written

from entracte.guests.folding import e164
from entracte.restaurants.sign_in.lately import seconds_left
from entracte.restaurants.sign_in.second_factor import passkeys_work

if TYPE_CHECKING:
    from entracte.dining.models import Combination, Service, Table

register = template.Library()

KEPT = {"in_house": "not online", "walk_ins": "walk-ins only"}


@register.simple_tag(takes_context=True)
def signed_in_for(context: template.Context) -> int:
    """Write for how many seconds more a form is taken that asks for a sign-in of lately."""
    return seconds_left(context["request"])


@register.simple_tag(takes_context=True)
def passkeys_allowed(context: template.Context) -> bool:
    """Say whether browsers know passkeys at this address."""
    return passkeys_work(context["request"])


@register.filter
def readable_phone(number: str) -> str:
    """Write an E.164 number with spaces; anything else as it is."""
    if not number or e164(number, "") != number:
        return number
    parsed = phonenumbers.parse(number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


@register.filter
def after_midnight(start: datetime, day: date) -> str:
    """Return the words for a start that is on the next calendar day of its service, else nothing."""
    return "after midnight" if timezone.localtime(start).date() > day else ""


@register.filter
def traits(furniture: Table | Combination) -> str:
    """Write what is special about a table or a combination; nothing where nothing is."""
    return " · ".join(_traits(furniture))


@register.filter
def combined(combination: Combination) -> str:
    """Write which tables a combination joins, where its name does not, and what is special about it."""
    joined = sorted((each.table for each in combination.combined_tables.all()), key=natural_order)
    names = [table.name for table in joined]
    says_it = sorted(combination.name.split(" + ")) == sorted(names)
    tables = [] if says_it else [f"tables {', '.join(names)}"]
    return " · ".join([*tables, *_traits(combination)])


@register.filter
def covers(furniture: Table | Combination) -> str:
    """Write for whom a table or a combination is: 2, or 2–4."""
    low, high = furniture.min_covers, furniture.max_covers
    return str(high) if low == high else f"{low}–{high}"


@register.filter
def dates_to(first: date, last: date) -> str:
    """Write a date, or two with what both share written once: Fri 25 Dec, or Thu 24 – Sat 26 Dec."""
    if first == last:
        return written(first, "D j M Y")
    shared = "D j" if (first.year, first.month) == (last.year, last.month) else "D j M"
    return f"{written(first, shared if first.year == last.year else 'D j M Y')} – {written(last, 'D j M Y')}"


@register.filter
def clock_times(times: list[time]) -> str:
    """Write some times of a day, one after another: 18:00, 20:30."""
    return ", ".join(f"{each:%H:%M}" for each in times)


@register.filter
def starts(service: Service) -> str:
    """Write when a service starts parties: 17:00–21:30, every 15 min; or its fixed starts."""
    if service.fixed_starts:
        return clock_times(service.fixed_starts)
    return f"{service.first_start:%H:%M}–{service.last_start:%H:%M}, every {service.interval_minutes} min"


@register.filter
def season(service: Service) -> str:
    """Write when a service does not run or is not online yet; nothing where it always is."""
    parts = []
    if service.first_date:
        parts.append(f"from {written(service.first_date, 'j M Y')}")
    if service.last_date:
        parts.append(f"until {written(service.last_date, 'j M Y')}")
    if service.online_from:
        parts.append(f"online from {written(service.online_from, 'j M Y')}")
    if not service.is_active:
        parts.append("not in use")
    return " · ".join(parts)


@register.filter
def turns(service: Service) -> str:
    """Write how long parties have their tables: 2: 90 min · 4: 105 min."""
    return " · ".join(f"{party}: {minutes} min" for party, minutes in service.turn_times)


def natural_order(row: Table | Combination) -> tuple[int, str]:
    """Sort 2 before 10, and names after numbers."""
    digits = "".join(letter for letter in row.name if letter.isdecimal())
    return (int(digits) if digits else 1_000_000, row.name)


def _traits(furniture: Table | Combination) -> Iterator[str]:
    if getattr(furniture, "is_step_free", False):
        yield "step-free"
    chairs = getattr(furniture, "high_chairs", 0)
    if chairs:
        yield f"{chairs} high chair{'s' if chairs > 1 else ''}"
    if furniture.kept_for in KEPT:
        yield KEPT[furniture.kept_for]
    if furniture.priority:
        yield f"fills first: {furniture.priority}"
    if not furniture.is_active:
        yield "not in use"

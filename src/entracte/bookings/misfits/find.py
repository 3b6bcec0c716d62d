"""The bookings to come that the present rules would not seat as they stand, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Prefetch

from entracte.availability.rules import Rules
from entracte.availability.service import Service
from entracte.bookings.misfits.tables import why_not_chosen, why_not_tables
from entracte.bookings.models import BookedTable, Booking, Change
from entracte.bookings.overrides import PAST
from entracte.bookings.tables.suits import current_service
from entracte.bookings.transitions import OPEN
from entracte.dining.queries import special_days_of
from entracte.dining.seating_rules import rules_for

if TYPE_CHECKING:
    from entracte.dining.models import SpecialDay
    from entracte.restaurants.models import Restaurant


class Misfit(NamedTuple):
    """A booking that no longer fits, and each rule that it breaks as a sentence for staff."""

    booking: Booking
    reasons: tuple[str, ...]


def misfits_for(restaurant: Restaurant, now: datetime) -> list[Misfit]:
    """Return the open bookings that start after `now` and break a rule, by start.

    An edit of the dining room never changes a booking; it may put it here. Where staff went past a limit
    knowingly, the last sentence says why. Pacing, notice and horizon are for new bookings and not asked.
    Four queries, however many bookings; four more after an edit.
    """
    rules = rules_for(restaurant)
    taken = BookedTable.objects.select_related("table").order_by("table__name", "table_id")
    rows = Booking.objects.filter(restaurant=restaurant, status__in=OPEN, starts_at__gt=now)
    bookings = list(
        rows.select_related("service", "guest")
        .prefetch_related(Prefetch("booked_tables", queryset=taken))
        .order_by("starts_at", "pk")
    )
    special_days = list(special_days_of(restaurant).prefetch_related(None)) if bookings else []
    found = [
        Misfit(booking, reasons)
        for booking in bookings
        if (reasons := tuple(_why_not(booking, rules, special_days)))
    ]
    return _with_what_is_known(found)


def remarks_on_tables(booking: Booking) -> str:
    """Return in sentences what does not suit about the tables of a booking; '' where all does.

    Said to whoever chose them, or made the party smaller.
    """
    service = current_service(rules_for(booking.restaurant), booking)
    return " ".join(why_not_chosen(booking, service))


def _with_what_is_known(found: Sequence[Misfit]) -> list[Misfit]:
    """Add what staff wrote as they went past a limit, the last of it."""
    if not found:
        return []
    lines = Change.objects.filter(
        booking__in=[misfit.booking for misfit in found], reason__contains=PAST
    ).order_by("number")
    known = {line.booking_id: (f"Done knowingly. {line.reason}",) for line in lines}
    return [Misfit(each.booking, each.reasons + known.get(each.booking.pk, ())) for each in found]


def _why_not(booking: Booking, rules: Rules, special_days: Iterable[SpecialDay]) -> list[str]:
    service = current_service(rules, booking)
    if service is None:
        reasons = [f"{booking.service.name} is out of use." if booking.service else "Its service is gone."]
    else:
        reasons = [*_why_not_then(booking, service, rules, special_days)]
        largest = service.largest_party_in_house
        if largest is not None and booking.party_size > largest:
            reasons.append(f"{service.name} takes parties of up to {largest}.")
    return reasons + why_not_tables(booking, service)


def _why_not_then(
    booking: Booking, service: Service, rules: Rules, special_days: Iterable[SpecialDay]
) -> list[str]:
    """Say what forbids that date or that time of it."""
    date = booking.service_date
    if not service.runs_on(date):
        return [_why_not_that_date(booking, service, special_days)]
    closure = rules.closed_all_day(service, date)
    if closure is not None:
        return [f"Closed: {closure.name}."]
    reasons = []
    if booking.starts_at not in service.starts(date, rules.zone):
        reasons.append(f"{service.name} has no start at {booking.starts_at.astimezone(rules.zone):%H:%M}.")
    for start, end, hours in rules.closed_hours(service, date):
        if booking.starts_at < end and start < booking.ends_at:
            reasons.append(f"Closed for part of that time: {hours.name}.")
    departure = service.departure(date, rules.zone)
    if departure is not None and booking.ends_at > departure:
        last = departure.astimezone(rules.zone)
        reasons.append(f"It ends after the last departure of {service.name} at {last:%H:%M}.")
    return reasons


def _why_not_that_date(booking: Booking, service: Service, special_days: Iterable[SpecialDay]) -> str:
    is_usual = booking.service is None or booking.service.special_day_id is None
    date = booking.service_date
    if is_usual:
        for each in special_days:
            if each.first_date <= date <= each.last_date and not each.keeps_usual:
                return f"{service.name} does not run on that date: {each.name}."
    if is_usual and date.weekday() not in service.weekdays:
        return f"{service.name} does not run on {date:%A}s."
    return f"{service.name} does not run on that date."

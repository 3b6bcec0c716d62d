"""What is wrong with the date, the time or the service of a booking, by the present rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from entracte.availability.rules import Closure, Rules
from entracte.availability.service import Service
from entracte.bookings.misfits.blame import Blame, Reason, is_out_of_use, number
from entracte.bookings.misfits.date_lines import comes_over, goes_off, stops_starting

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
    from entracte.dining.models import SpecialDay


def why_no_service(booking: Booking) -> Reason:
    """Return the reason of a booking whose service is out of use, or gone."""
    service = booking.service
    if service is None:
        return Reason("Its service is gone.")
    return Reason(f"{service.name} is out of use.", (is_out_of_use(service.name, "service", service.pk),))


def why_too_large(booking: Booking, service: Service) -> list[Reason]:
    """Return the reason of a party that is too large for its service, or nothing."""
    largest, size = service.largest_party_in_house, booking.party_size
    if largest is None or size <= largest:
        return []
    smaller = {"largest party in house": lambda old, new: number(new) < size <= number(old)}
    did = f"changed the largest party of {service.name}"
    blame = Blame("service", smaller, did, row_key=service.id)
    return [Reason(f"{service.name} takes parties of up to {largest}.", (blame,))]


def why_not_then(
    booking: Booking, service: Service, rules: Rules, special_days: Iterable[SpecialDay]
) -> list[Reason]:
    """Say what forbids that date or that time of it."""
    date = booking.service_date
    if not service.runs_on(date):
        return [_why_not_that_date(booking, service, special_days)]
    closure = rules.closed_all_day(service, date)
    if closure is not None:
        return [Reason(f"Closed: {closure.name}.", (_closing(closure, booking),))]
    reasons = []
    at = booking.starts_at.astimezone(rules.zone)
    if booking.starts_at not in service.starts(date, rules.zone):
        stops = stops_starting(at.time(), service.interval_minutes)
        blame = Blame("service", stops, f"changed the starts of {service.name}", row_key=service.id)
        reasons.append(Reason(f"{service.name} has no start at {at:%H:%M}.", (blame,)))
    for start, end, hours in rules.closed_hours(service, date):
        if booking.starts_at < end and start < booking.ends_at:
            sentence = f"Closed for part of that time: {hours.name}."
            reasons.append(Reason(sentence, (_closing(hours, booking),)))
    departure = service.departure(date, rules.zone)
    if departure is not None and booking.ends_at > departure:
        last = departure.astimezone(rules.zone)
        sentence = f"It ends after the last departure of {service.name} at {last:%H:%M}."
        earlier = {"last departure": lambda old, new: bool(new) and (not old or new != old)}
        did = f"changed the last departure of {service.name}"
        reasons.append(Reason(sentence, (Blame("service", earlier, did, row_key=service.id),)))
    return reasons


def _closing(closure: Closure, booking: Booking) -> Blame:
    breaks = comes_over(booking.service_date) | {
        "from time": lambda old, new: old != new,
        "until time": lambda old, new: old != new,
        "service": lambda old, new: old != new,
    }
    did = f"changed the closure {closure.name}"
    return Blame("closure", breaks, did, name=closure.name, made=f"made the closure {closure.name}")


def _why_not_that_date(booking: Booking, service: Service, special_days: Iterable[SpecialDay]) -> Reason:
    row, date = booking.service, booking.service_date
    is_usual = row is None or row.special_day_id is None
    if is_usual:
        for each in special_days:
            if each.first_date <= date <= each.last_date and not each.keeps_usual:
                return Reason(
                    f"{service.name} does not run on that date: {each.name}.", (_special(each, booking),)
                )
    blames = []
    if is_usual and date.weekday() not in service.weekdays:
        day = f"{date:%a}"
        gone = {"weekdays": lambda old, new: day in old and day not in new}
        blame = Blame("service", gone, f"took {date:%A}s from {service.name}", row_key=service.id)
        return Reason(f"{service.name} does not run on {date:%A}s.", (blame,))
    blames.append(
        Blame("service", goes_off(date), f"changed the dates of {service.name}", row_key=service.id)
    )
    if row is not None and row.special_day_id is not None:
        moved = "moved its special day"
        blames.append(Blame("special day", goes_off(date), moved, row_key=row.special_day_id))
    return Reason(f"{service.name} does not run on that date.", tuple(blames))


def _special(special_day: SpecialDay, booking: Booking) -> Blame:
    breaks = comes_over(booking.service_date) | {"keeps usual": lambda old, new: new == "no"}
    did = f"changed the special day {special_day.name}"
    made = f"made the special day {special_day.name}"
    return Blame("special day", breaks, did, row_key=special_day.pk, made=made)

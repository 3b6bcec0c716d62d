"""The bookings to come that the present rules would not seat as they stand, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Prefetch

from entracte.availability.rules import Rules
from entracte.bookings.misfits.blame import Reason
from entracte.bookings.misfits.tables import why_not_chosen, why_not_tables
from entracte.bookings.misfits.times import why_no_service, why_not_then, why_too_large
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
    reasons: tuple[Reason, ...]


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
    return " ".join(reason.sentence for reason in why_not_chosen(booking, service))


def _with_what_is_known(found: Sequence[Misfit]) -> list[Misfit]:
    """Add what staff wrote as they went past a limit, the last of it."""
    if not found:
        return []
    lines = Change.objects.filter(
        booking__in=[misfit.booking for misfit in found], reason__contains=PAST
    ).order_by("number")
    known = {line.booking_id: (Reason(f"Done knowingly. {line.reason}"),) for line in lines}
    return [Misfit(each.booking, each.reasons + known.get(each.booking.pk, ())) for each in found]


def _why_not(booking: Booking, rules: Rules, special_days: Iterable[SpecialDay]) -> list[Reason]:
    service = current_service(rules, booking)
    if service is None:
        reasons = [why_no_service(booking)]
    else:
        reasons = [*why_not_then(booking, service, rules, special_days)]
        reasons += why_too_large(booking, service)
    return reasons + why_not_tables(booking, service)

"""Which tables are taken, and when? BookedTable rows as the plain values that availability thinks with."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from entracte.availability.service import Service
from entracte.availability.sitting import Sitting
from entracte.availability.times import Span
from entracte.bookings.models import BookedTable


def sittings_over(
    restaurant_id: int, span: Span | None, *, besides: int | None = None
) -> tuple[Sitting, ...]:
    """Return what overlaps the span, of whatever service day; `besides` leaves one booking out. One query."""
    if span is None:
        return ()
    rows = BookedTable.objects.filter(restaurant_id=restaurant_id, span__overlap=(span.start, span.end))
    if besides is not None:
        rows = rows.exclude(booking_id=besides)
    return tuple(
        Sitting(frozenset({table_id}), Span(taken.lower, taken.upper))
        for table_id, taken in rows.values_list("table_id", "span")
    )


def span_of_days(
    services: Iterable[Service], dates: Sequence[date], zone: ZoneInfo, party_size: int
) -> Span | None:
    """Return the span of every turn that may begin on these dates, past midnight too, or None."""
    first: datetime | None = None
    last: datetime | None = None
    for service in services:
        turn = timedelta(minutes=service.turn_minutes(party_size))
        for each in dates:
            starts = service.starts(each, zone)
            if starts:
                first = min(first or starts[0], starts[0])
                last = max(last or starts[-1] + turn, starts[-1] + turn)
    return Span(first, last) if first and last else None


def span_of_turns(services: Iterable[Service], starts_at: datetime, party_size: int) -> Span | None:
    """Return the longest turn that any of the services gives the party at this start; None without one."""
    minutes = max((service.turn_minutes(party_size) for service in services), default=0)
    return Span(starts_at, starts_at + timedelta(minutes=minutes)) if minutes else None

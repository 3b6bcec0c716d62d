"""The tables that are taken, and when: rows as the plain values that availability thinks with."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import connection

from entracte.availability.rules import Rules
from entracte.availability.sitting import Sitting
from entracte.availability.times import Span
from entracte.bookings.sql import PARTIES_OVER, TABLES_OVER

# What TABLES_OVER leaves out.
NO_PARTY = tuple(Sitting._field_defaults.values())[1:]


def sittings_over(
    restaurant_id: int, span: Span | None, *, now: datetime, except_party: int | None = None
) -> list[Sitting]:
    """Return what overlaps the span, of whatever service day, holds, wishes and blocks too. One query.

    `except_party` leaves one party out: a booking's id, with the wish that waits at it, or a hold's,
    negative. Holds and wishes that ended by `now` are left out too.
    """
    rows = _sittings(PARTIES_OVER, restaurant_id, span, now, own_booking=except_party or 0)
    return [row for row in rows if row.party_id != except_party] if except_party is not None else rows


def sittings_for(
    rules: Rules, restaurant_id: int, span: Span | None, *, now: datetime, own_hold: str = ""
) -> list[Sitting]:
    """Return what `sittings_over` does, as far as these rules look at it. One query.

    Who the parties are matters only where starts are paced, or where parties may change tables to make room.
    The hold whose key is `own_hold` is left out, for the guest who has it.
    """
    paced = (rules.pacing, *(service.pacing for service in rules.services))
    if rules.makes_room or any(pacing is not None and pacing.is_limited for pacing in paced):
        return _sittings(PARTIES_OVER, restaurant_id, span, now, own_hold)
    return _sittings(TABLES_OVER, restaurant_id, span, now, own_hold)


def span_of_days(rules: Rules, dates: Sequence[date], party_size: int) -> Span | None:
    """Return the span of all that matters to a turn that begins on one of these dates, or None.

    From the interval of pacing before the first start, to the end of the last turn and its reset.
    """
    first: datetime | None = None
    last: datetime | None = None
    for service in rules.services:
        # A party that may have to change tables has its new one for its own turn, which may be longer.
        longest = service.longest_taken_seconds if rules.makes_room else service.taken_seconds(party_size)
        taken = timedelta(seconds=longest)
        margin = _margin(rules, service.pacing.interval_minutes if service.pacing else 0)
        for each in dates:
            starts = service.starts(each, rules.zone)
            if starts:
                first = min(first or starts[0] - margin, starts[0] - margin)
                last = max(last or starts[-1] + taken, starts[-1] + max(taken, margin))
    return Span(first, last) if first and last else None


def span_of_turns(rules: Rules, starts_at: datetime, party_size: int) -> Span | None:
    """Return the span of all that matters to a party that begins then, whichever service; None without one.

    Where room may be made, that is every turn of the services' runs of that date.
    """
    services = [each for each in rules.services if each.date_of(starts_at, rules.zone) is not None]
    if not services:
        return None
    if rules.makes_room:
        dates = {each.date_of(starts_at, rules.zone) for each in services}
        return span_of_days(rules, [each for each in dates if each is not None], party_size)
    margin = _margin(rules, *(each.pacing.interval_minutes for each in services if each.pacing))
    taken = max(timedelta(seconds=each.taken_seconds(party_size)) for each in services)
    return Span(starts_at - margin, starts_at + max(taken, margin))


def _sittings(
    query: str,
    restaurant_id: int,
    span: Span | None,
    now: datetime,
    own_hold: str = "",
    own_booking: int = 0,
) -> list[Sitting]:
    if span is None:
        return []
    rest = NO_PARTY if query is TABLES_OVER else ()
    values: dict[str, int | str | datetime] = {
        "restaurant": restaurant_id,
        "start": span.start,
        "end": span.end,
        "now": now,
        "own_hold": own_hold,
        "own_booking": own_booking,
    }
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [Sitting._make(row + rest) for row in cursor.fetchall()]


def _margin(rules: Rules, *minutes: int) -> timedelta:
    return timedelta(
        minutes=max(minutes, default=0)
        if rules.pacing is None
        else max(*minutes, rules.pacing.interval_minutes, 0)
    )

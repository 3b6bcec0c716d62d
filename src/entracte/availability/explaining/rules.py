"""The first rule that refuses a party at a start, before any table is looked at, in words."""

import datetime as dt
from collections.abc import Callable

from entracte.availability.explaining.reasons import StartReason, WordedReason
from entracte.availability.explaining.unfit import reason_without_spot
from entracte.availability.explaining.words import WallClock, count, minutes_words
from entracte.availability.pacing import IntervalLoad
from entracte.availability.run import Enquiry, Run
from entracte.availability.service import Service
from entracte.availability.times import seconds_of

Check = Callable[[Run, int], WordedReason | None]


def reason_for_no_run(enquiry: Enquiry, service: Service, date: dt.date) -> WordedReason:
    """Return why the service has no run on this date: closed all day, or not one of its days."""
    clock = WallClock(enquiry.rules.zone, date)
    closure = enquiry.rules.closed_all_day(service, date)
    if service.runs_on(date):
        name = closure.name if closure is not None else "the clocks skip all its starts"
        return WordedReason(StartReason.CLOSED, (f"closed: {name}",))
    if service.within is not None and not service.within[0] <= date <= service.within[1]:
        first, last = service.within
        dates = [f"from {clock.day(first)}"] if first > dt.date.min else []
        dates += [f"until {clock.day(last)}"] if last < dt.date.max else []
        dates = [f"on {clock.day(first)} only"] if first == last else dates
        return WordedReason(StartReason.NO_SERVICE, (f"no service: it runs {' '.join(dates)}",))
    if date.weekday() not in service.weekdays:
        return WordedReason(StartReason.NO_SERVICE, (f"no service: it does not run on {date:%A}s",))
    return WordedReason(StartReason.NO_SERVICE, ("no service: the day has services of its own",))


def first_refusing_rule(run: Run, start_index: int) -> WordedReason | None:
    """Return why a rule refuses the party at this start of the run; None where only tables are left.

    In the order of `offer_at`, by the very bits that it goes by.
    """
    for check in CHECKS:
        found = check(run, start_index)
        if found is not None:
            return found
    return None


def wall_clock_of(run: Run) -> WallClock:
    """Return the clock by which times of this run are written."""
    return WallClock(run.enquiry.rules.zone, run.date)


def _too_far(run: Run, start_index: int) -> WordedReason | None:
    if not run.is_too_far:
        return None
    online_from, days = run.service.online_from, run.service.horizon_days
    if online_from is not None and run.enquiry.today < online_from:
        return WordedReason(StartReason.TOO_FAR, (f"online from {wall_clock_of(run).day(online_from)}",))
    limit = f"{count(days, 'day')} ahead at most" if days else "only on the day itself"
    return WordedReason(StartReason.TOO_FAR, (f"too far: {limit}",))


def _closed(run: Run, start_index: int) -> WordedReason | None:
    if not run.closed() >> start_index & 1:
        return None
    clock, start = wall_clock_of(run), run.grid.instants[start_index]
    for since, until, closure in run.enquiry.rules.closed_hours(run.service, run.date):
        if since < start + run.turn and start < until:
            hours = f"{clock.time(seconds_of(since))} to {clock.time(seconds_of(until))}"
            return WordedReason(StartReason.CLOSED, (f"closed: {closure.name}, {hours}",))
    return None


def _last_departure(run: Run, start_index: int) -> WordedReason | None:
    if not run.too_late() >> start_index & 1 or run.service.last_departure is None:
        return None
    leaves = wall_clock_of(run).time(seconds_of(run.grid.instants[start_index] + run.turn))
    limit = f"last departure {run.service.last_departure:%H:%M}"
    return WordedReason(StartReason.LAST_DEPARTURE, (limit, f"the party would leave at {leaves}"))


def _notice(run: Run, start_index: int) -> WordedReason | None:
    if not run.too_soon() >> start_index & 1:
        return None
    start, notice = run.grid.instants[start_index], run.service.notice_minutes
    if start < run.enquiry.now:
        return WordedReason(StartReason.NOTICE, ("notice: the start is past",))
    closed_at = wall_clock_of(run).time(seconds_of(start) - notice * 60)
    limit = f"notice: bookings close {minutes_words(notice)} ahead"
    return WordedReason(StartReason.NOTICE, (limit, f"that was {closed_at}"))


def _party(run: Run, start_index: int) -> WordedReason | None:
    wish, service = run.enquiry.wish, run.service
    if run.is_party_too_large:
        online = wish.is_online
        most = service.largest_party_online if online else service.largest_party_in_house
        return WordedReason(StartReason.PARTY, (f"party: {'online' if online else 'in house'} up to {most}",))
    largest = service.plan.largest_party
    if largest and wish.party_size > largest:
        return WordedReason(StartReason.PARTY, (f"party: up to {largest} at the largest table",))
    return None


def _no_table(run: Run, start_index: int) -> WordedReason | None:
    return None if run.spots() else reason_without_spot(run)


def _pacing(run: Run, start_index: int) -> WordedReason | None:
    for service, loads in run.interval_loads():
        load = loads[start_index]
        if not load.admits(run.enquiry.wish.party_size):
            return WordedReason(StartReason.PACING, _pacing_words(run, service, load))
    return None


def _pacing_words(run: Run, service: Service | None, load: IntervalLoad) -> tuple[str, ...]:
    clock, wish = wall_clock_of(run), run.enquiry.wish
    starts = [each for each in run.grid.seconds if load.start <= each < load.end]
    when = f"from {clock.time(load.start)} up to {clock.time(load.end)}"
    if starts == [load.start]:
        when = f"at {clock.time(load.start)}"
    whose = service.name if service is not None else "whole restaurant"
    if load.max_parties is not None and load.parties >= load.max_parties:
        limit = count(load.max_parties, "party", "parties")
        verb = "starts" if load.max_parties == 1 else "start"
        return (f"pacing: {load.parties} of {limit} {verb} {when} ({whose})",)
    most = load.max_covers or 0
    parts = [f"pacing: {load.covers} of {most} covers start {when} ({whose})"]
    if load.covers < most:
        parts.append(f"{most - load.covers} left, and the party is {wish.party_size}")
    pacing = service.pacing if service is not None else run.enquiry.rules.pacing
    if wish.is_online and pacing is not None and pacing.kept_in_house:
        parts.append(f"{pacing.kept_in_house} more are kept for those who call")
    return tuple(parts)


CHECKS: tuple[Check, ...] = (_too_far, _closed, _last_departure, _notice, _party, _no_table, _pacing)

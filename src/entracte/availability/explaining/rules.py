"""Which rule refuses a party at a start, before any table is looked at, and in which words?"""

import datetime as dt
from collections.abc import Callable

from entracte.availability.explaining.reasons import Reason, Why
from entracte.availability.explaining.words import Wall, count, lasting
from entracte.availability.pacing import Paced
from entracte.availability.run import Question, Run
from entracte.availability.service import Service
from entracte.availability.times import seconds_of

Check = Callable[[Run, int], Why | None]


def why_no_run(question: Question, service: Service, date: dt.date) -> Why:
    """Why the service has no run on this date: closed all day, or not one of its days."""
    wall = Wall(question.rules.zone, date)
    closure = question.rules.closed_all_day(service, date)
    if service.runs_on(date):
        name = closure.name if closure is not None else "the clocks skip all its starts"
        return Why(Reason.CLOSED, (f"closed: {name}",))
    if service.within is not None and not service.within[0] <= date <= service.within[1]:
        first, last = service.within
        told = [f"from {wall.day(first)}"] if first > dt.date.min else []
        told += [f"until {wall.day(last)}"] if last < dt.date.max else []
        told = [f"on {wall.day(first)} only"] if first == last else told
        return Why(Reason.NO_SERVICE, (f"no service: it runs {' '.join(told)}",))
    if date.weekday() not in service.weekdays:
        return Why(Reason.NO_SERVICE, (f"no service: it does not run on {date:%A}s",))
    return Why(Reason.NO_SERVICE, ("no service: the day has services of its own",))


def first_limit(run: Run, place: int) -> Why | None:
    """The first rule that refuses the party at this start of the run; None where only tables are left to ask.

    In the order of `offer_at`, by the very bits that it goes by.
    """
    for check in CHECKS:
        why = check(run, place)
        if why is not None:
            return why
    return None


def wall_of(run: Run) -> Wall:
    """The wall on which this run is told."""
    return Wall(run.question.rules.zone, run.date)


def _too_far(run: Run, place: int) -> Why | None:
    if not run.is_too_far:
        return None
    online_from, days = run.service.online_from, run.service.horizon_days
    if online_from is not None and run.question.today < online_from:
        return Why(Reason.TOO_FAR, (f"online from {wall_of(run).day(online_from)}",))
    told = f"{count(days, 'day')} ahead at most" if days else "only on the day itself"
    return Why(Reason.TOO_FAR, (f"too far: {told}",))


def _closed(run: Run, place: int) -> Why | None:
    if not run.closed() >> place & 1:
        return None
    start, end, wall = run.grid.instants[place], run.grid.instants[place] + run.turn, wall_of(run)
    for since, until, closure in run.question.rules.closed_hours(run.service, run.date):
        if since < end and start < until:
            hours = f"{wall.of(seconds_of(since))} to {wall.of(seconds_of(until))}"
            return Why(Reason.CLOSED, (f"closed: {closure.name}, {hours}",))
    return None


def _last_departure(run: Run, place: int) -> Why | None:
    if not run.too_late() >> place & 1 or run.service.last_departure is None:
        return None
    leaves = wall_of(run).of(seconds_of(run.grid.instants[place] + run.turn))
    told = f"last departure {run.service.last_departure:%H:%M}"
    return Why(Reason.LAST_DEPARTURE, (told, f"the party would leave at {leaves}"))


def _notice(run: Run, place: int) -> Why | None:
    if not run.too_soon() >> place & 1:
        return None
    start, notice = run.grid.instants[place], run.service.notice_minutes
    if start < run.question.now:
        return Why(Reason.NOTICE, ("notice: the start is past",))
    closed_at = wall_of(run).of(seconds_of(start) - notice * 60)
    return Why(Reason.NOTICE, (f"notice: bookings close {lasting(notice)} ahead", f"that was {closed_at}"))


def _party(run: Run, place: int) -> Why | None:
    wish, service = run.question.wish, run.service
    if run.is_party_too_large:
        online = wish.is_online
        most = service.largest_party_online if online else service.largest_party_in_house
        return Why(Reason.PARTY, (f"party: {'online' if online else 'in house'} up to {most}",))
    largest = service.plan.largest_party
    if largest and wish.party_size > largest:
        return Why(Reason.PARTY, (f"party: up to {largest} at the largest table",))
    return None


def _pacing(run: Run, place: int) -> Why | None:
    for service, intervals in run.paced():
        paced = intervals[place]
        if not paced.admits(run.question.wish.party_size):
            return Why(Reason.PACING, _pacing_words(run, service, paced))
    return None


def _pacing_words(run: Run, service: Service | None, paced: Paced) -> tuple[str, ...]:
    wall, wish = wall_of(run), run.question.wish
    starts = [each for each in run.grid.seconds if paced.start <= each < paced.end]
    when = f"from {wall.of(paced.start)} up to {wall.of(paced.end)}"
    if starts == [paced.start]:
        when = f"at {wall.of(paced.start)}"
    whose = service.name if service is not None else "whole restaurant"
    if paced.max_parties is not None and paced.parties >= paced.max_parties:
        limit = count(paced.max_parties, "party", "parties")
        verb = "starts" if paced.max_parties == 1 else "start"
        return (f"pacing: {paced.parties} of {limit} {verb} {when} ({whose})",)
    most = paced.max_covers or 0
    parts = [f"pacing: {paced.covers} of {most} covers start {when} ({whose})"]
    if paced.covers < most:
        parts.append(f"{most - paced.covers} left, and the party is {wish.party_size}")
    pacing = service.pacing if service is not None else run.question.rules.pacing
    if wish.is_online and pacing is not None and pacing.kept_in_house:
        parts.append(f"{pacing.kept_in_house} more are kept for those who call")
    return tuple(parts)


CHECKS: tuple[Check, ...] = (_too_far, _closed, _last_departure, _notice, _party, _pacing)

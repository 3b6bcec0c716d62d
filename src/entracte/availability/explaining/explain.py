"""What each service says to a party at a start, in the words of the rules."""

import datetime as dt
from collections.abc import Iterable

from entracte.availability.explaining.reasons import (
    REASONS_BY_HOPE,
    Explanation,
    StartReason,
    WordedReason,
)
from entracte.availability.explaining.rules import first_refusing_rule, reason_for_no_run
from entracte.availability.explaining.tables import reason_at_tables
from entracte.availability.explaining.words import starts_words
from entracte.availability.fit import Wish
from entracte.availability.rules import Rules
from entracte.availability.run import Enquiry, run_of
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting, Sittings
from entracte.availability.times import in_utc, wall_instant


def explain(
    *,
    date: dt.date,
    at: dt.time,
    wish: Wish,
    rules: Rules,
    sittings: Iterable[Sitting],
    now: dt.datetime,
    service_key: str = "",
) -> tuple[Explanation, ...]:
    """Return what each service says to the party at this time of the date, those nearest to an offer first.

    `date` and `at` are as the restaurant's calendar and clock show them, so a start after midnight may belong
    to a run of the day before. `sittings` as for `offers` of that run. Says the same as `offer_at` would,
    of each service alone. `service_key` asks one of them only.
    """
    services = rules.named(service_key)
    if not services:
        nothing = WordedReason(StartReason.NO_SERVICE, ("no service: none is in use",))
        return (Explanation(None, "", date, nothing),)
    enquiry = Enquiry(rules, wish, in_utc(now), Sittings(sittings))
    found = [_of_service(enquiry, service, date, at) for service in services]
    found.sort(key=lambda each: (REASONS_BY_HOPE.index(each.reason), each.service_id or 0))
    return tuple(found)


def _of_service(enquiry: Enquiry, service: Service, date: dt.date, at: dt.time) -> Explanation:
    start = wall_instant(date, enquiry.rules.zone, at)
    if start is None:
        skipped = f"not a start: the clocks skip {at:%H:%M} that night"
        return Explanation(service.id, service.name, date, WordedReason(StartReason.NOT_A_START, (skipped,)))
    day = service.date_of(start, enquiry.rules.zone) or _day_meant(service, date, at)
    return Explanation(service.id, service.name, day, _reason_at(enquiry, service, day, start))


def _reason_at(enquiry: Enquiry, service: Service, day: dt.date, start: dt.datetime) -> WordedReason:
    run = run_of(enquiry, service, day)
    if run is None:
        return reason_for_no_run(enquiry, service, day)
    if start not in run.grid.instants:
        return WordedReason(StartReason.NOT_A_START, (f"not a start: {starts_words(service)}",))
    start_index = run.grid.instants.index(start)
    return first_refusing_rule(run, start_index) or reason_at_tables(run, start_index)


def _day_meant(service: Service, date: dt.date, at: dt.time) -> dt.date:
    """Return the date whose run a time that is no start means: after midnight perhaps the day before."""
    is_late = service.wall_times[-1] < service.first_start and at < service.first_start
    day_before = date - dt.timedelta(days=1)
    return day_before if is_late and not service.runs_on(date) and service.runs_on(day_before) else date

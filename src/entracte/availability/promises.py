"""Whether a slot that was promised to a guest is one that the restaurant still seats (D24)."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from entracte.availability.floor import FloorPlan
from entracte.availability.rules import Rules


@dataclass(frozen=True, slots=True)
class Promise:
    """Tables promised from `starts_at` to `ends_at`; `service_date` is the date of the service's run."""

    service_id: int
    service_date: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    table_ids: Collection[int]


def still_stands(promise: Promise, rules: Rules) -> bool:
    """Say whether the service runs on that date, is not closed meanwhile, and has these tables in use.

    Nothing else ends a promise: not other parties, limits or pacing, nor starts that are others by now.
    """
    service = next((each for each in rules.services if each.id == promise.service_id), None)
    day = promise.service_date
    if service is None or not service.runs_on(day) or rules.closed_all_day(service, day):
        return False
    hours = rules.closed_hours(service, day)
    if any(start < promise.ends_at and promise.starts_at < end for start, end, _ in hours):
        return False
    return _has(service.plan, frozenset(promise.table_ids))


def _has(plan: FloorPlan, table_ids: frozenset[int]) -> bool:
    """Say whether these stand on the plan, as a table or as a combination that is in use."""
    single = len(table_ids) == 1 and table_ids <= plan.by_id.keys()
    return single or any(table_ids == frozenset(each.table_ids) for each in plan.combinations)

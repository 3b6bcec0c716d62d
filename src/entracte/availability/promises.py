"""Whether a slot that was promised to a guest is one that the restaurant still seats."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from entracte.availability.fit import Wish
from entracte.availability.offers import refusal_at
from entracte.availability.refusals import PacingReached
from entracte.availability.rules import Rules
from entracte.availability.run import Enquiry, run_of
from entracte.availability.sitting import Sittings
from entracte.availability.times import in_utc


@dataclass(frozen=True, slots=True)
class Promise:
    """A slot that was on offer online when it was promised; `service_date` is the date of its run."""

    service_id: int
    service_date: dt.date
    starts_at: dt.datetime
    party_size: int
    table_ids: Collection[int]
    promised_at: dt.datetime


def still_stands(promise: Promise, rules: Rules) -> bool:
    """Say whether these rules would have let the slot be promised then, at the tables that it has.

    Other parties and pacing are not asked: against those it was promised.
    """
    service = next((each for each in rules.services if each.id == promise.service_id), None)
    if service is None:
        return False
    wish = Wish(promise.party_size)
    run = run_of(
        Enquiry(rules, wish, in_utc(promise.promised_at), Sittings(())), service, promise.service_date
    )
    start = in_utc(promise.starts_at)
    if run is None or start not in run.grid.instants:
        return False
    if refusal_at(run, start) not in (None, PacingReached):
        return False
    return any(set(spot.table_ids) == set(promise.table_ids) for spot in run.spots())

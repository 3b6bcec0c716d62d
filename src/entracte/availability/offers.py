"""Which starts can this party have on this date, at which table, and if none, why?"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime, timedelta
from zoneinfo import ZoneInfo

from entracte.availability.answers import (
    DayAnswer,
    DayState,
    NoTable,
    NotOffered,
    Offer,
    OffGrid,
    PartyTooLarge,
    TooFar,
    TooSoon,
)
from entracte.availability.fit import fitting_tables
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting, Taken
from entracte.availability.times import in_utc

__all__ = [
    "DayAnswer",
    "DayState",
    "NoTable",
    "NotOffered",
    "OffGrid",
    "Offer",
    "PartyTooLarge",
    "TooFar",
    "TooSoon",
    "days",
    "offer_at",
    "offers",
]

# Where services disagree, the reason nearest to an offer is told.
STATES_BY_HOPE = (DayState.FULL, DayState.TOO_SOON, DayState.TOO_FAR, DayState.CLOSED)
REFUSALS_BY_HOPE: tuple[type[NotOffered], ...] = (NoTable, PartyTooLarge, TooSoon, TooFar, OffGrid)


def offers(
    *,
    date: dt.date,
    party_size: int,
    services: Sequence[Service],
    sittings: Iterable[Sitting],
    zone: ZoneInfo,
    now: datetime,
    online: bool = True,
) -> DayAnswer:
    """Every start of the date that the party can have, by start and then by service id.

    `sittings` holds at least those that overlap a turn begun at any start of the date, of whatever service
    and day; more do no harm. Each offer names the best table that is free for its turn; offers are
    alternatives, so two may name the same table. Where `online` is False, staff ask: notice, horizon, the
    largest party online and the past do not count.

    A date without offers is CLOSED where no service runs; TOO_FAR beyond the horizon of all that run;
    TOO_SOON where every start within a horizon is past or inside the notice; FULL where starts remain, but
    none with a table for such a party.
    """
    question = _Question(party_size, zone, in_utc(now), online, Taken(sittings))
    reasons: set[DayState] = set()
    found: list[Offer] = []
    for service in services:
        reason, of_service = question.ask(service, date)
        reasons.add(reason)
        found += of_service
    found.sort(key=lambda offer: (offer.starts_at, offer.service_id))
    return DayAnswer(date, DayState.OPEN if found else _nearest(reasons), tuple(found))


def days(
    *,
    dates: Iterable[dt.date],
    party_size: int,
    services: Sequence[Service],
    sittings: Iterable[Sitting],
    zone: ZoneInfo,
    now: datetime,
    online: bool = True,
) -> tuple[tuple[dt.date, DayState], ...]:
    """The state that `offers` would answer for each date, in the order given, at less cost."""
    question = _Question(party_size, zone, in_utc(now), online, Taken(sittings))
    return tuple((date, _state(question, services, date)) for date in dates)


def offer_at(
    *,
    starts_at: datetime,
    party_size: int,
    services: Iterable[Service],
    sittings: Iterable[Sitting],
    zone: ZoneInfo,
    now: datetime,
    online: bool = True,
) -> Offer:
    """The offer of one start; `starts_at` may be in any time zone, and the rest is as for `offers`.

    Where several services can take the party then, the one with the lowest id does; pass one service to
    insist on it. Raises OffGrid, TooSoon, TooFar, PartyTooLarge or NoTable; where services differ, the
    reason nearest to an offer. May be called again under a lock, with the sittings read anew.
    """
    if not MINYEAR < starts_at.year < MAXYEAR:
        raise OffGrid
    start = in_utc(starts_at)
    question = _Question(party_size, zone, in_utc(now), online, Taken(sittings))
    refusals: set[type[NotOffered]] = {OffGrid}
    for service in sorted(services, key=lambda service: service.id):
        date = service.date_of(start, zone)
        if date is None:
            continue
        refusal = question.refusal(service, date, start)
        if refusal is None:
            offer = next(question.place(service, date, (start,)), None)
            if offer is not None:
                return offer
        refusals.add(refusal or NoTable)
    raise min(refusals, key=REFUSALS_BY_HOPE.index)


@dataclass(frozen=True, slots=True)
class _Question:
    """Who asks, when, and against which book."""

    party_size: int
    zone: ZoneInfo
    now: datetime
    online: bool
    taken: Taken

    def ask(self, service: Service, date: dt.date) -> tuple[DayState, Iterator[Offer]]:
        """The service's offers on the date, found as they are taken out, and the reason if none comes."""
        if not service.runs_on(date):
            return DayState.CLOSED, iter(())
        if self.online and self._is_too_far(service, date):
            return DayState.TOO_FAR, iter(())
        starts: Sequence[datetime] = service.starts(date, self.zone)
        if not starts:
            return DayState.CLOSED, iter(())
        if self.online:
            starts = starts[bisect_left(starts, service.earliest_start(self.now)) :]
            if not starts:
                return DayState.TOO_SOON, iter(())
            if self.party_size > service.largest_party_online:
                return DayState.FULL, iter(())
        return DayState.FULL, self.place(service, date, starts)

    def place(self, service: Service, date: dt.date, starts: Sequence[datetime]) -> Iterator[Offer]:
        """An offer for each start at which some table is free, in the order of tables, the best first."""
        turn = timedelta(minutes=service.turn_minutes(self.party_size))
        for table in fitting_tables(service.plan, self.party_size):
            free, starts = self.taken.divide(table.id, starts, turn)
            for start in free:
                yield Offer(start, start + turn, service.id, service.name, table.id, date)
            if not starts:
                return

    def refusal(self, service: Service, date: dt.date, start: datetime) -> type[NotOffered] | None:
        """Why the service would refuse the party at this start of its date, before any table is looked at."""
        if self.online:
            if self._is_too_far(service, date):
                return TooFar
            if start < service.earliest_start(self.now):
                return TooSoon
            if self.party_size > service.largest_party_online:
                return PartyTooLarge
        if service.plan.tables and self.party_size > service.plan.largest_party:
            return PartyTooLarge
        return None

    def _is_too_far(self, service: Service, date: dt.date) -> bool:
        return service.is_too_far(date, self.now.astimezone(self.zone).date())


def _state(question: _Question, services: Sequence[Service], date: dt.date) -> DayState:
    reasons: set[DayState] = set()
    for service in services:
        reason, of_service = question.ask(service, date)
        if next(of_service, None) is not None:
            return DayState.OPEN
        reasons.add(reason)
    return _nearest(reasons)


def _nearest(reasons: set[DayState]) -> DayState:
    return min(reasons, key=STATES_BY_HOPE.index, default=DayState.CLOSED)

"""The starts that a party can have on a date, at which tables, or why it cannot have one."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime

from entracte.availability.day_states import DayCount, DayState
from entracte.availability.fit import Spot, Wish
from entracte.availability.making_room.starts import table_changes_by_start
from entracte.availability.refusals import (
    Closed,
    NotOffered,
    OffGrid,
    PacingReached,
    PartyTooLarge,
    SlotGone,
    TooFar,
    TooSoon,
)
from entracte.availability.rules import Rules
from entracte.availability.run import Enquiry, Run, free_spots, run_of
from entracte.availability.sitting import Sitting, Sittings, start_indexes
from entracte.availability.times import in_utc

# Where services disagree, the refusal nearest to an offer is raised.
REFUSALS_BY_HOPE: tuple[type[NotOffered], ...] = (
    *(SlotGone, PacingReached, PartyTooLarge, TooSoon, TooFar, Closed, OffGrid),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A start that the party can have, with the tables kept for it. Instants are UTC.

    `service_date` is the date of the service's run, which for a start after midnight is the day before.
    After `ends_at` the tables are laid up again for `reset_minutes`. `table_changes` says which parties
    must change to which tables first: pairs of a party's id and its new spot.
    """

    starts_at: dt.datetime
    ends_at: dt.datetime
    service_id: int
    service_name: str
    spot: Spot
    service_date: dt.date
    reset_minutes: int = 0
    table_changes: tuple[tuple[int, Spot], ...] = ()
    service_key: str = ""


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """The offers of one date, ascending, and how the date stands: OPEN or FEW_LEFT where there are any."""

    date: dt.date
    state: DayState
    offers: tuple[Offer, ...]


def offers(
    *, date: dt.date, wish: Wish, rules: Rules, sittings: Iterable[Sitting], now: datetime
) -> DayAnswer:
    """Return every start of the date that the party can have, by start and then by service id.

    `sittings` holds at least those that overlap a turn begun at any start of the date, or start in the
    pacing's interval of one, of whatever service and day; more do no harm. Each offer names the best spot
    that is free for its turn; offers are alternatives, so two may name the same table.

    A date without offers is CLOSED where no service runs or all is closed; TOO_FAR beyond the horizon of
    all that run; TOO_SOON where every start within a horizon is past or inside the notice;
    NO_TABLE_FOR_PARTY where none that runs seats so many, however empty the book; else FULL.
    """
    enquiry = Enquiry(rules, wish, in_utc(now), Sittings(sittings))
    found: list[Offer] = []
    count = DayCount()
    for service in rules.services:
        run = run_of(enquiry, service, date)
        bits = count.admitted_by(run)
        if run is not None and bits:
            found += _offers(run, bits)
    found.sort(key=lambda offer: (offer.starts_at, offer.service_id))
    return DayAnswer(date, count.state(len(found)), tuple(found))


def offer_at(
    *,
    starts_at: datetime,
    wish: Wish,
    rules: Rules,
    sittings: Iterable[Sitting],
    now: datetime,
    service_key: str = "",
) -> Offer:
    """Return the offer of one start; `starts_at` may be in any time zone, and the rest is as for `offers`.

    `service_key` insists on one service; without it, where several can take the party then, the one with the
    lowest id does. Raises OffGrid, Closed, TooSoon, TooFar, PartyTooLarge, PacingReached or
    SlotGone; where services differ, the reason nearest to an offer. May be called again under a lock, with
    the sittings read again.
    """
    if not MINYEAR < starts_at.year < MAXYEAR:
        raise OffGrid
    start = in_utc(starts_at)
    enquiry = Enquiry(rules, wish, in_utc(now), Sittings(sittings))
    refusals: set[type[NotOffered]] = {OffGrid}
    for service in sorted(rules.named(service_key), key=lambda service: service.id):
        date = service.date_of(start, rules.zone)
        if date is None:
            continue
        run = run_of(enquiry, service, date)
        refusal = refusal_at(run, start)
        if run is not None and refusal is None:
            offer = next(_offers(run, 1 << run.grid.instants.index(start)), None)
            if offer is not None:
                return offer
        refusals.add(refusal or SlotGone)
    raise min(refusals, key=REFUSALS_BY_HOPE.index)


def _offers(run: Run, bits: int) -> Iterator[Offer]:
    """Yield the offers of these starts: where a spot is free, or is once parties changed tables."""
    blocked = run.blocked()
    for free, spot in free_spots(run, bits, blocked):
        bits ^= free
        for start_index in start_indexes(free):
            yield _offer(run, start_index, spot)
    if bits and run.enquiry.rules.makes_room:
        for start_index, found in table_changes_by_start(run, bits):
            yield _offer(run, start_index, found.spot, found.changes)


def _offer(run: Run, start_index: int, spot: Spot, table_changes: tuple[tuple[int, Spot], ...] = ()) -> Offer:
    start, service = run.grid.instants[start_index], run.service
    return Offer(
        start,
        start + run.turn,
        service.id,
        service.name,
        spot,
        run.date,
        service.reset_minutes,
        table_changes,
        service.key,
    )


def refusal_at(run: Run | None, start: datetime) -> type[NotOffered] | None:
    """Return the rule that refuses the party at this start, before any table is looked at."""
    if run is None:
        return Closed
    bit = 1 << run.grid.instants.index(start)
    largest = run.service.plan.largest_party
    if run.is_too_far:
        return TooFar
    if bit & (run.closed() | run.too_late()):
        return Closed
    if bit & run.too_soon():
        return TooSoon
    if run.is_party_too_large or (largest and run.enquiry.wish.party_size > largest):
        return PartyTooLarge
    if not run.spots():
        return SlotGone
    return PacingReached if bit & run.paced_out() else None

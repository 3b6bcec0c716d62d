"""Which starts can this party have on this date, at which tables, and if none, why?"""

import datetime as dt
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, datetime

from entracte.availability.answers import (
    Closed,
    DayAnswer,
    DayState,
    NoTable,
    NotOffered,
    Offer,
    OffGrid,
    PacingReached,
    PartyTooLarge,
    TooFar,
    TooSoon,
)
from entracte.availability.fit import Spot, Wish
from entracte.availability.reseating import rooms
from entracte.availability.rules import Rules
from entracte.availability.run import Question, Run, free_spots, run_of
from entracte.availability.sitting import Sitting, Sittings, places_of
from entracte.availability.times import in_utc

# Where services disagree, the reason nearest to an offer is told.
STATES_BY_HOPE = (DayState.FULL, DayState.TOO_SOON, DayState.TOO_FAR, DayState.CLOSED)
REFUSALS_BY_HOPE: tuple[type[NotOffered], ...] = (
    *(NoTable, PacingReached, PartyTooLarge, TooSoon, TooFar, Closed, OffGrid),
)
# A date has few left when no more than one in so many of its starts is on offer.
FEW = 4


def offers(
    *, date: dt.date, wish: Wish, rules: Rules, sittings: Iterable[Sitting], now: datetime
) -> DayAnswer:
    """Every start of the date that the party can have, by start and then by service id.

    `sittings` holds at least those that overlap a turn begun at any start of the date, or start in the
    pacing's interval of one, of whatever service and day; more do no harm. Each offer names the best spot
    that is free for its turn; offers are alternatives, so two may name the same table.

    A date without offers is CLOSED where no service runs or all is closed; TOO_FAR beyond the horizon of
    all that run; TOO_SOON where every start within a horizon is past or inside the notice; else FULL.
    """
    question = Question(rules, wish, in_utc(now), Sittings(sittings))
    found: list[Offer] = []
    standing = _Standing()
    for service in rules.services:
        run = run_of(question, service, date)
        bits = standing.after(run)
        if run is not None and bits:
            found += _offers(run, bits)
    found.sort(key=lambda offer: (offer.starts_at, offer.service_id))
    return DayAnswer(date, standing.state(len(found)), tuple(found))


def days(
    *, dates: Iterable[dt.date], wish: Wish, rules: Rules, sittings: Iterable[Sitting], now: datetime
) -> tuple[tuple[dt.date, DayState], ...]:
    """The state that `offers` would answer for each date, in the order given, at less cost."""
    question = Question(rules, wish, in_utc(now), Sittings(sittings))
    return tuple((date, _state(question, date)) for date in dates)


def offer_at(
    *, starts_at: datetime, wish: Wish, rules: Rules, sittings: Iterable[Sitting], now: datetime
) -> Offer:
    """The offer of one start; `starts_at` may be in any time zone, and the rest is as for `offers`.

    Where several services can take the party then, the one with the lowest id does; pass rules with one
    service to insist on it. Raises OffGrid, Closed, TooSoon, TooFar, PartyTooLarge, PacingReached or
    NoTable; where services differ, the reason nearest to an offer. May be called again under a lock, with
    the sittings read anew.
    """
    if not MINYEAR < starts_at.year < MAXYEAR:
        raise OffGrid
    start = in_utc(starts_at)
    question = Question(rules, wish, in_utc(now), Sittings(sittings))
    refusals: set[type[NotOffered]] = {OffGrid}
    for service in sorted(rules.services, key=lambda service: service.id):
        date = service.date_of(start, rules.zone)
        if date is None:
            continue
        run = run_of(question, service, date)
        refusal = _refusal(run, start)
        if run is not None and refusal is None:
            offer = next(_offers(run, 1 << run.grid.instants.index(start)), None)
            if offer is not None:
                return offer
        refusals.add(refusal or NoTable)
    raise min(refusals, key=REFUSALS_BY_HOPE.index)


def _offers(run: Run, bits: int) -> Iterator[Offer]:
    """Offers for these starts where a spot is free, or where room can be made if the restaurant allows it."""
    blocked = run.blocked()
    for free, spot in free_spots(run, bits, blocked):
        bits ^= free
        for place in places_of(free):
            yield _offer(run, place, spot)
    if bits and run.question.rules.makes_room:
        for place, room in rooms(run, bits):
            yield _offer(run, place, room.spot, room.moves)


def _offer(run: Run, place: int, spot: Spot, moves: tuple[tuple[int, Spot], ...] = ()) -> Offer:
    start, service = run.grid.instants[place], run.service
    return Offer(
        start, start + run.turn, service.id, service.name, spot, run.date, service.reset_minutes, moves
    )


class _Standing:
    """How the date stands, from what each of its runs admits."""

    def __init__(self) -> None:
        self.starts = 0
        self.reasons: set[DayState] = set()

    def after(self, run: Run | None) -> int:
        """Note one run, and return its starts that only tables can still refuse."""
        if run is None:
            self.reasons.add(DayState.CLOSED)
            return 0
        if run.is_too_far:
            self.reasons.add(DayState.TOO_FAR)
            return 0
        bits = run.every & ~(run.closed() | run.too_late())
        self.starts += bits.bit_count()
        if not bits:
            self.reasons.add(DayState.CLOSED)
            return 0
        bits &= ~run.too_soon()
        self.reasons.add(DayState.FULL if bits else DayState.TOO_SOON)
        if not bits or run.is_party_too_large:
            return 0
        return bits & ~run.paced_out()

    def state(self, offered: int) -> DayState:
        """Return how the date stands with so many starts on offer."""
        if offered:
            is_few = offered * FEW <= self.starts or offered == 1 < self.starts
            return DayState.FEW_LEFT if is_few else DayState.OPEN
        return min(self.reasons, key=STATES_BY_HOPE.index, default=DayState.CLOSED)


def _state(question: Question, date: dt.date) -> DayState:
    standing = _Standing()
    offered = 0
    for service in question.rules.services:
        run = run_of(question, service, date)
        bits = standing.after(run)
        if run is None or not bits:
            continue
        free = 0
        for more, _ in free_spots(run, bits, run.blocked()):
            free |= more
        offered += free.bit_count()
        if bits ^ free and question.rules.makes_room:
            offered += sum(1 for _ in rooms(run, bits ^ free))
    return standing.state(offered)


def _refusal(run: Run | None, start: datetime) -> type[NotOffered] | None:
    """Why the run would refuse the party at this start, before any table is looked at."""
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
    if run.is_party_too_large or (largest and run.question.wish.party_size > largest):
        return PartyTooLarge
    return PacingReached if bit & run.paced_out() else None

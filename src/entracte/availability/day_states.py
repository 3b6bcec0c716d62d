"""How dates stand for one size of party: open, few left, full, closed, too soon or too far."""

import datetime as dt
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from entracte.availability.fit import Wish
from entracte.availability.making_room.starts import table_changes_by_start
from entracte.availability.rules import Rules
from entracte.availability.run import Enquiry, Run, free_spots, run_of
from entracte.availability.sitting import Sitting, Sittings
from entracte.availability.times import in_utc

# A date has few left when no more than one in so many of its starts is on offer.
FEW_IS_ONE_IN = 4


class DayState(StrEnum):
    """How a date stands for one size of party."""

    OPEN = "open"
    FEW_LEFT = "few_left"
    FULL = "full"
    CLOSED = "closed"
    TOO_SOON = "too_soon"
    TOO_FAR = "too_far"

    @property
    def is_open(self) -> bool:
        """Whether there is any start to have."""
        return self in (DayState.OPEN, DayState.FEW_LEFT)


# Where services disagree, the reason nearest to an offer is named.
STATES_BY_HOPE = (DayState.FULL, DayState.TOO_SOON, DayState.TOO_FAR, DayState.CLOSED)


def day_states(
    *, dates: Iterable[dt.date], wish: Wish, rules: Rules, sittings: Iterable[Sitting], now: datetime
) -> tuple[tuple[dt.date, DayState], ...]:
    """Return the state that `offers` would give each date, in the order given, at less cost."""
    enquiry = Enquiry(rules, wish, in_utc(now), Sittings(sittings))
    return tuple((date, _state(enquiry, date)) for date in dates)


class DayCount:
    """The starts of one date that its runs admit, and for what reasons they admit no more."""

    def __init__(self) -> None:
        self.starts = 0
        self.reasons: set[DayState] = set()

    def admitted_by(self, run: Run | None) -> int:
        """Note one run, and return its starts that only tables can still refuse."""
        if run is None:
            self.reasons.add(DayState.CLOSED)
            return 0
        if run.is_too_far:
            self.reasons.add(DayState.TOO_FAR)
            return 0
        bits = run.all_starts & ~(run.closed() | run.too_late())
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
            is_few = offered * FEW_IS_ONE_IN <= self.starts or offered == 1 < self.starts
            return DayState.FEW_LEFT if is_few else DayState.OPEN
        return min(self.reasons, key=STATES_BY_HOPE.index, default=DayState.CLOSED)


def _state(enquiry: Enquiry, date: dt.date) -> DayState:
    count = DayCount()
    offered = 0
    for service in enquiry.rules.services:
        run = run_of(enquiry, service, date)
        bits = count.admitted_by(run)
        if run is None or not bits:
            continue
        free = 0
        for more, _ in free_spots(run, bits, run.blocked()):
            free |= more
        offered += free.bit_count()
        if bits ^ free and enquiry.rules.makes_room:
            offered += sum(1 for _ in table_changes_by_start(run, bits ^ free))
    return count.state(offered)

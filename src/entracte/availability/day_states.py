"""How dates stand for one size of party: open, few left, full, closed, and so on."""

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
    """How a date stands for one size of party.

    NO_TABLE_FOR_PARTY is a date none of whose services would seat it on an empty book.
    """

    OPEN = "open"
    FEW_LEFT = "few_left"
    FULL = "full"
    NO_TABLE_FOR_PARTY = "no_table_for_party"
    CLOSED = "closed"
    TOO_SOON = "too_soon"
    TOO_FAR = "too_far"

    @property
    def is_open(self) -> bool:
        """Whether there is any start to have."""
        return self in (DayState.OPEN, DayState.FEW_LEFT)


# Where services disagree, the reason nearest to an offer is named.
STATES_BY_HOPE = (
    *(DayState.FULL, DayState.NO_TABLE_FOR_PARTY, DayState.TOO_SOON, DayState.TOO_FAR, DayState.CLOSED),
)
# What a run says of starts that are open, where it never seats such a party.
NOT_SEATED = {DayState.FULL: DayState.NO_TABLE_FOR_PARTY}


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
        # each run with what it says of the date where it seats such a party
        self.said: list[tuple[Run, DayState]] = []

    def admitted_by(self, run: Run | None) -> int:
        """Note one run, and return its starts that only tables can still refuse."""
        if run is None:
            return 0
        if run.is_too_far:
            self.said.append((run, DayState.TOO_FAR))
            return 0
        bits = run.all_starts & ~run.closed()
        if not bits:
            return 0
        in_time = bits & ~run.too_late()
        self.starts += in_time.bit_count()
        bits = (in_time or bits) & ~run.too_soon()
        self.said.append((run, DayState.FULL if bits else DayState.TOO_SOON))
        if not bits or not in_time or run.is_party_too_large:
            return 0
        return bits & ~run.paced_out()

    def state(self, offered: int) -> DayState:
        """Return how the date stands with so many starts on offer."""
        if offered:
            is_few = offered * FEW_IS_ONE_IN <= self.starts or offered == 1 < self.starts
            return DayState.FEW_LEFT if is_few else DayState.OPEN
        seated = {state for run, state in self.said if run.is_party_seated}
        others = {NOT_SEATED.get(state, state) for _, state in self.said}
        return min(seated or others, key=STATES_BY_HOPE.index, default=DayState.CLOSED)


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

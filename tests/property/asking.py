"""Which restaurants, books and questions do the property tests try?"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from entracte.availability.floor import FloorPlan, Table
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting
from entracte.availability.times import Span
from tests.builders import LONDON

LONDON_NIGHTS = (date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25))
PLACES = (
    *((LONDON, night) for night in LONDON_NIGHTS),
    (LONDON, date(2026, 12, 4)),
    (ZoneInfo("America/New_York"), date(2026, 3, 8)),
    (ZoneInfo("America/New_York"), date(2026, 10, 31)),
    (ZoneInfo("Australia/Lord_Howe"), date(2026, 4, 5)),
    (ZoneInfo("Australia/Lord_Howe"), date(2026, 10, 3)),
    (ZoneInfo("Pacific/Auckland"), date(2026, 7, 1)),
)
PARTY_SIZES = st.integers(1, 9)
EVENING = st.integers(17 * 12, 24 * 12 - 1)
SMALL_HOURS = st.integers(0, 4 * 12)
ANY_HOUR = st.integers(0, 24 * 12 - 1)


@dataclass(frozen=True, slots=True)
class Asking:
    """One question to one restaurant."""

    date: date
    party_size: int
    services: tuple[Service, ...]
    sittings: tuple[Sitting, ...]
    zone: ZoneInfo
    now: datetime
    online: bool

    @property
    def rest(self) -> dict[str, Any]:
        """What is passed beside a date or a start."""
        return {
            "party_size": self.party_size,
            "services": self.services,
            "sittings": self.sittings,
            "zone": self.zone,
            "now": self.now,
            "online": self.online,
        }


def by_fives(number: int) -> time:
    """The time of day so many steps of five minutes after midnight."""
    return time(number // 12, number % 12 * 5)


@st.composite
def tables(draw: st.DrawFn, id: int) -> Table:
    """A table of odd or even size, named in another order than by id."""
    min_covers = draw(st.sampled_from([1, 1, 1, 2, 3]))
    max_covers = draw(st.integers(min_covers, 8))
    return Table(id=id, name=f"T{draw(st.integers(1, 12))}", min_covers=min_covers, max_covers=max_covers)


@st.composite
def services(draw: st.DrawFn, id: int, plan: FloorPlan, hours: st.SearchStrategy[int] = ANY_HOUR) -> Service:
    """A service by day, by night or past midnight, sometimes with a single start."""
    first = draw(hours)
    last = draw(st.sampled_from([first]) | hours | SMALL_HOURS)
    up_to = sorted(draw(st.sets(st.integers(1, 10), min_size=1, max_size=3)))
    return Service(
        id=id,
        name=f"Service {id}",
        weekdays=draw(st.sampled_from([frozenset(range(7)), frozenset({4, 5, 6}), frozenset({2})])),
        first_start=by_fives(first),
        last_start=by_fives(last),
        interval_minutes=draw(st.sampled_from([15, 20, 30, 35, 45, 90])),
        turn_times=tuple((party, draw(st.integers(6, 30)) * 5) for party in up_to),
        notice_minutes=draw(st.sampled_from([0, 60, 95, 1440])),
        horizon_days=draw(st.sampled_from([0, 1, 7, 90])),
        largest_party_online=draw(st.sampled_from([2, 6, 8])),
        plan=plan,
    )


@st.composite
def askings(
    draw: st.DrawFn,
    places: tuple[tuple[ZoneInfo, date], ...] = PLACES,
    hours: st.SearchStrategy[int] = ANY_HOUR,
    online: bool | None = None,
) -> Asking:
    """A restaurant of up to six tables and three services, its book, and one question near the date."""
    zone, day = draw(st.sampled_from(places))
    furniture = [draw(tables(id)) for id in range(1, draw(st.integers(1, 6)) + 1)]
    plans = [FloorPlan(id=1, tables=tuple(furniture)), FloorPlan(id=2, tables=tuple(furniture[::2]))]
    runs = [
        draw(services(id, draw(st.sampled_from(plans)), hours))
        for id in range(1, draw(st.integers(1, 3)) + 1)
    ]
    midnight = datetime.combine(day, time(0), tzinfo=zone).astimezone(UTC)
    near = draw(st.integers(-36, 36) | st.sampled_from([-24 * 8, -24 * 91]))
    return Asking(
        date=day,
        party_size=draw(PARTY_SIZES),
        services=tuple(draw(st.permutations(runs))),
        sittings=tuple(draw(st.lists(sittings(midnight, len(furniture)), max_size=14))),
        zone=zone,
        now=midnight + timedelta(hours=near, minutes=draw(st.sampled_from([0, 1, 30]))),
        online=draw(st.booleans()) if online is None else online,
    )


@st.composite
def sittings(draw: st.DrawFn, midnight: datetime, table_count: int) -> Sitting:
    """A party at a table or two, from the evening before to the night after; some may overlap each other."""
    start = midnight + timedelta(minutes=5 * draw(st.integers(-6 * 12, 32 * 12)))
    ids = draw(st.sets(st.integers(1, table_count), min_size=1, max_size=2))
    return Sitting(frozenset(ids), Span(start, start + timedelta(minutes=5 * draw(st.integers(1, 72)))))

"""Which restaurants, books and questions do the property tests try?"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from entracte.availability.fit import Wish
from entracte.availability.floor import Combination, FloorPlan, KeptFor, Table
from entracte.availability.pacing import Pacing
from entracte.availability.rules import Closure, Rules
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting
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
EVENING = st.integers(17 * 12, 24 * 12 - 1)
SMALL_HOURS = st.integers(0, 4 * 12)
ANY_HOUR = st.integers(0, 24 * 12 - 1)
SECTIONS = ("", "", "Bar", "Window")
KEPT_FOR = (*[KeptFor.EVERYBODY] * 6, KeptFor.IN_HOUSE, KeptFor.WALK_INS)
MONTHS_AWAY = (date(2026, 1, 5), date(2026, 1, 9))


@dataclass(frozen=True, slots=True)
class Asking:
    """One question to one restaurant."""

    date: date
    wish: Wish
    rules: Rules
    sittings: tuple[Sitting, ...]
    now: datetime

    @property
    def rest(self) -> dict[str, Any]:
        """What is passed beside a date or a start."""
        return {"wish": self.wish, "rules": self.rules, "sittings": self.sittings, "now": self.now}

    def with_plans(
        self, *, tables: tuple[Table, ...] = (), combinations: tuple[Combination, ...] = ()
    ) -> Rules:
        """The same rules with more to sit at on each plan."""
        services = tuple(
            replace(
                each,
                plan=FloorPlan(
                    id=each.plan.id,
                    tables=(*tables, *each.plan.tables),
                    combinations=(*combinations, *each.plan.combinations),
                ),
            )
            for each in self.rules.services
        )
        return replace(self.rules, services=services)


def by_fives(number: int) -> time:
    """The time of day so many steps of five minutes after midnight."""
    return time(number // 12 % 24, number % 12 * 5)


def rarely(strategy: st.SearchStrategy[Any], *, one_in: int = 4) -> st.SearchStrategy[Any]:
    """None mostly, else one of these."""
    return st.integers(1, one_in).flatmap(lambda drawn: strategy if drawn == one_in else st.none())


@st.composite
def tables(draw: st.DrawFn, id: int) -> Table:
    """A table of odd or even size, named in another order than by id."""
    min_covers = draw(st.sampled_from([1, 1, 1, 2, 3]))
    return Table(
        id=id,
        name=f"T{draw(st.integers(1, 12))}",
        min_covers=min_covers,
        max_covers=draw(st.integers(min_covers, 8)),
        section=draw(st.sampled_from(SECTIONS)),
        kept_for=draw(st.sampled_from(KEPT_FOR)),
        priority=draw(st.integers(0, 2)),
        is_step_free=draw(st.booleans()),
        high_chairs=draw(st.integers(0, 2)),
    )


@st.composite
def combinations(draw: st.DrawFn, id: int, table_ids: st.SearchStrategy[list[int]]) -> Combination:
    """Tables that may join, in any order, with covers that need not be the sum of theirs."""
    min_covers = draw(st.sampled_from([1, 1, 2, 3, 5]))
    return Combination(
        id=id,
        name=f"C{draw(st.integers(1, 12))}",
        table_ids=tuple(draw(table_ids)),
        min_covers=min_covers,
        max_covers=draw(st.integers(min_covers, 9)),
        kept_for=draw(st.sampled_from(KEPT_FOR)),
        priority=draw(st.integers(0, 2)),
    )


@st.composite
def plans(draw: st.DrawFn) -> tuple[FloorPlan, FloorPlan]:
    """A room of up to six tables with what may join there, and a layout of every other table of it."""
    furniture = tuple(draw(tables(id)) for id in range(1, draw(st.integers(1, 6)) + 1))
    joined: list[Combination] = []
    if len(furniture) > 1:
        ids = [each.id for each in furniture]
        some = st.lists(st.sampled_from(ids), unique=True, min_size=2, max_size=3)
        joined = [draw(combinations(id, some)) for id in range(1, draw(st.integers(0, 5)) + 1)]
    here = {each.id for each in furniture[::2]}
    rest = tuple(each for each in joined if here.issuperset(each.table_ids))
    return FloorPlan(1, furniture, tuple(joined)), FloorPlan(2, furniture[::2], rest)


@st.composite
def pacings(draw: st.DrawFn) -> Pacing:
    """A limit on parties, on covers, on both or on none, perhaps with covers for those who call."""
    return Pacing(
        interval_minutes=draw(st.sampled_from([15, 30, 35, 60, 110, 240])),
        max_parties=draw(st.none() | st.integers(0, 3)),
        max_covers=draw(st.none() | st.integers(0, 16)),
        kept_in_house=draw(st.sampled_from([0, 0, 2, 20])),
    )


@st.composite
def spans_of_dates(draw: st.DrawFn, day: date) -> tuple[date, date]:
    """Some dates in a row, about the day mostly."""
    if draw(st.integers(1, 5)) == 1:
        return MONTHS_AWAY
    first = day + timedelta(days=draw(st.integers(-3, 1)))
    return first, first + timedelta(days=draw(st.integers(0, 4)))


@st.composite
def closures(draw: st.DrawFn, day: date, service_count: int) -> Closure:
    """A whole day, or hours of it, perhaps past midnight; of one service, or of all."""
    same = ANY_HOUR.map(lambda hour: (hour, hour))
    hours = draw(st.none() | st.tuples(ANY_HOUR, ANY_HOUR) | same)
    first, last = draw(spans_of_dates(day))
    return Closure(
        name="Stocktaking",
        first_date=first,
        last_date=last,
        from_time=by_fives(hours[0]) if hours else None,
        until_time=by_fives(hours[1]) if hours else None,
        service_id=draw(st.none() | st.integers(1, service_count)),
    )


@st.composite
def services(
    draw: st.DrawFn, id: int, plan: FloorPlan, day: date, hours: st.SearchStrategy[int] = ANY_HOUR
) -> Service:
    """A service by day, by night or past midnight, with a grid, fixed starts or a single one."""
    first = draw(hours)
    up_to = sorted(draw(st.sets(st.integers(1, 10), min_size=1, max_size=3)))
    fixed = draw(rarely(st.lists(hours | SMALL_HOURS, min_size=1, max_size=4))) or []
    every_day, weekend = frozenset(range(7)), frozenset({4, 5, 6})
    return Service(
        id=id,
        name=f"Service {id}",
        weekdays=draw(st.sampled_from([every_day, every_day, weekend, frozenset({2})])),
        first_start=by_fives(first),
        last_start=by_fives(draw(st.sampled_from([first]) | hours | SMALL_HOURS)),
        interval_minutes=draw(st.sampled_from([15, 20, 30, 35, 45, 90])),
        turn_times=tuple((party, draw(st.integers(6, 30)) * 5) for party in up_to),
        notice_minutes=draw(st.sampled_from([0, 60, 95, 1440])),
        horizon_days=draw(st.sampled_from([0, 1, 7, 90])),
        largest_party_online=draw(st.sampled_from([2, 6, 8, 12])),
        plan=plan,
        fixed_starts=tuple(by_fives(each) for each in fixed),
        reset_minutes=draw(st.sampled_from([0, 0, 5, 30])),
        last_departure=draw(rarely((hours | SMALL_HOURS).map(by_fives))),
        largest_party_in_house=draw(rarely(st.integers(2, 10))),
        within=draw(rarely(spans_of_dates(day))),
        not_on=tuple(draw(st.lists(spans_of_dates(day), max_size=2))) if draw(rarely(st.just(1))) else (),
        online_from=draw(rarely(st.integers(-3, 2).map(lambda days: day + timedelta(days=days)))),
        pacing=draw(rarely(pacings(), one_in=3)),
    )


@st.composite
def wishes(draw: st.DrawFn, is_online: bool | None = None) -> Wish:
    """A party online, by phone or at the door, mostly without needs."""
    online = draw(st.booleans()) if is_online is None else is_online
    return Wish(
        party_size=draw(st.integers(1, 9)),
        is_online=online,
        is_walk_in=not online and draw(st.booleans()),
        needs_step_free=bool(draw(rarely(st.just(1)))),
        high_chairs=draw(rarely(st.integers(1, 3))) or 0,
        section=draw(rarely(st.sampled_from(["Bar", "Window"]))) or "",
    )


@st.composite
def askings(
    draw: st.DrawFn,
    places: tuple[tuple[ZoneInfo, date], ...] = PLACES,
    hours: st.SearchStrategy[int] = ANY_HOUR,
    is_online: bool | None = None,
) -> Asking:
    """A restaurant of up to six tables and three services, its book, and one question near the date."""
    zone, day = draw(st.sampled_from(places))
    layouts = draw(plans())
    count = draw(st.integers(1, 3))
    runs = tuple(draw(services(id, draw(st.sampled_from(layouts)), day, hours)) for id in range(1, count + 1))
    rules = Rules(
        zone=zone,
        services=runs,
        closures=tuple(draw(rarely(st.lists(closures(day, count), min_size=1, max_size=2))) or ()),
        pacing=draw(rarely(pacings())),
    )
    midnight = datetime.combine(day, time(0), tzinfo=zone).astimezone(UTC)
    near = draw(st.integers(-36, 36) | st.sampled_from([-24 * 8, -24 * 91]))
    return Asking(
        date=day,
        wish=draw(wishes(is_online)),
        rules=rules,
        sittings=draw(books(midnight, len(layouts[0].tables), count)),
        now=midnight + timedelta(hours=near, minutes=draw(st.sampled_from([0, 1, 30]))),
    )


@st.composite
def books(draw: st.DrawFn, midnight: datetime, table_count: int, service_count: int) -> tuple[Sitting, ...]:
    """Parties, holds and blocks at a table or two, from the evening before to the night after.

    Some overlap, as those shared knowingly do; some have their tables from later than they came, being moved.
    """
    rows: list[Sitting] = []
    for number in range(1, draw(st.integers(0, 12)) + 1):
        came = int(midnight.timestamp()) + 300 * draw(st.integers(-6 * 12, 32 * 12))
        start = came + 300 * draw(st.sampled_from([0, 0, 0, 6]))
        row = Sitting(
            table_id=0,
            start=start,
            end=start + 300 * draw(st.integers(1, 72)),
            party_id=draw(st.sampled_from([number, number, -number])),
            party_start=came,
            party_size=draw(st.integers(1, 8)),
            service_id=draw(st.integers(0, service_count)),
        )
        if draw(st.integers(1, 8)) == 1:
            row = row._replace(party_id=0, party_start=0, party_size=0, service_id=0)
        ids = draw(st.sets(st.integers(1, table_count), min_size=1, max_size=2))
        rows += [row._replace(table_id=each) for each in sorted(ids)]
    return tuple(draw(st.permutations(rows)))

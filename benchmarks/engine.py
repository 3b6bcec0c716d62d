"""How fast does availability alone think? Plain values in, a date's offers out, no database, no web."""

import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall
from random import Random
from zoneinfo import ZoneInfo

from benchmarks.figures import Figure, figure
from benchmarks.options import Options
from entracte.availability.day_states import day_states
from entracte.availability.fit import Wish
from entracte.availability.floor import Combination, FloorPlan, Table
from entracte.availability.offers import offers
from entracte.availability.rules import Rules
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting

ZONE = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
TURN_SECONDS = 90 * 60
TURNS = (wall(12), wall(13, 30), wall(17), wall(18, 30), wall(20), wall(21, 30))
FIXTURE_MS, LARGE_MS = 0.15, 1.5
DATES = [TODAY + timedelta(days=ahead) for ahead in range(9, 31)]
MONTH = [date(2026, 12, 1) + timedelta(days=day) for day in range(31)]


def measure(options: Options) -> list[Figure]:
    """Return the milliseconds of one question, for the fixture and for the large restaurant."""
    found = []
    for name, times, a_day, target in (("fixture", 1, 60, FIXTURE_MS), ("large", 10, 800, LARGE_MS)):
        rules = restaurant(times)
        books = {on: sittings(rules, on, a_day) for on in DATES}
        month = [each for on in MONTH for each in sittings(rules, on, a_day)]
        one = [_offers_ms(rules, books, options.requests) for _ in range(options.runs)]
        whole = [_days_ms(rules, month) for _ in range(options.runs)]
        found.append(figure(f"pure engine, {name}: offers for one date", "ms CPU", a_day, one, target=target))
        found.append(figure(f"pure engine, {name}: a month of days", "ms CPU", len(month), whole))
    return found


def restaurant(times: int) -> Rules:
    """The fixture's rules, or the large restaurant's with ten times the tables and combinations."""
    seats = [2] * 8 * times + [4] * 8 * times + [6] * 4 * times
    tables = tuple(Table(id, str(id), 1, covers) for id, covers in enumerate(seats, start=1))
    pairs = [place for first, last in ((0, 20), (80, 120)) for place in range(first, last)]
    combinations = tuple(
        Combination(1000 + place, f"{one.id}+{other.id}", (one.id, other.id), both - 1, both)
        for place in (pairs if times > 1 else [])
        for one, other in [tables[place : place + 2]]
        for both in [one.max_covers + other.max_covers]
    )
    plan = FloorPlan(1, tables, combinations)
    return Rules(
        ZONE,
        (_service(1, "Lunch", TURNS[0], TURNS[1], plan), _service(2, "Dinner", TURNS[2], TURNS[5], plan)),
    )


def sittings(rules: Rules, on: date, a_day: int) -> list[Sitting]:
    """So many of the day's table-turns, drawn again for each date."""
    tables = rules.services[0].plan.tables
    drawn = Random(on.toordinal()).sample([(table, turn) for table in tables for turn in TURNS], a_day)
    found = []
    for party, (table, turn) in enumerate(drawn, start=on.toordinal() * 1000):
        start = int(datetime.combine(on, turn, ZONE).timestamp())
        service = 1 if turn < TURNS[2] else 2
        size = table.max_covers - party % 2
        found.append(
            Sitting(table.id, start, start + TURN_SECONDS, 0, party, start, size, service, may_move=True)
        )
    return found


def _service(id: int, name: str, first: wall, last: wall, plan: FloorPlan) -> Service:
    return Service(
        id=id,
        name=name,
        weekdays=frozenset(range(7)),
        first_start=first,
        last_start=last,
        interval_minutes=15,
        turn_times=((20, 90),),
        notice_minutes=60,
        horizon_days=90,
        largest_party_online=8,
        plan=plan,
    )


def _offers_ms(rules: Rules, books: dict[date, list[Sitting]], count: int) -> float:
    asked = [(DATES[number % 22], Wish(1 + (number + number // 22) % 6)) for number in range(count)]
    for on, wish in asked[:132]:
        offers(date=on, wish=wish, rules=rules, sittings=books[on], now=NOW)
    since = time.process_time()
    for on, wish in asked:
        offers(date=on, wish=wish, rules=rules, sittings=books[on], now=NOW)
    return (time.process_time() - since) / count * 1000


def _days_ms(rules: Rules, month: list[Sitting]) -> float:
    count = 30
    since = time.process_time()
    for number in range(count):
        day_states(dates=MONTH, wish=Wish(1 + number % 6), rules=rules, sittings=month, now=NOW)
    return (time.process_time() - since) / count * 1000

"""Which restaurant is measured, and how do its rows come into the database? Run as a process of its own.

The fixture: 20 tables (8 of 2, 8 of 4, 4 of 6), open 12:00-15:00 and 17:00-23:00 daily, a start every 15
minutes, turns of 90 minutes, 60 bookings a day. The large one has ten times the tables, and combinations.
"""

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402

from benchmarks.visitor import ORIGIN  # noqa: E402
from entracte import clock  # noqa: E402
from entracte.dining.models import (  # noqa: E402
    Combination,
    CombinedTable,
    FloorPlan,
    Placement,
    Service,
    Table,
)
from entracte.restaurants.models import Restaurant, Widget  # noqa: E402

TURNS = (time(12), time(13, 30), time(17), time(18, 30), time(20), time(21, 30))
DINNER = time(17)
DAYS_AHEAD, FREE_UNTIL = 30, 80
# of 200 tables: neighbours of two and of four that may join
JOINED = ((0, 20), (80, 100), (100, 120))
FREE = """
SELECT to_char((day + t.wall) AT TIME ZONE 'Europe/London' AT TIME ZONE 'UTC',
               'YYYY-MM-DD"T"HH24:MI:SS"+00:00"'),
       t.seats - (abs(hashint8extended(place, number * 7)) %% 2)::int
FROM generate_series(1, %(until)s) AS number
CROSS JOIN LATERAL (SELECT %(today)s::date + number::int AS day) AS d
CROSS JOIN turn AS t
WHERE NOT EXISTS (SELECT FROM seated s WHERE s.day = d.day AND s.place = t.place)
ORDER BY hashint8extended(place, number * 11 + 4)
"""


@dataclass(frozen=True, slots=True)
class Built:
    """What whoever measures needs to know: the widget's key, today, and (start, party) of what is free."""

    widget: str
    today: str
    free: list[tuple[str, int]]


def build(size: int, *, is_large: bool) -> Built:
    """Make the restaurant and so many bookings of it in this process's database, which is empty."""
    now = clock.now()
    restaurant = Restaurant.objects.create(name="The Prompt Side", slug="prompt-side", created_at=now)
    widget = Widget.objects.create(
        restaurant=restaurant,
        name="Theatre website",
        integration=Widget.Integration.SPEKTRIX,
        allowed_origins=[ORIGIN],
        created_at=now,
    )
    times = 10 if is_large else 1
    tables = _tables(restaurant, times)
    if is_large:
        _combinations(restaurant, tables)
    _services(restaurant, tables)
    free = _bookings(restaurant, widget, size, 800 if is_large else 60, now.date())
    return Built(widget.key, now.date().isoformat(), free)


def _tables(restaurant: Restaurant, times: int) -> list[Table]:
    seats = [2] * 8 * times + [4] * 8 * times + [6] * 4 * times
    return Table.objects.bulk_create(
        Table(restaurant=restaurant, name=str(number), max_covers=covers)
        for number, covers in enumerate(seats, start=1)
    )


def _combinations(restaurant: Restaurant, tables: list[Table]) -> None:
    for first, last in JOINED:
        for place in range(first, last):
            pair = tables[place : place + 2]
            seats = sum(table.max_covers for table in pair)
            made = Combination.objects.create(
                restaurant=restaurant,
                name="+".join(table.name for table in pair),
                min_covers=seats - 1,
                max_covers=seats,
            )
            for table in pair:
                CombinedTable.objects.create(restaurant=restaurant, combination=made, table=table)


def _services(restaurant: Restaurant, tables: list[Table]) -> None:
    plan = FloorPlan.objects.create(restaurant=restaurant, name="Dining room")
    Placement.objects.bulk_create(
        Placement(restaurant=restaurant, plan=plan, table=table) for table in tables
    )
    usual = {
        "restaurant": restaurant,
        "plan": plan,
        "weekdays": list(range(7)),
        "turn_times": [[20, 90]],
        "horizon_days": 90,
    }
    Service.objects.create(**usual, name="Lunch", first_start=time(12), last_start=time(13, 30))
    Service.objects.create(**usual, name="Dinner", first_start=DINNER, last_start=time(21, 30))


def _bookings(
    restaurant: Restaurant, widget: Widget, size: int, a_day: int, today: date
) -> list[tuple[str, int]]:
    values: dict[str, Any] = {"size": size, "a_day": a_day, "restaurant": restaurant.pk, "widget": widget.pk}
    values |= {"last": today + timedelta(days=DAYS_AHEAD), "today": today, "until": FREE_UNTIL}
    with connection.cursor() as cursor:
        # keys and constraints between rows hold by how the rows are made
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "CREATE TEMP TABLE turn (place int, table_id bigint, seats int, wall time, service_id bigint)"
        )
        turns: list[tuple[Any, ...]] = [*_turns(restaurant)]
        cursor.executemany("INSERT INTO turn VALUES (%s, %s, %s, %s, %s)", turns)
        for statement in (Path(__file__).parent / "rows.sql").read_text().split(";\n"):
            if statement.strip():
                cursor.execute(statement, values)
        cursor.execute(FREE, values)
        free: list[tuple[str, int]] = cursor.fetchall()
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")
    return free


def _turns(restaurant: Restaurant) -> list[tuple[int, int, int, time, int]]:
    lunch, dinner = Service.objects.filter(restaurant=restaurant).order_by("first_start")
    tables = Table.objects.filter(restaurant=restaurant).order_by("id")
    pairs = [(table, wall) for table in tables for wall in TURNS]
    return [
        (place, table.pk, table.max_covers, wall, (dinner if wall >= DINNER else lunch).pk)
        for place, (table, wall) in enumerate(pairs)
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--large", action="store_true")
    args = parser.parse_args()
    sys.stdout.write(json.dumps(asdict(build(args.size, is_large=args.large))))

"""The tables and the services of the example restaurant."""

from datetime import time

from entracte.dining.models import (
    Combination,
    CombinedTable,
    FloorPlan,
    Placement,
    Service,
    Table,
)
from entracte.restaurants.models import Restaurant

# name, min covers, max covers, x, y, shape: centimetres on the plan
TABLES = (
    ("1", 1, 2, 60, 60, "round"),
    ("2", 1, 2, 200, 60, "round"),
    ("3", 1, 2, 340, 60, "round"),
    ("4", 1, 2, 480, 60, "round"),
    ("5", 1, 2, 620, 60, "round"),
    ("6", 1, 2, 760, 60, "round"),
    ("7", 2, 4, 80, 240, "square"),
    ("8", 2, 4, 260, 240, "square"),
    ("9", 2, 4, 440, 240, "square"),
    ("10", 2, 4, 620, 240, "square"),
    ("11", 2, 4, 800, 240, "square"),
    ("12", 4, 6, 100, 430, "long"),
    ("13", 4, 6, 400, 430, "long"),
    ("14", 5, 8, 700, 430, "long"),
)
SECTIONS = {"round": "Window", "square": "Main room", "long": "Main room"}
TRAITS: dict[str, dict[str, int | bool]] = {
    "8": {"high_chairs": 2},
    "11": {"priority": 3},
    "12": {"is_step_free": True, "high_chairs": 1},
}
# names of the tables, min covers, max covers
COMBINATIONS = ((("10", "11"), 7, 8), (("12", "13"), 9, 12))
# So that kitchen and door keep up; of a full half hour a few covers are for those who call.
PACING = {"pacing_minutes": 30, "max_covers": 30, "covers_kept_in_house": 6}


def make_floor_plan(restaurant: Restaurant) -> FloorPlan:
    """Make the tables, their placements and the combinations."""
    plan = FloorPlan.objects.create(restaurant=restaurant, name="Dining room")
    tables = {}
    for name, min_covers, max_covers, x, y, shape in TABLES:
        traits = {"section": SECTIONS[shape], **TRAITS.get(name, {})}
        tables[name] = Table.objects.create(
            restaurant=restaurant, name=name, min_covers=min_covers, max_covers=max_covers, **traits
        )
        Placement.objects.create(restaurant=restaurant, plan=plan, table=tables[name], x=x, y=y, shape=shape)
    for names, min_covers, max_covers in COMBINATIONS:
        joined = Combination.objects.create(
            restaurant=restaurant, name=" + ".join(names), min_covers=min_covers, max_covers=max_covers
        )
        for name in names:
            CombinedTable.objects.create(restaurant=restaurant, combination=joined, table=tables[name])
    return plan


def make_services(restaurant: Restaurant, plan: FloorPlan) -> None:
    """Make lunch and dinner."""
    shared = {"restaurant": restaurant, "plan": plan, "notice_minutes": 30, "horizon_days": 120}
    lunch = {"weekdays": [2, 3, 4, 5, 6], "first_start": time(12), "last_start": time(14, 15)}
    dinner = {"weekdays": list(range(7)), "first_start": time(17), "last_start": time(21, 30)}
    Service.objects.create(**shared, **lunch, name="Lunch", last_departure=time(16, 30))
    Service.objects.create(**shared, **dinner, **PACING, name="Dinner", largest_party_in_house=12)

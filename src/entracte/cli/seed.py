"""What does the demo restaurant look like? Made once; a warm start only refreshes addresses and keys."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from entracte.boxoffice.models import Connection
from entracte.cli.seed_bookings import seed_bookings
from entracte.dining.models import (
    Closure,
    Combination,
    CombinedTable,
    FloorPlan,
    Placement,
    Service,
    SpecialDay,
    Table,
)
from entracte.restaurants.models import Account, Member, Restaurant, Widget

SLUG = "prompt-side"
PEOPLE = (
    ("owner@entracte.example", "Olive Hart", Member.Role.OWNER),
    ("manager@entracte.example", "Mara Lindqvist", Member.Role.MANAGER),
    ("host@entracte.example", "Hugo Bell", Member.Role.HOST),
)
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
OPENING_HOURS = (
    "Dinner every day from 17:00\nLunch Wednesday to Sunday from 12:00\nThe bar is open until midnight"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the demo's processes answer, and what opens their doors."""

    simulator_origin: str
    custom_domain: str
    outer_origin: str
    client_name: str
    login: str
    api_key: str
    password: str


def seed_demo(surroundings: Surroundings, *, now: datetime) -> str:
    """Make or refresh the demo restaurant; returns the key of the widget on the theatre's page."""
    with transaction.atomic():
        restaurant = Restaurant.objects.filter(slug=SLUG).first()
        is_new = restaurant is None
        if restaurant is None:
            restaurant = _restaurant(now)
            _people(restaurant, surroundings.password, now)
            plan = _dining_room(restaurant)
            _dates(restaurant, plan, today=now.astimezone(ZoneInfo(restaurant.time_zone)).date())
        widget = _widgets(restaurant, surroundings.outer_origin, now)
        _connection(restaurant, surroundings, now)
        if is_new:
            seed_bookings(restaurant, now=now)
    return widget.key


def _restaurant(now: datetime) -> Restaurant:
    return Restaurant.objects.create(
        name="The Prompt Side",
        slug=SLUG,
        address="Alder Theatre, 12 Foundry Lane, Bristol BS1 4QX",
        phone="+44 117 496 0123",
        country="GB",
        time_zone="Europe/London",
        currency="GBP",
        locale="en-GB",
        opening_hours=OPENING_HOURS,
        makes_room=True,
        created_at=now,
    )


def _people(restaurant: Restaurant, password: str, now: datetime) -> None:
    for email, name, role in PEOPLE:
        account = Account(email=email, name=name, created_at=now)
        account.set_password(password)
        account.save()
        Member.objects.create(restaurant=restaurant, account=account, role=role)


def _dining_room(restaurant: Restaurant) -> FloorPlan:
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
    shared = {"restaurant": restaurant, "plan": plan, "notice_minutes": 30, "horizon_days": 120}
    lunch = {"weekdays": [2, 3, 4, 5, 6], "first_start": time(12), "last_start": time(14, 15)}
    dinner = {"weekdays": list(range(7)), "first_start": time(17), "last_start": time(21, 30)}
    Service.objects.create(**shared, **lunch, name="Lunch", last_departure=time(16, 30))
    Service.objects.create(**shared, **dinner, **PACING, name="Dinner", largest_party_in_house=12)
    return plan


def _dates(restaurant: Restaurant, plan: FloorPlan, *, today: date) -> None:
    """Close at Christmas, and let New Year's Eve have two starts of its own."""
    christmas, eve = _next(today, month=12, day=25), _next(today, month=12, day=31)
    Closure.objects.create(
        restaurant=restaurant, name="Christmas Day", first_date=christmas, last_date=christmas
    )
    special = SpecialDay.objects.create(
        restaurant=restaurant, name="New Year’s Eve", first_date=eve, last_date=eve
    )
    Service.objects.create(
        restaurant=restaurant,
        special_day=special,
        plan=plan,
        name="Gala dinner",
        first_start=time(18),
        last_start=time(21),
        fixed_starts=[time(18), time(21)],
        turn_times=[[8, 165]],
        reset_minutes=15,
        horizon_days=400,
        largest_party_in_house=12,
    )


def _next(today: date, *, month: int, day: int) -> date:
    """Return the first such date that is not past."""
    return min(each for year in (today.year, today.year + 1) if (each := date(year, month, day)) >= today)


def _widgets(restaurant: Restaurant, outer_origin: str, now: datetime) -> Widget:
    Widget.objects.get_or_create(
        restaurant=restaurant,
        name="Our own website",
        defaults={"integration": Widget.Integration.NONE, "created_at": now},
    )
    widget, _ = Widget.objects.update_or_create(
        restaurant=restaurant,
        name="Theatre website",
        defaults={"allowed_origins": [outer_origin]},
        create_defaults={
            "integration": Widget.Integration.SPEKTRIX,
            "allowed_origins": [outer_origin],
            "shows_curtain": True,
            "created_at": now,
        },
    )
    return widget


def _connection(restaurant: Restaurant, surroundings: Surroundings, now: datetime) -> None:
    Connection.objects.update_or_create(
        restaurant=restaurant,
        defaults={
            "client_name": surroundings.client_name,
            "login": surroundings.login,
            "api_key": surroundings.api_key,
            "origin": surroundings.simulator_origin,
            "custom_domain": surroundings.custom_domain,
            "changed_at": now,
        },
    )

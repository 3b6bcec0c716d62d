"""What does the demo restaurant look like? Made once; a warm start only refreshes addresses and keys."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from entracte.boxoffice.models import Connection
from entracte.cli.seed_bookings import seed_bookings
from entracte.dining.models import FloorPlan, Placement, Service, Table
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
            _dining_room(restaurant)
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
        created_at=now,
    )


def _people(restaurant: Restaurant, password: str, now: datetime) -> None:
    for email, name, role in PEOPLE:
        account = Account(email=email, name=name, created_at=now)
        account.set_password(password)
        account.save()
        Member.objects.create(restaurant=restaurant, account=account, role=role)


def _dining_room(restaurant: Restaurant) -> None:
    plan = FloorPlan.objects.create(restaurant=restaurant, name="Dining room")
    for name, min_covers, max_covers, x, y, shape in TABLES:
        table = Table.objects.create(
            restaurant=restaurant, name=name, min_covers=min_covers, max_covers=max_covers
        )
        Placement.objects.create(restaurant=restaurant, plan=plan, table=table, x=x, y=y, shape=shape)
    shared = {"restaurant": restaurant, "plan": plan, "notice_minutes": 30, "horizon_days": 120}
    Service.objects.create(
        **shared, name="Lunch", weekdays=[2, 3, 4, 5, 6], first_start=time(12), last_start=time(14, 15)
    )
    Service.objects.create(
        **shared, name="Dinner", weekdays=list(range(7)), first_start=time(17), last_start=time(21, 30)
    )


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

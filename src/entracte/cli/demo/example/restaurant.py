"""The example restaurant: made once; a later start only renews addresses and keys."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from entracte.boxoffice.models import Connection
from entracte.cli.demo.example.bookings import make_bookings
from entracte.cli.demo.example.dates import make_dates
from entracte.cli.demo.example.dining import make_floor_plan, make_services
from entracte.cli.demo.example.people import make_people
from entracte.restaurants.models import OpenSpan, Restaurant, Widget

SLUG = "prompt-side"
NOTE_ON_HOURS = "The kitchen takes its last orders at 21:30"
DINNER_HOURS = (time(17), time(0))
LUNCH_HOURS = (time(12), time(16, 30))


@dataclass(frozen=True, slots=True)
class ExampleSettings:
    """Where the demo's processes answer, and what opens their doors."""

    simulator_origin: str
    custom_domain: str
    outer_origin: str
    client_name: str
    login: str
    api_key: str
    password: str


def make_example(settings: ExampleSettings, *, now: datetime) -> str:
    """Make or refresh the demo restaurant; returns the key of the widget on the theatre's page."""
    with transaction.atomic():
        restaurant = Restaurant.objects.filter(slug=SLUG).first()
        is_new = restaurant is None
        if restaurant is None:
            restaurant = _restaurant(now)
            _opening_hours(restaurant)
            make_people(restaurant, settings.password, now)
            plan = make_floor_plan(restaurant)
            make_services(restaurant, plan)
            make_dates(restaurant, plan, today=now.astimezone(ZoneInfo(restaurant.time_zone)).date())
        widget = _widgets(restaurant, settings.outer_origin, now)
        _connection(restaurant, settings, now)
        if is_new:
            make_bookings(restaurant, now=now)
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
        opening_hours=NOTE_ON_HOURS,
        makes_room=True,
        created_at=now,
    )


def _opening_hours(restaurant: Restaurant) -> None:
    """Open it as long as its services seat parties: lunch from Wednesday on, dinner every day."""
    spans = [(day, *DINNER_HOURS) for day in range(7)] + [(day, *LUNCH_HOURS) for day in range(2, 7)]
    for weekday, opens, closes in spans:
        OpenSpan.objects.create(restaurant=restaurant, weekday=weekday, opens=opens, closes=closes)


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


def _connection(restaurant: Restaurant, settings: ExampleSettings, now: datetime) -> None:
    Connection.objects.update_or_create(
        restaurant=restaurant,
        defaults={
            "client_name": settings.client_name,
            "login": settings.login,
            "api_key": settings.api_key,
            "origin": settings.simulator_origin,
            "custom_domain": settings.custom_domain,
            "changed_at": now,
        },
    )

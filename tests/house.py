"""Which rows do the tests speak of? One small demo restaurant in London, always the same."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Model

from entracte.bookings.actions.book import BookingRequest, make_booking
from entracte.bookings.asker import Asker
from entracte.bookings.models import BookedTable, Booking
from entracte.bookings.typed_booking import UNASKED, TypedBooking
from entracte.dining.actions import save_combination
from entracte.dining.models import Combination, FloorPlan, Placement, Service, Table
from entracte.restaurants.details import raise_rules_version
from entracte.restaurants.models import Account, Member, Restaurant, Widget
from tests.builders import at

OUTER_ORIGIN = "https://www.alder-theatre.example"
# name, min covers, max covers, x, y: as in tests/builders.py
TABLES = (("1", 1, 2, 60, 60), ("2", 1, 2, 200, 60), ("3", 1, 4, 80, 240), ("4", 2, 6, 260, 240))


# who books, unless a test says otherwise
ANA: dict[str, Any] = {
    "first_name": "Ana",
    "last_name": "Lima",
    "email": "ana@example.org",
    "phone": "+44 7700 900001",
}


@dataclass(frozen=True)
class House:
    """A restaurant with four tables, dinner every evening, two widgets and a team of three."""

    restaurant: Restaurant
    tables: dict[str, Table]
    plan: FloorPlan
    services: dict[str, Service]
    widgets: dict[str, Widget]
    members: dict[str, Member]

    @property
    def dinner(self) -> Service:
        return self.services["Dinner"]

    @property
    def host(self) -> Account:
        return self.members["host"].account


def make_house(now: datetime, *, slug: str = "prompt-side", **settings: Any) -> House:
    """Write the restaurant's rows; `settings` are columns of Restaurant. A second one needs another slug."""
    columns = {
        "name": "The Prompt Side",
        "address": "Alder Theatre, 12 Foundry Lane, Bristol BS1 4QX",
        "country": "GB",
        "time_zone": "Europe/London",
        **settings,
    }
    restaurant = Restaurant.objects.create(slug=slug, created_at=now, **columns)
    plan = FloorPlan.objects.create(restaurant=restaurant, name="Dining room")
    tables = {row[0]: _table(restaurant, plan, *row) for row in TABLES}
    return House(
        restaurant=restaurant,
        tables=tables,
        plan=plan,
        services={"Dinner": make_service(restaurant, plan)},
        widgets={each: _widget(restaurant, each, now) for each in Widget.Integration.values},
        members={role: _member(restaurant, role, slug, now) for role in Member.Role.values},
    )


def make_service(restaurant: Restaurant, plan: FloorPlan, **columns: Any) -> Service:
    """Write a service: dinner every day from 17:30 to 21:30 by the half hour, or as the test says."""
    dinner = {
        "name": "Dinner",
        "weekdays": list(range(7)),
        "first_start": time(17, 30),
        "last_start": time(21, 30),
        "interval_minutes": 30,
        "turn_times": [[2, 90], [4, 105], [20, 120]],
        "notice_minutes": 60,
        "horizon_days": 90,
        "largest_party_online": 6,
    }
    made = Service.objects.create(restaurant=restaurant, plan=plan, **(dinner | columns))
    raise_rules_version(restaurant.pk)
    restaurant.refresh_from_db(fields=["rules_version"])
    return made


def request_for(
    starts_at: str = "2026-12-04 19:00",
    *,
    party_size: int = 2,
    first_name: str = "Ana",
    last_name: str = "Lima",
    email: str = "ana@example.org",
    phone: str = "+44 7700 900001",
    requests: str = "",
) -> BookingRequest:
    """What Ana asks for and types, or what the test says; the start as a clock on London's wall shows it."""
    typed = typed_booking(
        party_size=party_size,
        first_name=first_name,
        last_name=last_name,
        email=email,
        phone=phone,
        requests=requests,
    )
    return BookingRequest(starts_at=at(starts_at), typed=typed, section="")


def typed_booking(**typed: Any) -> TypedBooking:
    """Ana's party of two, with nothing asked for, unless the test says otherwise."""
    return TypedBooking(**(UNASKED | ANA | {"party_size": 2} | typed))


def at_the_door(party_size: int = 2, **typed: Any) -> TypedBooking:
    """A party that walks in and gives no name, unless the test says otherwise."""
    nameless = dict.fromkeys(("first_name", "last_name", "email", "phone"), "")
    return typed_booking(party_size=party_size, **(nameless | typed))


def book(house: House, now: datetime, starts_at: str = "2026-12-04 19:00", **typed: Any) -> Booking:
    """Take a booking by phone."""
    request = request_for(starts_at, **typed)
    return make_booking(
        restaurant=house.restaurant,
        request=request,
        asker=Asker(actor=house.host, now=now, source=Booking.Source.PHONE),
    ).booking


def join(house: House, *names: str, min_covers: int = 5, max_covers: int = 10) -> Combination:
    """Let tables join for larger parties, under their names: 3 + 4."""
    row = Combination(
        restaurant=house.restaurant, name=" + ".join(names), min_covers=min_covers, max_covers=max_covers
    )
    save_combination(combination=row, tables=[house.tables[name] for name in names])
    house.restaurant.refresh_from_db(fields=["rules_version"])
    return row


def edit(house: House, row: Model, **columns: Any) -> None:
    """Change what the restaurant seats by, as its screens do; nothing is checked."""
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    raise_rules_version(house.restaurant.pk)
    house.restaurant.refresh_from_db(fields=["rules_version"])


def held(booking: Booking) -> list[tuple[str, str, str]]:
    """Which tables the booking holds, and from when until when, in UTC."""
    rows = BookedTable.objects.filter(booking=booking).select_related("table").order_by("table__name")
    return [(row.table.name, f"{row.span.lower:%H:%M}", f"{row.span.upper:%H:%M}") for row in rows]


def width_of(column: str) -> int | None:
    """Return how many characters a column of Booking takes; None where it takes any."""
    width: int | None = getattr(Booking._meta.get_field(column), "max_length", None)
    return width


def _table(
    restaurant: Restaurant, plan: FloorPlan, name: str, min_covers: int, max_covers: int, x: int, y: int
) -> Table:
    table = Table.objects.create(
        restaurant=restaurant, name=name, min_covers=min_covers, max_covers=max_covers
    )
    Placement.objects.create(restaurant=restaurant, plan=plan, table=table, x=x, y=y)
    return table


def _widget(restaurant: Restaurant, integration: str, now: datetime) -> Widget:
    return Widget.objects.create(
        restaurant=restaurant,
        name=f"Integration {integration}",
        integration=integration,
        allowed_origins=[OUTER_ORIGIN],
        created_at=now,
    )


def _member(restaurant: Restaurant, role: str, slug: str, now: datetime) -> Member:
    account = Account(email=f"{role}@{slug}.example", name=role.capitalize(), created_at=now)
    account.set_unusable_password()
    account.save()
    return Member.objects.create(restaurant=restaurant, account=account, role=role)

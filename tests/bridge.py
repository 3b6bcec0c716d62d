"""How does a test play an evening on the bridge? A restaurant, its guests, their baskets, and the time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any, TypeVar

from django.db import connection as database
from django.db.models import Model

from entracte.bookings.actions.book import Booked, BookingRequest, make_booking
from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.choices import Source
from entracte.bookings.models import Booking
from entracte.bookings.submissions import SubmissionKey
from entracte.boxoffice.claims.make import book_with_basket
from entracte.boxoffice.claims.verify import verify
from entracte.boxoffice.connections.attribute_choices import AttributeChoices
from entracte.boxoffice.connections.save import save_connection
from entracte.boxoffice.handovers.deliver import deliver
from entracte.boxoffice.handovers.open import open_handover
from entracte.boxoffice.models import Claim, Connection, Handover, Link, Step
from entracte.boxoffice.turns import take_turn
from entracte.dining.models import FloorPlan, Placement, Service, Table
from entracte.jobs import worker
from entracte.jobs.tries import TryLater
from entracte.restaurants.models import Restaurant, Widget
from tests.builders import at
from tests.house import typed_booking

NOW = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
SHOW_NIGHT = at("2026-12-04 18:00")
KEY = "YSBrZXkgbWFkZSB1cCBmb3IgdGhlIHRlc3RzIG9mIHRoaXM="
ANA, BEN, CHLOE = "I-7K21-4WPD", "I-3C58-9HQT", "I-5F90-2MZK"
LAST_DINED, VISITS = "attribute_LastDinedAt", "attribute_NumberofRestaurantVisits"


Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Person:
    """What somebody types into the widget."""

    first_name: str
    last_name: str
    email: str
    phone: str


ANA_TYPES = Person("Ana", "Riley", "ana.riley@example.org", "07700 900101")
BEN_TYPES = Person("Ben", "Okafor", "ben.okafor@example.org", "020 7946 0102")


@dataclass
class Clock:
    """The time of the test; it moves only when a test moves it."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **span: float) -> None:
        self.now += timedelta(**span)


def a_restaurant(slug: str = "prompt-side", name: str = "The Prompt Side") -> Restaurant:
    """A restaurant in London with four tables, open for dinner every evening."""
    restaurant = Restaurant.objects.create(name=name, slug=slug, address="12 Foundry Lane", created_at=NOW)
    plan = FloorPlan.objects.create(restaurant=restaurant, name="Dining room")
    for number, covers in enumerate((2, 2, 4, 6), start=1):
        table = Table.objects.create(restaurant=restaurant, name=str(number), max_covers=covers)
        Placement.objects.create(restaurant=restaurant, plan=plan, table=table)
    Service.objects.create(
        restaurant=restaurant,
        name="Dinner",
        weekdays=list(range(7)),
        first_start=time(17),
        last_start=time(21, 30),
        plan=plan,
        horizon_days=120,
    )
    return restaurant


def a_widget(restaurant: Restaurant, integration: str = "spektrix", name: str = "Theatre website") -> Widget:
    return Widget.objects.create(restaurant=restaurant, name=name, integration=integration, created_at=NOW)


def connect(restaurant: Restaurant, origin: str = "http://127.0.0.1:9", **changes: Any) -> Connection:
    """Save a connection as staff would; nothing answers at the origin unless a test says where."""
    settings: dict[str, Any] = {
        "client_name": "alder",
        "login": "entracte",
        "api_key": KEY,
        "origin": origin,
        "now": NOW,
        "choices": AttributeChoices(),
    }
    return save_connection(restaurant=restaurant, **{**settings, **changes})


@dataclass
class Evening:
    """One restaurant with a widget on the theatre's page. Bookings are days apart: no table runs out."""

    restaurant: Restaurant
    widget: Widget
    clock: Clock = field(default_factory=Clock)
    made: int = 0

    def books(
        self,
        basket_id: object = None,
        *,
        who: Person = ANA_TYPES,
        customer_id: object = None,
        submission: SubmissionKey | None = None,
        starts_at: datetime | None = None,
    ) -> Booked:
        """A guest books through the widget, with or without a basket."""
        self.made += 1
        return book_with_basket(
            restaurant=self.restaurant,
            widget=self.widget,
            request=self._request(who, starts_at),
            basket_id=basket_id,
            customer_id=customer_id,
            now=self.clock(),
            submission=submission,
        )

    def phones(self, who: Person = ANA_TYPES) -> Booking:
        """A guest books by phone."""
        self.made += 1
        return make_booking(
            restaurant=self.restaurant,
            request=self._request(who),
            asker=Asker(actor=None, now=self.clock(), source=Source.PHONE),
        ).booking

    def _request(self, who: Person, starts_at: datetime | None = None) -> BookingRequest:
        typed = typed_booking(
            first_name=who.first_name, last_name=who.last_name, email=who.email, phone=who.phone
        )
        start = starts_at or SHOW_NIGHT + timedelta(days=self.made - 1)
        return BookingRequest(starts_at=start, typed=typed, section="")

    def claims(self, basket_id: str, **more: Any) -> Claim:
        """A guest books with a basket; the claim."""
        return claim_of(self.books(basket_id, **more).booking)

    def turns(self, booking: Booking, to: str) -> int:
        """Staff change the status; the id of the line of history."""
        change_status(
            booking_id=booking.pk,
            restaurant=self.restaurant,
            to=to,
            asker=Asker(actor=None, now=self.clock()),
        )
        return latest_change_id(booking)

    def verifies(self, claim: Claim) -> Claim:
        """The worker looks at the claim, once."""
        verify(claim.pk, clock=self.clock)
        return fresh(claim)

    def completes(self, booking: Booking) -> Handover:
        """Staff mark the booking Completed, and the worker opens its handover."""
        change_id = self.turns(booking, "completed")
        opened = open_handover(change_id, at=self.clock())
        assert opened is not None
        return opened

    def writes(self, row: Handover) -> Handover:
        """The worker looks at the handover, once."""
        deliver(row.pk, clock=self.clock)
        return fresh(row)

    def takes_turn(self) -> None:
        """The worker does the piece of work that goes next, if one may."""
        take_turn(self.restaurant.pk, clock=self.clock)

    def asks_until_parked(self, work: Callable[[], object]) -> None:
        """The worker asks again whenever that is due, until the patience with the settings is over."""
        for _ in range(20):
            try:
                work()
            except TryLater as later:
                self.clock.passes(seconds=later.after_seconds or 1)
            else:
                return
        raise AssertionError("still asked again")

    def links(self, basket_id: str, **more: Any) -> Booking:
        """A guest books with a basket, and is verified."""
        claim = self.verifies(self.claims(basket_id, **more))
        assert claim.state == "verified", claim.reason
        return Booking.objects.get(pk=claim.booking_id)


def an_evening(**more: Any) -> Evening:
    restaurant = a_restaurant(**more)
    return Evening(restaurant, a_widget(restaurant))


def claim_of(booking: Booking) -> Claim:
    return Claim.objects.get(booking_id=booking.pk)


def fresh(row: Row) -> Row:
    """The row as the database has it now."""
    return type(row)._default_manager.get(pk=row.pk)


def latest_change_id(booking: Booking) -> int:
    with database.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM bookings_change WHERE booking_id = %s", [booking.pk])
        return int(cursor.fetchone()[0])


def sentences(row: Claim | Handover) -> list[str]:
    return list(Step.objects.filter(**{_kind(row): row}).order_by("id").values_list("sentence", flat=True))


def step_kinds(row: Claim | Handover) -> list[tuple[str, int | None]]:
    """The kinds of steps with their HTTP status."""
    return list(Step.objects.filter(**{_kind(row): row}).order_by("id").values_list("what", "status"))


def _kind(row: Claim | Handover) -> str:
    return "claim" if isinstance(row, Claim) else "handover"


def links() -> list[tuple[int, str]]:
    return list(Link.objects.order_by("id").values_list("guest_id", "customer_id"))


def jobs() -> list[tuple[str, int, str | None]]:
    """The stored jobs that are still to be done, but for the letters': name, row id, lock."""
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, (args->>'row_id')::bigint, lock FROM procrastinate_jobs "
            "WHERE status = 'todo' AND task_name NOT LIKE '%:mail.%' ORDER BY id"
        )
        return [(name.partition(":")[0], row_id, lock) for name, row_id, lock in cursor.fetchall()]


def work(rounds: int = 10) -> None:
    """A real worker does what is due, and what follows from it."""
    for _ in range(rounds):
        if not jobs():
            return
        worker.run(until_empty=True)


def raised(kind: type[Exception], work: Callable[[], object]) -> Exception:
    """The exception of this kind that the work ends with."""
    try:
        work()
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__}")

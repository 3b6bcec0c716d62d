"""What happens in the demo restaurant before its letters to staff and its guests' pages are drawn?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from entracte import clock
from entracte.bookings.actions.book import BookingRequest, make_booking
from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.by_guest.cancel import cancel_by_guest
from entracte.bookings.by_guest.change import GuestChange, change_by_guest
from entracte.bookings.choices import Demanded, Source, Status
from entracte.bookings.demands.ask import demand_again
from entracte.bookings.demands.link import link_of_demand
from entracte.bookings.feedback.give import give_feedback
from entracte.bookings.history import last_change
from entracte.bookings.locked_booking import locked_change
from entracte.bookings.models import Booking, Change, Feedback, GuestWish
from entracte.bookings.typed_booking import UNASKED, TypedBooking
from entracte.bookings.wishes.answer import decline_wish
from entracte.bookings.wishes.ask import ask_for_change
from entracte.mail.composing import compose
from entracte.mail.handlers import (
    write_letters,
    write_of_low_feedback,
    write_of_sign_in,
    write_of_waiting_bridge,
)
from entracte.mail.letters.reminder import LETTER as REMINDER
from entracte.mail.letters.wish_waits import LETTER as WISH
from entracte.mail.models import Letter, LetterSettings, LetterState
from entracte.mail.outbox import put_letter
from entracte.mail.post import masked
from entracte.mail.to_staff.choices import CHOOSABLE, save_choice
from entracte.mail.to_staff.composing import BY_NAME, LETTERS, compose_to_staff
from entracte.mail.to_staff.invitation import invite_by_letter
from entracte.mail.to_staff.own_sign_in import write_sign_in_link
from entracte.restaurants.models import Account, Entry, Restaurant
from entracte.restaurants.sign_in.entries import factor_changed
from tests.browser.letter_pictures.draw import Drawn
from tests.builders import at

A_MAIL_SERVER = "entracte.mail.sending.smtp.Backend"
CARA = {"first_name": "Cara", "last_name": "Moss", "email": "cara@example.org", "phone": "020 7946 0199"}
SEVEN, LATER = "2026-12-04 19:00", "2026-12-04 19:30"


@dataclass
class Evening:
    """The restaurant at the moment at which its clock stands still."""

    restaurant: Restaurant
    owner: Account
    now: datetime

    @classmethod
    def of_the_demo(cls) -> "Evening":
        settings.MAIL_BACKEND = A_MAIL_SERVER
        owner = Account.objects.get(email="owner@entracte.example")
        return cls(Restaurant.objects.get(slug="prompt-side"), owner, clock.now())

    def rules(self, **columns: Any) -> None:
        """Let the restaurant have other rules."""
        Restaurant.objects.filter(pk=self.restaurant.pk).update(**columns)
        self.restaurant.refresh_from_db()

    def books(self, start: str = SEVEN, **typed: Any) -> Booking:
        """Let Ana book online."""
        ana = {"first_name": "Ana", "last_name": "Riley", "email": "ana.riley@example.org"}
        whole = {**UNASKED, **ana, "phone": "07700 900101", "party_size": 2, **typed}
        request = BookingRequest(starts_at=at(start), typed=TypedBooking(**whole), section="")
        asker = Asker(actor=None, now=self.now, source=Source.HOSTED_PAGE)
        booking = make_booking(restaurant=self.restaurant, request=request, asker=asker).booking
        # pictures of two runs are alike
        booking.code = f"7QK2M9{booking.pk % 22 + 2:02}"
        booking.save(update_fields=["code"])
        return booking

    def guest(self, booking: Booking) -> dict[str, Any]:
        """What an action of the guest takes."""
        asker = Asker(actor=None, now=self.now, by_guest=True)
        return {"booking_id": booking.pk, "restaurant": self.restaurant, "asker": asker}

    def staff(self, booking: Booking) -> dict[str, Any]:
        """What an action of staff takes."""
        return {**self.guest(booking), "asker": Asker(actor=self.owner, now=self.now)}


def to_staff(evening: Evening) -> list[Drawn]:
    """Let everything happen of which the team gets a letter; return each kind, as it was when it was caused.

    Fails where a kind of letter was not caused.
    """
    found: dict[str, Drawn] = {}
    for _ in _happens(evening):
        for change in Change.objects.order_by("pk"):
            write_letters(change.pk)
        for letter in Letter.objects.filter(kind__in=BY_NAME).exclude(kind__in=found).order_by("pk"):
            composed = compose_to_staff(letter)
            title = composed.subject.partition(":")[0]
            found[letter.kind] = Drawn(letter.kind, title, composed.html, masked(composed.text))
    return [found[kind.name] for kind in LETTERS]


def _happens(evening: Evening) -> Iterator[None]:
    restaurant, owner, now = evening.restaurant, evening.owner, evening.now
    save_choice(restaurant=restaurant, account=owner, wanted=[each.name for each in CHOOSABLE])
    booking = evening.books(requests="A quiet corner")
    yield
    change_by_guest(**evening.guest(booking), wanted=GuestChange(starts_at=at(LATER), party_size=3))
    yield
    cancel_by_guest(**evening.guest(booking))
    yield
    evening.rules(confirms_by_hand=True)
    waits = evening.books("2026-12-05 19:00", first_name="Ben", last_name="Okafor", email="ben@example.org")
    yield
    ask_for_change(**evening.guest(waits), wanted=GuestChange(starts_at=at("2026-12-05 20:00")))
    evening.rules(confirms_by_hand=False)
    yield
    visit = evening.books("2026-11-26 19:00")
    change_status(**evening.staff(visit), to=Status.COMPLETED)
    visit.refresh_from_db()
    give_feedback(opened=visit, asking=0, points=2, comment="A draught at the table", now=now)
    write_of_low_feedback(Feedback.objects.get(booking=visit).pk)
    write_of_waiting_bridge(restaurant.pk)
    invite_by_letter(
        restaurant=restaurant, email="cook@entracte.example", name="", role="host", inviter=owner, now=now
    )
    write_sign_in_link("manager@entracte.example", at=now)
    factor_changed(owner, "Authenticator app added", "Recovery codes made", at=now)
    write_of_sign_in(Entry.objects.filter(kind=Entry.Kind.FACTOR).earliest("pk").pk)
    yield


def bookings_of_guests(evening: Evening) -> dict[str, Booking]:
    """Make the bookings whose own pages are drawn, each in its state."""
    evening.rules(change_largest=4, change_hours=24, cancel_hours=24)
    found = {
        "open": evening.books("2026-12-01 19:00", requests="A quiet corner, please"),
        "wish": evening.books("2026-12-08 18:00"),
        "declined": evening.books("2026-12-09 18:00"),
        "visit": evening.books("2026-12-10 18:00"),
        "answered": evening.books("2026-12-11 18:00"),
        "withdrawn": evening.books("2026-12-12 18:00"),
        "old": evening.books("2026-12-13 18:00"),
        "tonight": evening.books("2026-11-19 20:30"),
        "reminded": evening.books("2026-11-20 19:00"),
        "leaves": evening.books("2026-12-14 18:00", **CARA),
    }
    for name in ("wish", "declined"):
        ask_for_change(**evening.guest(found[name]), wanted=GuestChange(party_size=5))
    [wish] = GuestWish.objects.filter(booking=found["declined"])
    decline_wish(**evening.staff(found["declined"]), key=wish.key)
    for name in ("visit", "answered", "withdrawn"):
        change_status(**evening.staff(found[name]), to=Status.COMPLETED)
    change_status(**evening.staff(found["withdrawn"]), to=Status.CONFIRMED)
    for name, days in {"visit": 1, "answered": 1, "withdrawn": 1, "old": 40}.items():
        was = evening.now - timedelta(days=days)
        columns = {"starts_at": was, "ends_at": was + timedelta(minutes=90), "service_date": was.date()}
        Booking.objects.filter(pk=found[name].pk).update(**columns)
    change_status(**evening.staff(found["leaves"]), to=Status.CANCELLED)
    _is_asked_whether_they_come(evening, found["reminded"])
    return found


def _is_asked_whether_they_come(evening: Evening, booking: Booking) -> None:
    asks = {"asks_to_reconfirm": True}
    LetterSettings.objects.update_or_create(restaurant=evening.restaurant, defaults=asks)
    Booking.objects.filter(pk=booking.pk).update(created_at=evening.now - timedelta(days=9))
    with transaction.atomic():
        change = locked_change(last_change(booking).pk)
        assert change is not None
        letter, _ = put_letter(change, REMINDER, at=evening.now)
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.SENT)


def demands_of(evening: Evening, booking: Booking) -> dict[str, str]:
    """Let a guest ask for everything, and to be erased; the paths of the links in the two letters."""
    found = {}
    for what in Demanded:
        with transaction.atomic():
            demand_again(booking, what, now=evening.now)
        found[str(what)] = urlsplit(link_of_demand(booking, what)).path
    return found


def letter_about_a_wish() -> Drawn:
    """Return the letter that says that a guest's wish waits."""
    return _written(WISH.name, WISH.title)


def reminder_that_asks() -> Drawn:
    """Return the reminder that asks whether the guest comes."""
    return replace(_written(REMINDER.name, "Reminder that asks whether they come"), name="reminder_asks")


def _written(kind: str, title: str) -> Drawn:
    rows = Letter.objects.select_related("change", "booking__restaurant", "booking__widget")
    composed = compose(rows.filter(kind=kind).earliest("pk"))
    return Drawn(kind, title, composed.html, composed.text)

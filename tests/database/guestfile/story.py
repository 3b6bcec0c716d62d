"""What happens to a guest before they are erased? All that makes a row about somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from entracte.bookings.actions.book import BookingRequest, make_booking
from entracte.bookings.actions.correct import correct_booking
from entracte.bookings.actions.note import add_note
from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.by_guest.late import say_late
from entracte.bookings.by_guest.reconfirm import reconfirm
from entracte.bookings.choices import Demanded
from entracte.bookings.demands.ask import demand_again
from entracte.bookings.models import Booking, Change, Feedback, GuestWish
from entracte.bookings.submissions import SubmissionKey
from entracte.boxoffice.models import Claim, Handover, Link
from entracte.boxoffice.steps import record_step
from entracte.guestfile.erase import erase_guest
from entracte.guests.actions import merge_guests
from entracte.guests.models import Guest
from entracte.guests.notes import add_guest_note
from entracte.mail.asked_for.demanded import write_to_carry_out
from entracte.mail.marks import mark_address
from entracte.mail.models import Letter
from entracte.mail.outbox import put_in_outbox
from tests.bridge import connect
from tests.builders import NOON_BEFORE, at
from tests.house import House, make_house, typed_booking

# Each is typed or stored in the story of Ana; none may be left.
ANAS = (
    *(
        "marguerita",
        "zephyrine",
        "zefirine",
        "marguerita.z@example.org",
        "m.zefirine@example.net",
        "7700900101",
    ),
    *("window of her own", "violets", "limps", "she rang twice", "no sesame", "basket-of-m", "customer-of-m"),
    *("i agree to all news", "a draught at her back", "mailbox of marguerita", "because of violets"),
)
BASKET, CUSTOMER = "basket-of-m", "customer-of-m"
WORDS = {
    "first_name": "Marguerita",
    "last_name": "Zephyrine",
    "email": "marguerita.z@example.org",
    "phone": "07700 900101",
    "requests": "A window of her own",
    "news_consent": "I agree to all news",
    "language": "en",
}
SILENT = dict.fromkeys(("first_name", "last_name", "email", "phone"), "")
LATER = at("2026-12-20 12:00")


@dataclass
class Story:
    """A restaurant where somebody came twice, and another guest once."""

    house: House
    bookings: list[Booking]
    other: Booking

    @property
    def guest(self) -> Guest:
        return Guest.objects.get(pk=self.bookings[0].guest_id)

    def erases(self, now: datetime = LATER) -> None:
        """Erase the guest of each booking that was theirs."""
        for booking in self.bookings:
            if Change.objects.filter(booking=booking, what="erased", at=now).exists():
                continue
            guest = Guest.objects.get(pk=Booking.objects.get(pk=booking.pk).guest_id)
            erase_guest(restaurant=self.house.restaurant, guest=guest, asker=self.host(now))

    def host(self, now: datetime = NOON_BEFORE, **more: object) -> Asker:
        return Asker(actor=self.house.host, now=now, **more)  # type: ignore[arg-type]


def a_story(*, named: bool, whole: bool) -> Story:
    """Play it with a name or without; `whole` adds what nobody does for a party without a name."""
    house = make_house(NOON_BEFORE)
    connect(house.restaurant)
    words = WORDS if named else SILENT
    first = _books(house, words, "2026-12-04 19:00")
    second = _books(house, words, "2026-12-06 19:00")
    story = Story(house, [first, second], _books(house, {}, "2026-12-05 19:00"))
    if named:
        # typed before, they would have led to another table
        Booking.objects.filter(pk=first.pk).update(needs_step_free=True, high_chairs=1)
        _is_written_to(story)
    if whole:
        _is_known(story, named=named)
    for booking in story.bookings:
        change_status(
            booking_id=booking.pk, restaurant=house.restaurant, to="completed", asker=story.host(LATER)
        )
    return story


def _books(house: House, words: Mapping[str, object], starts_at: str) -> Booking:
    """Book through the widget, under the key of an attempt; in the story of Ana with a basket."""
    request = BookingRequest(starts_at=at(starts_at), typed=typed_booking(**words), section="")
    return make_booking(
        restaurant=house.restaurant,
        request=request,
        asker=Asker(actor=None, now=NOON_BEFORE, source=Booking.Source.WIDGET),
        widget=house.widgets["spektrix"],
        submission=SubmissionKey(f"attempt-{starts_at}", "a-hash") if words is WORDS else None,
    ).booking


def _is_written_to(story: Story) -> None:
    for booking in story.bookings:
        put_in_outbox(Change.objects.filter(booking=booking).latest("number").pk, at=NOON_BEFORE)
    _asks(story)
    Letter.objects.filter(booking__in=story.bookings).update(
        state="sent",
        subject="For Marguerita",
        text="Hello Marguerita",
        reason="mailbox of marguerita is full",
    )
    Feedback.objects.create(
        restaurant=story.house.restaurant,
        booking=story.bookings[0],
        points=2,
        comment="A draught at her back",
        given_at=NOON_BEFORE,
    )
    mark_address(story.house.restaurant.pk, WORDS["email"], "mailbox of marguerita is full", at=NOON_BEFORE)


def _asks(story: Story) -> None:
    """The guest wishes another time, wants everything as a file, and wants to be erased."""
    booking = story.bookings[0]
    GuestWish.objects.create(
        restaurant_id=booking.restaurant_id,
        booking=booking,
        state="declined",
        party_size=3,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        service=story.house.dinner,
        service_date=booking.service_date,
        table_ids=[],
        created_at=NOON_BEFORE,
        expires_at=NOON_BEFORE,
        ended_at=NOON_BEFORE,
    )
    for what in Demanded:
        demand_again(booking, what, now=NOON_BEFORE)
        write_to_carry_out(booking, what, at=NOON_BEFORE)


def _is_known(story: Story, *, named: bool) -> None:
    """Staff note, correct and merge; the guest is late; the bridge asks, links and writes."""
    first, second = story.bookings
    restaurant, host = story.house.restaurant, story.host()
    say = "violets" if named else "a party"
    add_note(booking_id=first.pk, restaurant=restaurant, text=f"Loves {say}", asker=host)
    add_guest_note(guest=first.guest, text=f"Limps, {say}", author=story.house.host, now=NOON_BEFORE)
    typed = {
        "first_name": "Marguerita",
        "last_name": "Zefirine",
        "email": "m.zefirine@example.net",
        "phone": "",
    }
    correct_booking(
        booking_id=second.pk,
        restaurant=restaurant,
        typed=typed if named else {**SILENT, "last_name": "Nobody"},
        profile_too=False,
        asker=host,
    )
    coming = Asker(actor=None, now=NOON_BEFORE, by_guest=True)
    reconfirm(booking_id=first.pk, restaurant=restaurant, asker=coming)
    late = Asker(actor=None, now=first.starts_at - timedelta(minutes=20), by_guest=True)
    say_late(booking_id=first.pk, restaurant=restaurant, asker=late, minutes=15)
    Change.objects.filter(booking=first, what="late").update(reason=f"15 minutes, because of {say}")
    for booking in story.bookings:
        _crosses(booking, customer=CUSTOMER if named else "")
    if named:
        _has_a_second_profile(story)


def _crosses(booking: Booking, *, customer: str) -> None:
    """Two claims, one that waits and one that is verified, and a handover that was written."""
    change = Change.objects.filter(booking=booking).latest("number")
    columns = {"restaurant_id": booking.restaurant_id, "booking": booking, "guest_id": booking.guest_id}
    is_settled = Claim.objects.exists()
    claim = Claim.objects.create(
        **columns,
        widget=booking.widget,
        basket_id=None if is_settled else BASKET,
        seen_customer_id=None if is_settled else CUSTOMER,
        state="verified" if is_settled else "waiting",
        tries=3 if customer else 0,
        created_at=NOON_BEFORE,
    )
    record_step(claim, "discarded", f"Because: she rang twice, {customer}", at=NOON_BEFORE)
    Handover.objects.create(
        **columns,
        change=change,
        customer_id=customer,
        state="written" if customer else "not_mirrored",
        values={"attribute_LastDinedAt": "no sesame"} if customer else {},
        completed_at=NOON_BEFORE,
    )
    if customer and not Link.objects.exists():
        Link.objects.create(
            restaurant_id=booking.restaurant_id,
            guest_id=booking.guest_id,
            client_name="alder",
            customer_id=customer,
            verified_at=NOON_BEFORE,
        )


def _has_a_second_profile(story: Story) -> None:
    """The second booking is of another profile that staff merged into the first."""
    second = story.bookings[1]
    profile = Guest.objects.create(
        restaurant=story.house.restaurant,
        first_name="Marguerita",
        last_name="Zefirine",
        created_at=NOON_BEFORE,
    )
    for model in (Booking, Claim, Handover):
        pointing = "pk" if model is Booking else "booking"
        model.objects.filter(**{pointing: second.pk}).update(guest=profile)
    merge_guests(restaurant=story.house.restaurant, stays_id=story.bookings[0].guest_id, goes_id=profile.pk)

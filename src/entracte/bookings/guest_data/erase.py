"""Erase what bookings say of their guest; the anonymous bookings stay for the figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.changing import changing_all
from entracte.bookings.codes import random_code
from entracte.bookings.models import Booking, BookingNote, Change, Demand, Feedback, GuestWish, Submission
from entracte.bookings.transitions import OPEN
from entracte.bookings.typed_booking import UNASKED
from entracte.guests.guest_data.erase import nameless_profile
from entracte.refusal import Refusal

if TYPE_CHECKING:
    from entracte.bookings.asker import Asker
    from entracte.restaurants.models import Restaurant

ERASED = "erased"
TYPED = ("first_name", "last_name", "email", "phone", "email_folded", "surname_folded", "phone_folded")
# What a booking is where its party said nothing of itself. A link with the old code opens nothing.
ANONYMOUS = {
    **UNASKED,
    **dict.fromkeys(TYPED, ""),
    "corrected": "",
    "news_consent_at": None,
    "is_second_table": False,
    "late_minutes": 0,
    "reconfirmed_at": None,
    "link_number": 1,
}


class BookingToCome(Refusal):
    """The guest has a booking to come: it is cancelled before anything is erased."""

    code, field = "booking_to_come", ""
    for_staff = "This guest has a booking to come. Cancel it first, then erase the guest."
    for_guests = "You have a booking to come. Please cancel it first, then ask again."


@contextmanager
def erasing_bookings(
    *, restaurant: Restaurant, guest_ids: Collection[int], asker: Asker, reason: str = ""
) -> Iterator[list[Booking]]:
    """Erase the bookings of these profiles, together with what the body erases of them elsewhere.

    The body gets the bookings; each has a nameless profile of its own by then, so that nothing says any more
    that two of them were of one person. Opens a transaction, locks the service days, then the rows; leaving
    it writes a line of history each, with the reason. Raises BookingToCome.
    """
    with transaction.atomic():
        found = Booking.objects.filter(guest__in=guest_ids).order_by("id")
        ids = list(found.values_list("pk", flat=True))
        if not ids:
            yield []
            return
        versions = dict.fromkeys(ids)
        with changing_all(versions=versions, restaurant=restaurant, asker=asker, what=ERASED) as changes:
            bookings = [change.booking for change in changes]
            if any(each.status in OPEN and each.ends_at > asker.now for each in bookings):
                raise BookingToCome
            for change in changes:
                change.reason = reason
            _erase(bookings)
            yield bookings


def _erase(bookings: Collection[Booking]) -> None:
    Submission.objects.filter(booking__in=bookings).delete()
    BookingNote.objects.filter(booking__in=bookings).delete()
    Feedback.objects.filter(booking__in=bookings).delete()
    GuestWish.objects.filter(booking__in=bookings).delete()
    Demand.objects.filter(booking__in=bookings).delete()
    Change.objects.filter(booking__in=bookings).update(reason="", note=None)
    profiles: set[int] = set()
    for booking in bookings:
        for name, value in ANONYMOUS.items():
            setattr(booking, name, value)
        booking.code = random_code()
        if booking.guest_id in profiles:
            booking.guest = nameless_profile(booking.restaurant_id, at=booking.created_at)
        profiles.add(booking.guest_id)

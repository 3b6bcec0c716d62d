"""The bookings of the example restaurant, today and over the next days."""

from contextlib import suppress
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from entracte.availability.refusals import NotOffered
from entracte.bookings.actions.book import BookingRequest, make_booking
from entracte.bookings.asker import Asker
from entracte.bookings.models import Booking
from entracte.bookings.typed_booking import UNASKED, TypedBooking
from entracte.restaurants.models import Restaurant

# days ahead, start, (party, first name, last name, requests)
EVENINGS = (
    (0, time(17, 30), (2, "Priya", "Raman", "")),
    (0, time(17, 45), (4, "Tom", "Ashdown", "High chair, please")),
    (0, time(18, 0), (2, "Ines", "Duarte", "")),
    (0, time(18, 0), (6, "George", "Okonkwo", "Birthday: a candle would be lovely")),
    (0, time(18, 30), (3, "Hanna", "Weiss", "One vegan")),
    (0, time(19, 0), (2, "Liam", "Byrne", "")),
    (0, time(20, 15), (4, "Sofia", "Marchetti", "Coming after the matinee")),
    (1, time(17, 15), (2, "Noah", "Clarke", "")),
    (1, time(18, 0), (5, "Amira", "Haddad", "Step-free, please")),
    (1, time(19, 30), (2, "Jonas", "Berg", "")),
    (2, time(17, 30), (8, "Ruth", "Adeyemi", "Set menu agreed by phone")),
    (2, time(18, 15), (2, "Mina", "Sato", "")),
    (4, time(12, 30), (4, "Carla", "Nunes", "Matinee at two")),
)


def make_bookings(restaurant: Restaurant, *, now: datetime) -> None:
    """Take these bookings by phone; a date without a service is passed over."""
    zone = ZoneInfo(restaurant.time_zone)
    today = now.astimezone(zone).date()
    # the mailbox begins empty: its first letter is the visitor's own
    asker = Asker(actor=None, now=now, source=Booking.Source.PHONE, guest_gets_letter=False)
    for number, (days, start, who) in enumerate(EVENINGS):
        starts_at = datetime.combine(today + timedelta(days=days), start, zone)
        request = BookingRequest(starts_at=starts_at, typed=_typed(number, who), section="")
        with suppress(NotOffered):
            make_booking(restaurant=restaurant, request=request, asker=asker)


def _typed(number: int, who: tuple[int, str, str, str]) -> TypedBooking:
    party_size, first_name, last_name, requests = who
    return TypedBooking(
        party_size=party_size,
        first_name=first_name,
        last_name=last_name,
        email=f"{first_name}.{last_name}@example.org".lower(),
        phone=f"+44 7700 900{number:03d}",
        **UNASKED | {"requests": requests},
    )

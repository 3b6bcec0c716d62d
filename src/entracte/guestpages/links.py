"""The booking that a link opens, while the link is good: until 30 days after the visit (D39)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from entracte.bookings.own_link import Opens, WrongLink, booking_of

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

GOOD_FOR = timedelta(days=30)


class OldLink(Exception):
    """The visit was too long ago; `booking` is whose link it was."""

    def __init__(self, booking: Booking) -> None:
        super().__init__()
        self.booking = booking


def opened_booking(token: str, opens: Opens, *, now: datetime) -> Booking:
    """Return the booking that this link opens. Raises WrongLink, OldLink."""
    if "\0" in token:
        raise WrongLink
    booking = booking_of(token, opens)
    if now > booking.ends_at + GOOD_FOR:
        raise OldLink(booking)
    return booking

"""What this package adds to letters: the file with all that is kept of a guest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte import clock
from entracte.bookings.demands.queries import owner_of
from entracte.guestfile.export import ZIP_NAME, zip_of
from entracte.mail.enclosures import encloses
from entracte.mail.letters.everything import LETTER

if TYPE_CHECKING:
    from entracte.bookings.models import Booking


@encloses(LETTER.name, ZIP_NAME)
def everything_about(booking: Booking) -> bytes:
    """Return all that is kept of the booking's guest in the moment in which the letter is sent."""
    return zip_of(booking.restaurant, owner_of(booking), at=clock.now())

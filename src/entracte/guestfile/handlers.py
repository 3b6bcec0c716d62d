"""The regular work of this package, its job, and the file that it adds to a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entracte import clock
from entracte.bookings.demands.queries import owner_of
from entracte.guestfile.export import ZIP_NAME, zip_of
from entracte.guestfile.retention import KEPT_LONG_ENOUGH, erase_kept_long_enough, find_kept_long_enough
from entracte.jobs.duties import every
from entracte.jobs.facts import handles
from entracte.mail.enclosures import encloses
from entracte.mail.letters.everything import LETTER

if TYPE_CHECKING:
    from entracte.bookings.models import Booking

LOOK_SECONDS = 600


@encloses(LETTER.name, ZIP_NAME)
def everything_about(booking: Booking) -> bytes:
    """Return all that is kept of the booking's guest in the moment in which the letter is sent."""
    return zip_of(booking.restaurant, owner_of(booking), at=clock.now())


@every(lambda: LOOK_SECONDS)
def look_for_guests_to_erase() -> None:
    """Leave a job for each guest whose last visit is as long ago as their restaurant set."""
    find_kept_long_enough(at=clock.now())


@handles(KEPT_LONG_ENOUGH)
def erase_who_comes_no_more(guest_id: int) -> None:
    """Erase a guest, unless they came again meanwhile; the id is the profile's."""
    erase_kept_long_enough(guest_id, at=clock.now())

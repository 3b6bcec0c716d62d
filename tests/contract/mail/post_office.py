"""What do the tests of letters do to the outbox, and what do they read in it?"""

from entracte.bookings.models import Booking
from entracte.mail.models import Letter
from entracte.mail.outbox import put_in_outbox
from entracte.mail.post import post_next
from tests.bridge import Clock, latest_change_id
from tests.house import House, book


def announced(booking: Booking, clock: Clock) -> None:
    """Do the job of the booking's last change."""
    put_in_outbox(latest_change_id(booking), at=clock())


def booked(house: House, clock: Clock, day: int = 4, email: str = "ana@example.org") -> Booking:
    """Book a table for seven on a day of December, and put its letter into the outbox."""
    booking = book(house, clock(), f"2026-12-{day:02} 19:00", email=email)
    announced(booking, clock)
    return booking


def all_go(clock: Clock) -> None:
    """Send whatever is due."""
    while post_next(clock=clock):
        pass


def fates() -> list[tuple[str, str, str]]:
    """The letters in order: kind, state, reason."""
    return list(Letter.objects.order_by("id").values_list("kind", "state", "reason"))

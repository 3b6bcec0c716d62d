"""The jobs of the letters. Each looks at its row again, and may run any number of times."""

from entracte import clock
from entracte.bookings.facts import BOOKING_WRITTEN
from entracte.jobs.facts import handles
from entracte.mail.outbox import put_in_outbox


@handles(BOOKING_WRITTEN)
def write_letters(change_id: int) -> None:
    """Put the letters that follow from a line of history into the outbox; the id is the change's."""
    put_in_outbox(change_id, at=clock.now())

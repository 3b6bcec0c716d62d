"""Which address does a booking of the evening have for its guest?"""

from entracte.bookings.models import Booking
from entracte.bookings.own_link import Opens, token_of
from tests.browser.stack import Stack


def own_page_of(stack: Stack, code: str, opens: Opens = Opens.OWN_PAGE) -> str:
    """Return the link of this booking, as its letter has it."""
    query = (
        "SELECT b.link_number, max(c.number) FROM bookings_booking b "
        "JOIN bookings_change c ON c.booking_id = b.id WHERE b.code = %s GROUP BY b.id"
    )
    [[number, line]] = stack.sql(query, code)
    asking = line if opens is Opens.FEEDBACK else None
    return f"{stack.web}/{opens}/{token_of(Booking(code=code, link_number=number), opens, asking=asking)}"

"""Which address does a booking of the evening have for its guest?"""

from entracte.bookings.models import Booking
from entracte.bookings.own_link import Opens, token_of
from tests.browser.stack import Stack


def own_page_of(stack: Stack, code: str, opens: Opens = Opens.OWN_PAGE) -> str:
    """Return the link of this booking, as its letter has it."""
    [[number]] = stack.sql("SELECT link_number FROM bookings_booking WHERE code = %s", code)
    return f"{stack.web}/{opens}/{token_of(Booking(code=code, link_number=number), opens)}"

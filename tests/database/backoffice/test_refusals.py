"""Does each form of the back office say whatever the book refuses, in the words for staff?"""

from collections.abc import Callable
from datetime import datetime
from html import unescape
from typing import Any

import pytest

from entracte.bookings.errors import BookingsInTheWay
from entracte.bookings.models import Booking
from entracte.refusal import Refusal
from tests.database.backoffice.bookings.views.test_block import SPAN
from tests.database.backoffice.bookings.views.test_new_booking import TYPED
from tests.database.backoffice.desk import Desk
from tests.house import House, book
from tests.refusals import made, raised, refusing

Pair = tuple[Booking, Booking]
FORMS: dict[str, Callable[[Desk, Pair], Any]] = {
    "new booking": lambda desk, pair: desk.sends("bookings/new/", **TYPED),
    "walk-in": lambda desk, pair: desk.sends("bookings/walk-in/", party_size="2"),
    "change": lambda desk, pair: desk.sends(
        f"bookings/{pair[0].code}/change/",
        date="2026-12-05",
        time="20:00",
        party_size="2",
        version=pair[0].version,
    ),
    "swap": lambda desk, pair: desk.sends(
        f"bookings/{pair[0].code}/swap/", other=pair[1].code, version=pair[0].version
    ),
    "note": lambda desk, pair: desk.sends(
        f"bookings/{pair[0].code}/note/", note="By the window", version=pair[0].version
    ),
    "status": lambda desk, pair: desk.sends(
        f"bookings/{pair[0].code}/move/", to="cancelled", version=pair[0].version
    ),
    "block": lambda desk, pair: desk.sends("bookings/blocks/", tables=[desk.house.tables["3"].key], **SPAN),
}


@pytest.fixture
def pair(house: House, now: datetime) -> Pair:
    """Two parties of one evening."""
    other = book(house, now, "2026-12-05 19:30", email="b@example.org", last_name="Weiss")
    return book(house, now, "2026-12-05 19:00"), other


@pytest.mark.parametrize("kind", raised(), ids=lambda kind: kind.__name__)
def test_a_refusal_is_said_in_the_words_for_staff(
    host: Desk, pair: Pair, now: datetime, kind: type[Refusal]
) -> None:
    for name, send in FORMS.items():
        if name == "block" and kind is BookingsInTheWay:
            # It names the bookings themselves: tests/database/backoffice/bookings/views/test_block.py
            continue
        with refusing(made(kind, now)):
            answer = send(host, pair)
        assert answer.status_code in (200, 409, 422), name
        assert kind.for_staff in unescape(answer.content.decode()), name

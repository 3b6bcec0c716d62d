"""How does a guest use the link of a booking? Through Django's client, as a browser without a cookie."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.test import Client

from entracte import clock
from entracte.bookings.models import Booking, Change
from entracte.bookings.own_link import Opens, link_of
from tests.database.answer import Answer
from tests.database.backoffice.desk import text_of
from tests.house import House

if TYPE_CHECKING:
    from pytest_django import Settings


@dataclass
class OwnPage:
    """A guest at the page of their own booking."""

    house: House
    booking: Booking
    client: Client = field(default_factory=Client)

    def address(self, opens: Opens = Opens.OWN_PAGE) -> str:
        asks = opens is Opens.FEEDBACK
        return urlsplit(link_of(self.booking, opens, asking=self.last_line() if asks else None)).path

    def last_line(self) -> int:
        """Return the number of the newest line of the booking's history."""
        number: int = Change.objects.filter(booking=self.booking).latest("number").number
        return number

    def opens(self, opens: Opens = Opens.OWN_PAGE) -> Answer:
        return self.client.get(self.address(opens))

    def sees(self, opens: Opens = Opens.OWN_PAGE) -> str:
        answer = self.opens(opens)
        assert answer.status_code == 200, answer.status_code
        return text_of(answer)

    def sends(self, call: str, **typed: object) -> Answer:
        return self.client.post(f"{self.address()}/{call}", typed)


def it_is(settings: Settings, now: datetime) -> None:
    """Set the product's clock."""
    settings.CLOCK_OFFSET_SECONDS = (now - clock.system_now()).total_seconds()

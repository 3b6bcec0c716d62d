"""The bodies of the API's calls: a booking that a guest wants, and a hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, Field

from entracte.bookings.actions.book import BookingRequest
from entracte.bookings.typed_booking import TypedBooking
from entracte.widget.fields import (
    Email,
    Language,
    Name,
    PartySize,
    Phone,
    Requests,
    ServiceKey,
    Start,
    Visitor,
    WordOrNothing,
)
from entracte.widget.news_wording import wording_agreed_to

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

# What only staff note down: a guest writes it among the requests.
NOT_ASKED = {"needs_step_free": False, "high_chairs": 0}


class GuestDetails(BaseModel):
    """What the guest types about themselves."""

    first_name: Name
    last_name: Name
    email: Email
    phone: Phone


class BookingWish(BaseModel):
    """A submit. Basket and customer ids are the browser's word: any JSON is taken, and proves nothing."""

    starts_at: Start = Field(description="A start that was offered, with its UTC offset")
    party_size: Annotated[PartySize, Field(strict=True)]
    service_key: ServiceKey = ""
    guest: GuestDetails
    requests: Requests = ""
    news_consent: WordOrNothing = Field(
        "", description="The version of the wording of the settings, where the guest ticked it"
    )
    language: Language = Field("", description="The language that the form speaks; letters speak it too")
    hold: WordOrNothing = Field(
        "", description="A name of the hold, or the visitor's word that it was made with"
    )
    basket_id: Any = None
    customer_id: Any = None

    def booking_request(self, restaurant: Restaurant) -> BookingRequest:
        """Return what is to be booked, with the restaurant's own words for the tick by them."""
        agreed = {"news_consent": wording_agreed_to(restaurant, self.news_consent)}
        typed = TypedBooking.of({**dict(self), **dict(self.guest), **NOT_ASKED, **agreed})
        return BookingRequest(starts_at=self.starts_at, typed=typed, section="", service_key=self.service_key)


def fields_of(columns: Iterable[str]) -> list[str]:
    """Return the paths of a submit's fields that fill these columns; what no guest is asked has none."""
    paths = {name: name for name in BookingWish.model_fields}
    paths |= {name: f"guest.{name}" for name in GuestDetails.model_fields}
    return sorted(paths[name] for name in columns if name in paths)


class HoldWish(BaseModel):
    """A slot that a visitor wants to have kept while they type. Their earlier hold is given up for it."""

    starts_at: Start = Field(description="A start that was offered, with its UTC offset")
    party_size: Annotated[PartySize, Field(strict=True)]
    service_key: ServiceKey = ""
    visitor: Visitor = Field(description="A random word of the visitor, kept in the tab")

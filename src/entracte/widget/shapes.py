"""Which shapes do the API's questions and answers have?"""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

State = Literal["open", "full", "closed", "too_soon", "too_far"]
PartySize = Annotated[int, Field(ge=1, le=100, description="People coming together, 1 to 100")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError("Write an e-mail address, such as ana@example.org.") from None
    return text


def _phone(text: str) -> str:
    if len(re.sub(r"\D", "", text)) < 5:
        raise ValueError("Write a phone number with its area code.")
    return text


def _plain(text: str) -> str:
    if "\x00" in text:
        raise ValueError("This holds a character that cannot be kept.")
    return text


class GuestDetails(Schema):
    """What the guest types about themselves."""

    first_name: Annotated[Name, AfterValidator(_plain)]
    last_name: Annotated[Name, AfterValidator(_plain)]
    email: Annotated[str, StringConstraints(strip_whitespace=True, max_length=254), AfterValidator(_email)]
    phone: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40), AfterValidator(_phone)]


class BookingWish(Schema):
    """A submit. Basket and customer ids are the browser's word: any JSON is taken, and proves nothing."""

    starts_at: AwareDatetime = Field(description="A start that was offered, with its UTC offset")
    party_size: PartySize
    guest: GuestDetails
    requests: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=1000), AfterValidator(_plain)
    ] = ""
    basket_id: Any = None
    customer_id: Any = None


class Place(Schema):
    """The restaurant as the widget shows it."""

    name: str
    address: str
    phone: str
    time_zone: str
    locale: str
    currency: str


class BasketSource(Schema):
    """Where the page reads the guest's basket: the web API's address with the client's name."""

    url: str


class WidgetSettings(Schema):
    """All that the form needs to start."""

    widget: str
    restaurant: Place
    language: str
    accent: str
    largest_party: int
    integration: Literal["none", "spektrix"]
    basket: BasketSource | None
    shows_curtain: bool
    shows_other_performances: bool
    today: date = Field(description="Today in the restaurant's time zone")


class DayOut(Schema):
    """One date and whether it can be booked."""

    date: date
    state: State


class MonthOut(Schema):
    """The dates of a month for one party size."""

    month: str
    party_size: int
    days: list[DayOut]


class OfferOut(Schema):
    """A start that this party can have, with the restaurant's UTC offset."""

    starts_at: datetime
    ends_at: datetime
    service: str


class OffersOut(Schema):
    """The starts of one date; where there are none, why, and the nearest dates that have some."""

    date: date
    party_size: int
    state: State
    offers: list[OfferOut]
    nearest: list[date]


class BookedOut(Schema):
    """The booking as it was made."""

    code: str
    status: Literal["pending", "pending_payment", "confirmed", "completed", "no_show", "cancelled"]
    starts_at: datetime
    ends_at: datetime
    party_size: int
    restaurant: Place


class RefusalOut(Schema):
    """Why not. `fields` names the fields at fault, as paths such as guest.email."""

    code: str
    message: str
    fields: dict[str, str]

"""Which shapes do the API's questions and answers have?"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja import Schema
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from entracte.widget.refusals import codes_answered

MONTH = r"20[0-9]{2}-(0[1-9]|1[0-2])"
DATE = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
START = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}.*"
WORD = r"[A-Za-z0-9-]{8,64}"
FEWEST_DIGITS = 5
UNFIT: Literal["unfit"] = "unfit"


def _unfit(sentence: str) -> PydanticCustomError:
    """The error of a field, in the words that its form shows.

    A ValueError would never be freed: pydantic keeps it where the collector cannot look, and with it its
    traceback, the frames of the request, and so the request.
    """
    return PydanticCustomError(UNFIT, "{sentence}", {"sentence": sentence})


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise _unfit("Write an e-mail address, such as ana@example.org.") from None
    return text


def _phone(text: str) -> str:
    if len(re.sub(r"\D", "", text)) < FEWEST_DIGITS:
        raise _unfit("Write a phone number with its area code.")
    return text


def _line(text: str) -> str:
    """Refuse control characters: the database keeps no NUL, and a name is one line."""
    if any(unicodedata.category(letter) == "Cc" for letter in text):
        raise _unfit("This holds a character that cannot be kept.")
    return text


def _lines(text: str) -> str:
    _line(re.sub(r"[\n\r\t]", " ", text))
    return text


def _written(pattern: str, sentence: str) -> Callable[[object], str]:
    """Take text of one form only; pydantic alone would also take seconds since 1970."""

    def check(given: object) -> str:
        if not isinstance(given, str) or not re.fullmatch(pattern, given):
            raise _unfit(sentence)
        return given

    return check


def _hold_name(given: object) -> str:
    """Take any JSON: a hold that makes no sense is none, and never costs the guest the table."""
    return given if isinstance(given, str) and re.fullmatch(WORD, given) else ""


State = Literal["open", "few_left", "full", "closed", "too_soon", "too_far"]
PartySize = Annotated[int, Field(ge=1, le=100, description="People coming together, 1 to 100")]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), AfterValidator(_line)
]
Month = Annotated[
    str,
    AfterValidator(_written(MONTH, "Write the month as 2026-12.")),
    WithJsonSchema({"type": "string", "pattern": f"^{MONTH}$"}),
]
Day = Annotated[date, BeforeValidator(_written(DATE, "Write the date as 2026-12-04."))]
Start = Annotated[
    AwareDatetime, BeforeValidator(_written(START, "Write the start as 2026-12-04T19:00:00+00:00."))
]
Visitor = Annotated[
    str,
    AfterValidator(_written(WORD, "Write a random word of 8 to 64 letters, digits and hyphens.")),
    WithJsonSchema({"type": "string", "pattern": f"^{WORD}$"}),
]
HoldName = Annotated[str, BeforeValidator(_hold_name), WithJsonSchema({"type": "string"})]
Dates = list[date]
RefusalCode = Annotated[str, WithJsonSchema({"type": "string", "enum": codes_answered()})]
# The restaurant's offset stays as written, +00:00 in a London winter; pydantic alone would write Z.
Moment = Annotated[
    datetime,
    PlainSerializer(lambda at: at.isoformat(timespec="seconds"), return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class GuestDetails(Schema):
    """What the guest types about themselves."""

    first_name: Name
    last_name: Name
    email: Annotated[str, StringConstraints(strip_whitespace=True, max_length=254), AfterValidator(_email)]
    phone: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=40),
        AfterValidator(_phone),
        AfterValidator(_line),
    ]


class BookingWish(Schema):
    """A submit. Basket and customer ids are the browser's word: any JSON is taken, and proves nothing."""

    starts_at: Start = Field(description="A start that was offered, with its UTC offset")
    party_size: Annotated[PartySize, Field(strict=True)]
    guest: GuestDetails
    requests: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=1000), AfterValidator(_lines)
    ] = ""
    hold: HoldName = Field("", description="The key of a hold, or the visitor's word that it was made with")
    basket_id: Any = None
    customer_id: Any = None


class HoldWish(Schema):
    """A slot that a visitor wants to have kept while they type. Their earlier hold is given up for it."""

    starts_at: Start = Field(description="A start that was offered, with its UTC offset")
    party_size: Annotated[PartySize, Field(strict=True)]
    visitor: Visitor = Field(description="A random word that the page keeps in its memory only")


class HoldOut(BaseModel):
    """A slot that is kept. `seconds` is how long from now, for a page whose clock is wrong."""

    hold: str
    expires_at: Moment
    seconds: int


class RestaurantOut(BaseModel):
    """The restaurant as the widget shows it."""

    name: str
    address: str
    phone: str
    time_zone: str
    locale: str
    currency: str
    opening_hours: str = Field(description="As diners read them; what can be booked is in the offers")


class BasketSource(BaseModel):
    """Where the page reads the guest's basket: the web API's address with the client's name."""

    url: str


class SettingsOut(BaseModel):
    """All that the form needs to start."""

    widget: str
    restaurant: RestaurantOut
    language: str
    accent: str
    largest_party: int
    hold_minutes: int = Field(description="How long a slot is held for a visitor; 0 is not at all")
    integration: Literal["none", "spektrix"]
    basket: BasketSource | None
    shows_curtain: bool
    shows_other_performances: bool
    today: date = Field(description="Today in the restaurant's time zone")


class DayOut(BaseModel):
    """One date and whether it can be booked."""

    date: date
    state: State


class MonthOut(BaseModel):
    """The dates of a month for one party size."""

    month: str
    party_size: int
    days: list[DayOut]


class OfferOut(BaseModel):
    """A start that this party can have, with the restaurant's UTC offset."""

    starts_at: Moment
    ends_at: Moment
    service: str


class OffersOut(BaseModel):
    """The starts of one date; where there are none, why, and the nearest dates that have some."""

    date: date
    party_size: int
    state: State
    offers: list[OfferOut]
    nearest: Dates


class BookedOut(BaseModel):
    """The booking as it was made."""

    code: str
    status: Literal["pending", "pending_payment", "confirmed", "completed", "no_show", "cancelled"]
    starts_at: Moment
    ends_at: Moment
    party_size: int
    restaurant: RestaurantOut


class RefusalOut(BaseModel):
    """Why not. `fields` names the fields at fault, as paths such as guest.email."""

    code: RefusalCode
    message: str
    fields: dict[str, str]

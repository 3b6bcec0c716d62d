"""The fields of the API: what each takes, and the sentence that says what it should be."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from entracte.guests.reachable import UNREACHABLE, is_reachable
from entracte.restaurants.languages import LANGUAGES
from entracte.visible_text import visible

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
        if not text.endswith("]"):
            raise _unfit("Write an e-mail address, such as ana@example.org.") from None
    if not is_reachable(text):
        raise _unfit(UNREACHABLE)
    return text


def _seen(given: object) -> object:
    """Leave out what nobody sees, so that a name of nothing else is missing."""
    return visible(given) if isinstance(given, str) else given


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


def word_or_nothing(given: object) -> str:
    """Take any JSON: what names no hold or no wording counts as none, and never costs the guest the table."""
    return given if isinstance(given, str) and re.fullmatch(WORD, given) else ""


def known_language(given: object) -> str:
    """Take any JSON: a language that no form speaks counts as none, and never costs the guest the table."""
    return given if isinstance(given, str) and given in dict(LANGUAGES) else ""


PartySize = Annotated[int, Field(ge=1, le=100, description="People coming together, 1 to 100")]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    BeforeValidator(_seen),
    AfterValidator(_line),
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
Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254),
    BeforeValidator(_seen),
    AfterValidator(_email),
]
Phone = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=40),
    BeforeValidator(_seen),
    AfterValidator(_phone),
    AfterValidator(_line),
]
Requests = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=1000),
    BeforeValidator(_seen),
    AfterValidator(_lines),
]
ServiceKey = Annotated[
    str,
    StringConstraints(max_length=16),
    Field(description="The service of the offer; only a start that several services have needs it"),
]
WordOrNothing = Annotated[str, BeforeValidator(word_or_nothing), WithJsonSchema({"type": "string"})]
Language = Annotated[
    str, BeforeValidator(known_language), WithJsonSchema({"type": "string", "maxLength": 16})
]
# The restaurant's offset stays as written, +00:00 in a London winter; pydantic alone would write Z.
Moment = Annotated[
    datetime,
    PlainSerializer(lambda at: at.isoformat(timespec="seconds"), return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]

"""What was typed of a booking: one value that goes from the form to the row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from entracte.visible_text import visible

# What is asked when a table is booked ahead, and stands empty where a party comes without a word.
UNASKED: dict[str, Any] = {
    "requests": "",
    "news_consent": "",
    "language": "",
    "needs_step_free": False,
    "high_chairs": 0,
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TypedBooking:
    """What was typed, each field under the name of its column of Booking. No repr shows who it is.

    No field has a default, so that whoever makes one says each of them.
    """

    party_size: int
    first_name: str
    last_name: str
    email: str
    phone: str
    requests: str
    news_consent: str
    language: str
    needs_step_free: bool
    high_chairs: int

    @classmethod
    def of(cls, typed: Mapping[str, Any]) -> Self:
        """Take each field from a form's values by its name. Raises KeyError where one is missing."""
        return cls(**{each.name: typed[each.name] for each in fields(cls)})

    def columns(self) -> dict[str, Any]:
        """Return each field for its column, without what nobody sees and the spaces around a text."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {
            name: visible(each).strip() if isinstance(each, str) else each for name, each in values.items()
        }

"""What is kept of an answer of Spektrix while it is looked at.

Personal data stays out of every `repr`; nothing here is meant to be stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import TypeAlias

# What a JSON document may be once read.
Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def no_attributes() -> Mapping[str, Json]:
    """Return the attributes of a customer of whom only the id is known."""
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Customer:
    """A Spektrix customer; a bare reference has the id only and empty text elsewhere.

    `attributes` has the values under the keys as they came flat, or as they would be from a list of names;
    `listed` are the keys that came in a list.
    """

    id: str = field(repr=False)
    first_name: str = field(default="", repr=False)
    last_name: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    mobile: str = field(default="", repr=False)
    attributes: Mapping[str, Json] = field(default_factory=no_attributes, repr=False, hash=False)
    listed: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def has_details(self) -> bool:
        """True where a name, e-mail or phone came too; a bare reference has none and must be read."""
        return any((self.first_name, self.last_name, self.email, self.phone, self.mobile))

    def key_of(self, key: str) -> str | None:
        """Return the attribute's key as it came, maybe in another casing; None where it is absent."""
        if key in self.attributes:
            return key
        folded = key.casefold()
        return next((name for name in self.attributes if name.casefold() == folded), None)


@dataclass(frozen=True, slots=True)
class Basket:
    """Whose basket this is. `customer` is None where no one is signed in; its contents are never read."""

    id: str = field(repr=False)
    customer: Customer | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """The known-good call was answered. `skew_seconds`: how far Spektrix's clock is ahead of ours."""

    status: int
    server_date: datetime | None
    skew_seconds: float | None

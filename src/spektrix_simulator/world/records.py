"""The records that this Spektrix keeps: plain, so that JSON can hold each of them."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Customer:
    """A person with an account at the theatre; `values` are attribute values by key."""

    id: str
    title: str
    first_name: str
    last_name: str
    email: str
    phone: str = ""
    mobile: str = ""
    password: str = "curtain"
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Attribute:
    """The definition of a customer attribute; one that is not `available` does not exist for the API."""

    name: str
    key: str
    kind: str
    available: bool = True
    options: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Ticket:
    """A seat at a performance, in a basket or sold."""

    id: str
    instance_id: str
    type_id: str
    band_id: str
    seat: str
    price: float


@dataclass(slots=True)
class Basket:
    """What somebody is about to buy; `ended` says how it ended: expired or confirmed."""

    id: str
    made_in: str
    touched_at: str
    customer_id: str | None = None
    tickets: list[Ticket] = field(default_factory=list)
    promo_code: str | None = None
    payments: list[dict[str, Any]] = field(default_factory=list)
    ended: str | None = None

    @property
    def total(self) -> float:
        """The price of everything in it."""
        return round(sum((ticket.price for ticket in self.tickets), 0.0), 2)


@dataclass(slots=True)
class Order:
    """A basket that was paid for."""

    id: str
    basket_id: str
    customer_id: str | None
    made_at: str
    tickets: list[Ticket]
    payments: list[dict[str, Any]]

    @property
    def total(self) -> float:
        """The price of everything in it."""
        return round(sum((ticket.price for ticket in self.tickets), 0.0), 2)


@dataclass(slots=True)
class Session:
    """One browser at the theatre's site."""

    token: str
    basket_id: str | None = None
    customer_id: str | None = None


@dataclass(slots=True)
class Switches:
    """Points on which real systems differ, or whose behaviour is not known."""

    start_utc_with_z: bool = True
    expand: bool = True
    customer_shape: str = "object"
    patch_reply: str = "customer"
    attribute_form: str = "flat"
    basket_minutes: float = 60.0


CUSTOMER_SHAPES = ("object", "id", "string")
ATTRIBUTE_FORMS = ("flat", "list")
PATCH_REPLIES = ("customer", "without_attributes", "empty")

"""The four calls that may be made to Spektrix.

There is no way to make a fifth: orders, tickets, events and instances cannot be named here.
Paths and shapes: the System Owner mode of integrate.spektrix.com.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from entracte.spektrix.errors import BadAttribute, BadId

ATTRIBUTE_PREFIX = "attribute_"
LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class CallKind:
    """One kind of call; `takes` and `gives` say in words what comes from Spektrix and what goes there."""

    name: str
    method: str
    path: str
    purpose: str
    takes: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()


READ_BASKET = CallKind(
    name="read_basket",
    method="GET",
    path="baskets/{id}",
    purpose="To find out whose basket a guest booked with.",
    takes=("the basket's customer",),
    gives=("the basket's id",),
)
READ_CUSTOMER = CallKind(
    name="read_customer",
    method="GET",
    path="customers/{id}",
    purpose="To compare the customer with the guest who booked, and to see whether a write took.",
    takes=("first and last name", "e-mail", "phone and mobile", "the two attributes"),
    gives=("the customer's id",),
)
WRITE_CUSTOMER = CallKind(
    name="write_customer",
    method="PATCH",
    path="customers/{id}",
    purpose="To write the two attributes when a booking is marked Completed.",
    takes=("the customer as it then is",),
    gives=("the customer's id", "when the guest last dined", "the number of visits"),
)
READ_PAYMENT_TYPES = CallKind(
    name="read_payment_types",
    method="GET",
    path="custom-payment-types",
    purpose="To check that client name, login, key and clock are right. The answer itself is not looked at.",
)

ALL = (READ_BASKET, READ_CUSTOMER, WRITE_CUSTOMER, READ_PAYMENT_TYPES)


@dataclass(frozen=True, slots=True)
class Call:
    """One call, ready to be signed and sent. Raises BadId at once where the id cannot stand in an address."""

    kind: CallKind
    id: str = field(default="", repr=False)
    body: bytes | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if "{id}" in self.kind.path:
            encoded(self.id)

    @property
    def method(self) -> str:
        """The HTTP method, in capitals."""
        return self.kind.method

    @property
    def path(self) -> str:
        """The path below `/{client}/api/v3/`, percent-encoded."""
        path = self.kind.path
        return path.replace("{id}", encoded(self.id)) if "{id}" in path else path


def encoded(segment: str) -> str:
    """Return one path segment, percent-encoded, its case kept.

    Raises BadId for text that would change the path's meaning however it is encoded (empty, `.`, `..`), that
    has no UTF-8 form, or that is longer than any id.
    """
    if segment in ("", ".", "..") or len(segment) > LONGEST_ID:
        raise BadId
    if any("\ud800" <= character <= "\udfff" for character in segment):
        raise BadId
    return quote(segment, safe="")


def is_callable_id(text: str) -> bool:
    """Say whether this id can stand in an address."""
    try:
        encoded(text)
    except BadId:
        return False
    return True


def read_basket(basket_id: str) -> Call:
    """Return the call that asks who is signed in on this basket. Raises BadId."""
    return Call(READ_BASKET, basket_id)


def read_customer(customer_id: str) -> Call:
    """Return the call that asks who this customer is. Raises BadId."""
    return Call(READ_CUSTOMER, customer_id)


def write_customer(customer_id: str, attributes: Mapping[str, str | int]) -> Call:
    """Return the call that sets these attributes on the customer, and nothing else.

    Every key must begin with `attribute_`, so that a name or an e-mail can never be overwritten; the values
    are absolute, so the call may be sent again. Raises BadAttribute, BadId.
    """
    if not attributes:
        raise BadAttribute
    for key in attributes:
        if not key.startswith(ATTRIBUTE_PREFIX) or not key.removeprefix(ATTRIBUTE_PREFIX).strip():
            raise BadAttribute
    body = json.dumps(dict(attributes), separators=(",", ":")).encode("ascii")
    return Call(WRITE_CUSTOMER, customer_id, body)


def read_payment_types() -> Call:
    """Return the call that every right API user may make and no other caller may: it checks the settings."""
    return Call(READ_PAYMENT_TYPES)

"""Spektrix is asked whose basket it is. Calls only; no row is touched."""

from dataclasses import dataclass
from typing import TypeAlias

from entracte.boxoffice.connections.client import client_for
from entracte.boxoffice.errors import Obstacle, ObstacleKind, obstacle_from
from entracte.boxoffice.models import Connection
from entracte.guests.folding import e164
from entracte.spektrix.calls import is_callable_id
from entracte.spektrix.errors import NotFound, Refused, SpektrixError
from entracte.spektrix.records import Basket, Customer

UNKNOWN_OWNER = (
    "Spektrix names a customer on the basket whom it does not know. Nothing is decided by guessing."
)


@dataclass(frozen=True, slots=True)
class BasketFound:
    """The basket, and its customer where the basket names one without saying enough."""

    basket: Basket
    customer: Customer | None


@dataclass(frozen=True, slots=True)
class BasketGone:
    """Spektrix has no such basket: expired, bought, or never was (D9)."""

    status: int | None


@dataclass(frozen=True, slots=True)
class AnotherOwner:
    """The reply is about another customer than was asked for: it proves nothing (D31)."""


@dataclass(frozen=True, slots=True)
class OddOwner:
    """The customer's id cannot stand in an address, so nothing could ever be read or written there."""


Answer: TypeAlias = "BasketFound | BasketGone | AnotherOwner | OddOwner | Obstacle"


def who_owns(connection: Connection, basket_id: str, *, country: str, is_again: bool = False) -> Answer:
    """Ask whose basket this is, and who that customer is; at most two calls.

    `country` is the restaurant's, for phones; `is_again` says that the basket was anonymous before.
    """
    try:
        with client_for(connection, is_again=is_again) as client:
            try:
                basket = client.basket(basket_id)
            except (NotFound, Refused) as error:
                return BasketGone(error.status)
            owner = basket.customer
            if owner is not None and not is_callable_id(owner.id):
                return OddOwner()
            if owner is None or _says_enough(owner, country):
                return BasketFound(basket, None)
            try:
                customer = client.customer(owner.id)
            except (NotFound, Refused) as error:
                return Obstacle(ObstacleKind.STRANGE, error.status, UNKNOWN_OWNER, call=error.call)
            return BasketFound(basket, customer) if customer.id == owner.id else AnotherOwner()
    except SpektrixError as error:
        return obstacle_from(error)


def _says_enough(owner: Customer, country: str) -> bool:
    """Say whether all is there that may decide who it is; a phone that it leaves out may (D1, D25)."""
    has_phone = any(e164(phone, country) for phone in (owner.phone, owner.mobile))
    return bool(owner.first_name and owner.last_name and owner.email) and has_phone

"""What does Spektrix say of a basket, and is it Spektrix at all? Calls only; no row is touched."""

from dataclasses import dataclass

from entracte.boxoffice.connections.client import client_for
from entracte.boxoffice.errors import Obstacle, ObstacleKind, obstacle_from, obstacle_to_known_good
from entracte.boxoffice.models import Connection
from entracte.spektrix.errors import NotFound, Refused, SpektrixError
from entracte.spektrix.records import Basket, Customer


@dataclass(frozen=True, slots=True)
class Found:
    """The basket, and its customer where the basket names one without saying enough."""

    basket: Basket
    customer: Customer | None


@dataclass(frozen=True, slots=True)
class Gone:
    """Spektrix has no such basket: expired, bought, or never was (D9)."""

    status: int | None


def who_owns(connection: Connection, basket_id: str) -> Found | Gone | Obstacle:
    """Ask whose basket this is, and who that customer is; at most two calls."""
    try:
        with client_for(connection) as client:
            try:
                basket = client.basket(basket_id)
            except (NotFound, Refused) as error:
                return Gone(error.status)
            owner = basket.customer
            if owner is None or _says_enough(owner):
                return Found(basket, None)
            try:
                return Found(basket, client.customer(owner.id))
            except (NotFound, Refused) as error:
                return Obstacle(ObstacleKind.STRANGE, error.status, UNKNOWN_OWNER)
    except SpektrixError as error:
        return obstacle_from(error)


def known_good(connection: Connection) -> Obstacle | None:
    """Make the call that works for every right API user; what stands in the way, or None."""
    try:
        with client_for(connection) as client:
            client.known_good()
    except SpektrixError as error:
        return obstacle_to_known_good(error)
    return None


UNKNOWN_OWNER = (
    "Spektrix names a customer on the basket whom it does not know. Nothing is decided by guessing."
)


def _says_enough(owner: Customer) -> bool:
    """Say whether all is there that may decide who it is; a phone that the basket leaves out may (D1)."""
    return bool(owner.first_name and owner.last_name and owner.email and (owner.phone or owner.mobile))

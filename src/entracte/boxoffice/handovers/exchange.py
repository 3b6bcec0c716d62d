"""Two values are sent to Spektrix and compared with what it then has. Calls only; no row is touched."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from entracte.boxoffice.attributes import Wanted, differing_keys, mentions_any
from entracte.boxoffice.connections.client import client_for
from entracte.boxoffice.errors import Obstacle, obstacle_from, obstacle_to_known_good
from entracte.boxoffice.handovers.values import as_stored
from entracte.boxoffice.models import Connection
from entracte.spektrix.client import Client
from entracte.spektrix.errors import NotFound, SpektrixError


@dataclass(frozen=True, slots=True)
class Written:
    """Spektrix has the values. `already`: it did before, so nothing was sent."""

    already: bool


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Spektrix took the call but does not have these keys as written (D15)."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CustomerGone:
    """Spektrix answers, but has no such customer."""

    status: int | None


Outcome = Written | NotTaken | CustomerGone | Obstacle


def write_and_compare(
    connection: Connection,
    customer_id: str,
    wanted: tuple[Wanted, ...],
    *,
    zone: ZoneInfo,
    read_first: bool,
) -> Outcome:
    """Write the values in one call and compare what Spektrix then has (R10, D6, D15).

    With `read_first`, for a retry, it is done where they are already there. May be called twice: the values
    are absolute.
    """
    try:
        with client_for(connection) as client:
            try:
                return _written(client, customer_id, wanted, zone, read_first)
            except NotFound as error:
                return _who_is_missing(client, error)
    except SpektrixError as error:
        return obstacle_from(error)


def _written(
    client: Client, customer_id: str, wanted: tuple[Wanted, ...], zone: ZoneInfo, read_first: bool
) -> Outcome:
    if read_first and not differing_keys(wanted, client.customer(customer_id), zone):
        return Written(already=True)
    found = client.write(customer_id, as_stored(wanted))
    if found is None or not mentions_any(wanted, found):
        found = client.customer(customer_id)
    missing = differing_keys(wanted, found, zone)
    return NotTaken(missing) if missing else Written(already=False)


def _who_is_missing(client: Client, error: NotFound) -> CustomerGone | Obstacle:
    """Say what a 404 means: the customer where the known-good call works, else the client name (D9)."""
    try:
        client.known_good()
    except SpektrixError as other:
        return obstacle_to_known_good(other)
    return CustomerGone(error.status)

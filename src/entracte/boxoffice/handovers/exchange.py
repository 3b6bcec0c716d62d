"""Two values are sent to Spektrix and compared with what it then has. Calls only; no row is touched."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from entracte.boxoffice.attributes import Wanted, differing_keys, kept_otherwise
from entracte.boxoffice.connections.client import client_for
from entracte.boxoffice.errors import Obstacle, obstacle_from, obstacle_to_known_good
from entracte.boxoffice.handovers.values import as_stored
from entracte.boxoffice.models import Connection
from entracte.spektrix.client import Client
from entracte.spektrix.errors import NotFound, Refused, SpektrixError
from entracte.spektrix.records import Customer

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Written:
    """Spektrix has the values. `already`: it did before, so nothing was sent."""

    already: bool
    seen: Customer = field(repr=False)


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Spektrix took the call and has these keys otherwise (D15); `instead` says what it has instead."""

    keys: tuple[str, ...]
    instead: dict[str, str] = field(repr=False)
    seen: Customer = field(repr=False)


@dataclass(frozen=True, slots=True)
class NotNow:
    """Spektrix does not know the customer, or is busy with it: that may pass."""

    status: int | None


@dataclass(frozen=True, slots=True)
class CustomerGone:
    """Spektrix answers, but has no such customer."""

    status: int | None


@dataclass(frozen=True, slots=True)
class AnotherCustomer:
    """The reply is about another customer than was asked for: it proves nothing (D31)."""


Outcome = Written | NotTaken | NotNow | CustomerGone | AnotherCustomer | Obstacle


class _AnotherCustomer(Exception):
    """The reply names another customer."""


def write_and_compare(
    connection: Connection,
    customer_id: str,
    wanted: tuple[Wanted, ...],
    *,
    zone: ZoneInfo,
    read_first: bool,
    is_patient: bool,
) -> Outcome:
    """Write the values in one call and compare what Spektrix then has (R10, D6, D15).

    With `read_first`, for a retry, it is done where they are already there. With `is_patient` a missing
    customer and a conflict may pass. May be called twice: the values are absolute.
    """
    try:
        with client_for(connection) as client:
            try:
                return _written(client, customer_id, wanted, zone, read_first)
            except (NotFound, Refused) as error:
                if is_patient and (isinstance(error, NotFound) or error.status == CONFLICT):
                    return NotNow(error.status)
                return _who_is_missing(client, error)
    except _AnotherCustomer:
        return AnotherCustomer()
    except SpektrixError as error:
        return obstacle_from(error)


def _written(
    client: Client, customer_id: str, wanted: tuple[Wanted, ...], zone: ZoneInfo, read_first: bool
) -> Outcome:
    if read_first:
        before = _of(customer_id, client.customer(customer_id))
        if not differing_keys(wanted, before, zone):
            return Written(True, before)
    reply = client.write(customer_id, as_stored(wanted))
    # A reply that differs is not believed before the customer was read once.
    if reply is None or differing_keys(wanted, _of(customer_id, reply), zone):
        reply = client.customer(customer_id)
    found = _of(customer_id, reply)
    differing = differing_keys(wanted, found, zone)
    return (
        NotTaken(differing, kept_otherwise(wanted, found, zone), found)
        if differing
        else Written(False, found)
    )


def _of(customer_id: str, found: Customer) -> Customer:
    if found.id != customer_id:
        raise _AnotherCustomer
    return found


def _who_is_missing(client: Client, error: SpektrixError) -> CustomerGone | Obstacle:
    """Say what a 404 means: the customer where the known-good call works, else the client name (D9)."""
    if not isinstance(error, NotFound):
        return obstacle_from(error)
    try:
        client.known_good()
    except SpektrixError as other:
        return obstacle_to_known_good(other)
    return CustomerGone(error.status)

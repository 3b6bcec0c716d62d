"""What is exchanged with Spektrix, and what never is, made from the client's own calls (R15 to R18, D19)."""

from dataclasses import dataclass

from entracte.boxoffice.models import Connection
from entracte.spektrix.calls import ALL, CallKind

NEVER_EXCHANGED = (
    "A restaurant booking never becomes an order in Spektrix.",
    "A ticket never becomes a booking.",
    "Floor plans and seating plans have nothing to do with each other.",
    "Menus, opening hours and the restaurant's details come from Entracte alone.",
    "Nothing is read on a schedule: there is no polling, no import and no feed.",
)


@dataclass(frozen=True, slots=True)
class DataFlow:
    """One kind of call, in words: what it is for, what comes from Spektrix and what goes there."""

    method: str
    address: str
    purpose: str
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    is_write: bool


def data_flows(connection: Connection | None) -> tuple[DataFlow, ...]:
    """Return every call that can be made at all, with the connection's own names where there is one."""
    client_name = connection.client_name if connection is not None else "client"
    return tuple(
        DataFlow(
            method=each.method,
            address=f"/{client_name}/api/v3/{each.path}",
            purpose=each.purpose,
            takes=each.takes,
            gives=_gives(each, connection),
            is_write=each.method != "GET",
        )
        for each in ALL
    )


def _gives(kind: CallKind, connection: Connection | None) -> tuple[str, ...]:
    if kind.method == "GET" or connection is None:
        return kind.gives
    return (
        kind.gives[0],
        f"{connection.last_dined_name} ({connection.last_dined_key})",
        f"{connection.visits_name} ({connection.visits_key})",
    )

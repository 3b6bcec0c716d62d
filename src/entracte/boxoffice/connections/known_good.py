"""The known-good call is made: it works for every right API user, and for no other caller (D9, R20)."""

from dataclasses import dataclass

from entracte.boxoffice.connections.client import client_for
from entracte.boxoffice.errors import Obstacle, obstacle_to_known_good
from entracte.boxoffice.models import Connection
from entracte.spektrix.errors import SpektrixError


@dataclass(frozen=True, slots=True)
class KnownGoodResult:
    """How the call ended: `obstacle` is None where Spektrix answered it.

    `status` is the HTTP status, and `skew_seconds` says how far Spektrix's clock is ahead of this server's;
    both are None where unknown.
    """

    obstacle: Obstacle | None
    status: int | None
    skew_seconds: float | None


def ask_known_good(connection: Connection) -> KnownGoodResult:
    """Make the call, once. May be called any number of times: it reads and nothing is kept."""
    try:
        with client_for(connection) as client:
            answered = client.known_good()
    except SpektrixError as error:
        return KnownGoodResult(obstacle_to_known_good(error), error.status, error.skew_seconds)
    return KnownGoodResult(None, answered.status, answered.skew_seconds)

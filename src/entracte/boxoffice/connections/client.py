"""A connection becomes a client that can ask Spektrix. The only place that decrypts an API key."""

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from entracte import clock
from entracte.boxoffice.connections.addresses import LookupSlow, Reachable, callable_origin
from entracte.boxoffice.gate.circuit import note_answer, note_call, note_failure
from entracte.boxoffice.gate.rate import wait_for_rate
from entracte.boxoffice.models import Connection
from entracte.encryption import Unreadable
from entracte.spektrix.client import Client
from entracte.spektrix.errors import FixSettings, NoAnswer, NotFound, Refused, SpektrixError

OK = 200


class KeyUnreadable(FixSettings):
    """The stored API key was encrypted with a key that this installation no longer has."""

    sentence = "The stored API key cannot be read on this server. Enter the API key once more."


class ConnectionGone(FixSettings):
    """The connection was removed between the look at it and the call."""

    sentence = "The connection was removed meanwhile. Nothing was asked."


@dataclass(frozen=True, slots=True)
class RestaurantGate:
    """What a client asks and says around each call of a restaurant."""

    restaurant_id: int
    is_again: bool

    def wait(self) -> None:
        """Wait until the call may go out."""
        wait_for_rate(self.restaurant_id, is_again=self.is_again)

    def answered(self) -> None:
        """Note that Spektrix answered."""
        note_answer(self.restaurant_id)
        note_call(self.restaurant_id, status=OK)

    def failed(self, error: SpektrixError) -> None:
        """Note what a call met."""
        note_failure(self.restaurant_id, error)
        is_answer = isinstance(error, NotFound | Refused)
        sentence = "" if is_answer else error.plain
        note_call(self.restaurant_id, status=error.status, sentence=sentence)


def client_for(connection: Connection, *, is_again: bool = False) -> Client:
    """Return a client for this connection; close it after use.

    Raises FixSettings where the settings cannot even be tried: the address, the client name, the login,
    the key; NoAnswer where the address is not found by name. Each call counts against the connection's
    rate, with `is_again` against the half of it that baskets asked about again may take, and what is met
    closes or opens its circuit. Signs with the machine's own time, whatever a demo's clock says.
    """
    gate, began = RestaurantGate(connection.restaurant_id, is_again), time.monotonic()
    reachable = _reachable(connection, gate)
    try:
        key = connection.api_key
    except (Unreadable, ImproperlyConfigured):
        key = ""
    except Connection.DoesNotExist:
        raise ConnectionGone from None
    if not key:
        raise KeyUnreadable
    return Client(
        origin=reachable.origin,
        addresses=reachable.addresses,
        client_name=connection.client_name,
        login=connection.login,
        key=key,
        clock=clock.system_now,
        timeout_seconds=settings.SPEKTRIX_TIMEOUT_SECONDS,
        spent_seconds=time.monotonic() - began,
        gate=gate,
    )


def _reachable(connection: Connection, gate: RestaurantGate) -> Reachable:
    """Look the address up; the time that takes belongs to the first exchange."""
    failure: NoAnswer | None = None
    try:
        found = callable_origin(connection.origin)
    except LookupSlow:
        failure = NoAnswer("timeout")
    else:
        failure = None if found.addresses else NoAnswer("name")
    if failure is not None:
        gate.failed(failure)
        raise failure
    return found

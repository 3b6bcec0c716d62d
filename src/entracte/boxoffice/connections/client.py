"""A connection becomes a client that can ask Spektrix. The only place that decrypts an API key."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from entracte import clock
from entracte.boxoffice.connections.addresses import callable_origin
from entracte.boxoffice.models import Connection
from entracte.boxoffice.secrets import Unreadable
from entracte.spektrix.client import Client
from entracte.spektrix.errors import FixSettings, NoAnswer


class KeyUnreadable(FixSettings):
    """The stored API key was encrypted with a key that this installation no longer has."""

    sentence = "The stored API key cannot be read on this server. Enter the API key once more."


class ConnectionGone(FixSettings):
    """The connection was removed between the look at it and the call."""

    sentence = "The connection was removed meanwhile. Nothing was asked."


def client_for(connection: Connection) -> Client:
    """Return a client for this connection; close it after use.

    Raises FixSettings where the settings cannot even be tried: the address, the client name, the login,
    the key; NoAnswer where the address is not found by name. Signs with the machine's own time, whatever a
    demo's clock says.
    """
    reachable = callable_origin(connection.origin)
    try:
        key = connection.api_key
    except (Unreadable, ImproperlyConfigured):
        key = ""
    except Connection.DoesNotExist:
        raise ConnectionGone from None
    if not key:
        raise KeyUnreadable
    if not reachable.addresses:
        raise NoAnswer("name")
    return Client(
        origin=reachable.origin,
        addresses=reachable.addresses,
        client_name=connection.client_name,
        login=connection.login,
        key=key,
        clock=clock.system_now,
        timeout_seconds=settings.SPEKTRIX_TIMEOUT_SECONDS,
    )

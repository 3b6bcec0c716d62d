"""The connection by which a piece of work is done, and the lock that keeps its settings as they are."""

from django.db import connection as database

from entracte.boxoffice.models import Connection
from entracte.boxoffice.reasons import StopReason

# The first of two numbers of an advisory lock, which the ORM cannot take; the second is the restaurant.
SETTINGS_LOCK = 7_310_212
# Two saves on one Spektrix system come one after the other, so that neither misses the other's keys.
KEYS_LOCK = 7_310_213


def connection_of(restaurant_id: int) -> Connection | None:
    """Return the restaurant's connection, or None. The API key is not read along."""
    return Connection.objects.defer("api_key").filter(restaurant_id=restaurant_id).first()


def connection_for_work(restaurant_id: int) -> Connection | None:
    """Return the connection, which then stays as it is until the transaction ends.

    Taken before any guest is locked. So work never parks for settings that were put right meanwhile:
    whoever changes them waits, and then finds the parked work to resume.
    """
    _lock("pg_advisory_xact_lock_shared", SETTINGS_LOCK, restaurant_id)
    return connection_of(restaurant_id)


def connection_to_change(restaurant_id: int) -> Connection | None:
    """Return the connection, alone with it until the transaction ends."""
    _lock("pg_advisory_xact_lock", SETTINGS_LOCK, restaurant_id)
    return connection_of(restaurant_id)


def lock_keys() -> None:
    """Lock what no two restaurants may share, the keys of attributes, until the transaction ends."""
    _lock("pg_advisory_xact_lock", KEYS_LOCK, 0)


def why_not_asked(connection: Connection | None) -> StopReason | None:
    """Return why Spektrix may not be asked now; None where it may (D16)."""
    if connection is None:
        return StopReason.NO_CONNECTION
    return None if connection.is_on else StopReason.SWITCHED_OFF


def _lock(function: str, first: int, second: int) -> None:
    with database.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [first, second])

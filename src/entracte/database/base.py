"""What if the connections that were kept broke meanwhile? All of them go at once, and new ones are made."""

from typing import Any

from django.db.backends.postgresql import base
from psycopg import Connection, OperationalError
from psycopg_pool import ConnectionPool

# One that broke, and one that broke while the others were looked at.
TRIES = 3


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with a look at each connection that the pool lends.

    The pool has a look of its own, but waits a second after the first broken connection, two after the next,
    four after the third: after an outage, guests would be waiting for all that it kept.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection[Any]:
        """Return a connection that answers. Raises OperationalError where none does in time."""
        for _ in range(TRIES - 1):
            connection: Connection[Any] = super().get_new_connection(conn_params)
            pool = self.pool
            if pool is None:
                return connection
            try:
                ConnectionPool.check_connection(connection)
            except OperationalError:
                pool.putconn(connection)
                pool.check()
            else:
                return connection
        last: Connection[Any] = super().get_new_connection(conn_params)
        return last

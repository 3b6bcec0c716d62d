"""How is something locked that has no row yet? By name, until the transaction ends."""

from django.db import connection


def lock_named(*names: str) -> None:
    """Take an advisory transaction lock for each name, always in the same order. Waits for whoever has one.

    Two names may share a lock by chance (a hash of 64 bits); then one merely waits for the other.
    """
    with connection.cursor() as cursor:
        for name in sorted(set(names)):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])

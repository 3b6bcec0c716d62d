"""Locks by name, for what has no row yet; they last until the transaction ends."""

from django.db import connection

# The ORM takes no advisory locks. All in one statement, where a booking takes three: the rows of unnest
# come, and are locked, in the array's order.
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(%s::text[]) AS name"


def lock_named(*names: str) -> None:
    """Take an advisory transaction lock for each name, always in the same order. Waits for whoever has one.

    Two names may share a lock by chance (a hash of 64 bits); then one merely waits for the other.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [sorted(set(names))])

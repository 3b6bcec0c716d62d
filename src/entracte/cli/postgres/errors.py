"""What can go wrong with the embedded PostgreSQL, in words for the person at the terminal."""

from entracte.cli.errors import CannotRun


class ClusterUnusable(CannotRun):
    """The embedded PostgreSQL cannot be used as things are; the message says what to do."""

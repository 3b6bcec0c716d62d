"""The checks before a process starts that serves somebody."""

import sys

from entracte.cli.errors import CannotRun

NAMES_IN_THE_LOG = (
    "ENTRACTE_DATABASE_PREPARES is 0: PostgreSQL writes a statement that fails into its own log with what "
    "guests typed, unless log_min_error_statement is panic and log_error_verbosity is terse there"
)


def warn_of_names_in_the_log(command: str) -> None:
    """Say so where statements reach the database with their values in them."""
    from django.conf import settings

    if not settings.DATABASE_PREPARES:
        print(f"entracte {command}: {NAMES_IN_THE_LOG}", file=sys.stderr, flush=True)


def refuse_failed_checks(*, serves_guests: bool = False) -> None:
    """Run the installation's checks, which need no set-up. Raises CannotRun with a line for each failure."""
    from entracte.checks import problems

    if found := problems(serves_guests=serves_guests):
        raise CannotRun("\n  ".join(found))

"""The checks before a process starts that serves somebody."""

from entracte.cli.errors import CannotRun


def refuse_failed_checks() -> None:
    """Run the installation's checks, which need no set-up. Raises CannotRun with a line for each failure."""
    from entracte.checks import problems

    if found := problems():
        raise CannotRun("\n  ".join(found))

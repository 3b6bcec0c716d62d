"""The checks before a process starts that serves somebody."""

from entracte.cli.errors import CannotRun


def refuse_failed_checks() -> None:
    """Set Django up and run the installation's checks. Raises CannotRun with a line for each that fails."""
    import django

    django.setup()
    from entracte.checks import problems

    if found := problems():
        raise CannotRun("\n  ".join(found))

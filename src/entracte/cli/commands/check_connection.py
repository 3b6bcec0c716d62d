"""The command `entracte check-connection`: one line a check; the exit status is 1 when one fails."""

import argparse

from entracte.cli.errors import CannotRun
from entracte.cli.restaurant import restaurant_called

MARKS = {"ok": "ok", "failed": "FAILED", "not_checked": "not checked"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `entracte check-connection`."""
    parser.add_argument("restaurant", metavar="SLUG", help="which restaurant")


def run(args: argparse.Namespace) -> int:
    """Ask Spektrix, by reads only, and print what to do; 0 where no check fails."""
    import django

    django.setup()
    from entracte import clock
    from entracte.boxoffice.connections.check import CheckState, run_checks
    from entracte.boxoffice.queries import connection_for

    restaurant = restaurant_called(args.restaurant)
    connection = connection_for(restaurant)
    if connection is None:
        raise CannotRun(f"{restaurant.name} has no Spektrix connection. Save one with: entracte connect")
    checks = run_checks(connection, now=clock.now())
    for check in checks:
        status = f"HTTP {check.http_status}" if check.http_status is not None else "no status"
        print(f"{MARKS[check.state.value]:<11}  {status:<9}  {check.title}: {check.sentence}")
    return 1 if any(check.state is CheckState.FAILED for check in checks) else 0

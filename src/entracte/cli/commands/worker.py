"""The command `entracte worker`: run stored jobs until asked to stop."""

import argparse

from entracte.cli.database_trouble import warn_of_unreachable_database
from entracte.cli.start_checks import refuse_failed_checks, warn_of_names_in_the_log


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `entracte worker`."""
    parser.add_argument("--concurrency", type=int, help="jobs at once (default: ENTRACTE_WORKER_CONCURRENCY)")
    parser.add_argument("--until-empty", action="store_true", help="stop when nothing is due")


def run(args: argparse.Namespace) -> int:
    """Run the worker; returns once it was stopped, after its current jobs. Raises CannotRun."""
    import django

    refuse_failed_checks()
    warn_of_names_in_the_log("worker")
    warn_of_unreachable_database("worker")
    django.setup()
    from entracte.jobs.worker import run as work

    work(concurrency=args.concurrency, until_empty=args.until_empty)
    return 0

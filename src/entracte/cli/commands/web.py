"""The command `entracte web`: gunicorn takes this process over."""

import argparse
import os
import sys

from entracte.cli.database_trouble import warn_of_unreachable_database
from entracte.cli.start_checks import refuse_failed_checks, warn_of_names_in_the_log


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `entracte web`."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="processes (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=8, help="threads of each (default: %(default)s)")


def run(args: argparse.Namespace) -> int:
    """Become gunicorn, which on SIGTERM finishes the requests that it has begun. Raises CannotRun."""
    refuse_failed_checks(serves_guests=True)
    warn_of_names_in_the_log("web")
    warn_of_unreachable_database("web")
    command = [
        *(sys.executable, "-m", "gunicorn", "entracte.wsgi:application"),
        *("--bind", f"{args.host}:{args.port}"),
        *("--worker-class", "gthread", "--workers", str(args.workers), "--threads", str(args.threads)),
        *("--graceful-timeout", "8", "--keep-alive", "5", "--log-level", "warning"),
        *("--name", "entracte", "--no-control-socket", "--forwarded-allow-ips", ""),
        # the code is read once, and its memory shared by all workers
        "--preload",
    ]
    os.execv(command[0], command)

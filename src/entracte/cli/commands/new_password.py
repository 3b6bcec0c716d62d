"""The command `entracte new-password`: for somebody who forgot theirs, since no letters are sent yet."""

import argparse

from entracte.cli.errors import CannotRun


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `entracte new-password`."""
    parser.add_argument("email", metavar="EMAIL", help="who cannot sign in")


def run(args: argparse.Namespace) -> int:
    """Print a new random password; it can be changed after signing in."""
    import django

    django.setup()
    from entracte.restaurants.team import new_password

    password = new_password(email=args.email)
    if password is None:
        raise CannotRun(f"nobody signs in as {args.email}")
    print(f"{args.email} signs in with: {password}")
    return 0

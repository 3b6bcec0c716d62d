"""The command `entracte sign-in-link`: for somebody who cannot sign in, since no letters are sent yet."""

import argparse

from entracte.cli.errors import CannotRun
from entracte.cli.link import link_to


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `entracte sign-in-link`."""
    parser.add_argument("email", metavar="EMAIL", help="who cannot sign in")


def run(args: argparse.Namespace) -> int:
    """Print a link by which this person chooses a new password; the old one is good no longer."""
    import django

    django.setup()
    from entracte import clock
    from entracte.restaurants.sign_in.sign_in_links import make_sign_in_link

    token = make_sign_in_link(email=args.email, now=clock.now())
    if token is None:
        raise CannotRun(f"Nobody signs in as {args.email}.")
    print(f"{args.email} is signed out everywhere, and chooses a new password here, once, within three days:")
    print(link_to("new_password", token))
    return 0

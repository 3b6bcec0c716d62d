"""The command `entracte invite`: a link by which a person joins a restaurant's team."""

import argparse

from entracte.cli.errors import CannotRun
from entracte.cli.link import link_to
from entracte.cli.restaurant import restaurant_called


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `entracte invite`."""
    parser.add_argument("restaurant", metavar="SLUG", help="the restaurant's short name")
    parser.add_argument("email", metavar="EMAIL", help="who is invited, and signs in by this e-mail")
    parser.add_argument("--name", default="", help="their name")
    parser.add_argument(
        "--role", default="owner", choices=("owner", "manager", "host"), help="their role (default: owner)"
    )


def run(args: argparse.Namespace) -> int:
    """Print the link; a former one of this address to this restaurant is good no longer."""
    import django

    django.setup()
    from entracte import clock
    from entracte.refusal import Refusal
    from entracte.restaurants.sign_in.invitations import faults_of, invite

    restaurant = restaurant_called(args.restaurant)
    faults = faults_of(email=args.email, name=args.name)
    if faults:
        raise CannotRun.because_of(faults, "nobody is invited.")
    try:
        invited = invite(
            restaurant=restaurant, email=args.email, name=args.name, role=args.role, now=clock.now()
        )
    except Refusal as refused:
        raise CannotRun(refused.for_staff) from None
    print(f"{args.email} joins {restaurant.name} as {args.role} after saying yes here, once, in three days:")
    print(link_to("invitation", invited.token))
    return 0

"""The command `entracte create-restaurant`: make a restaurant and invite its first owner."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from entracte.cli.errors import CannotRun
from entracte.cli.link import link_to

if TYPE_CHECKING:
    from entracte.restaurants.sign_in.invitations import Invited


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `entracte create-restaurant`."""
    parser.add_argument("--name", required=True, help="the restaurant's name")
    parser.add_argument(
        "--owner", required=True, metavar="EMAIL", help="who owns it, and signs in by this e-mail"
    )
    parser.add_argument("--owner-name", default="", help="the owner's name")
    parser.add_argument(
        "--slug", default="", help="its short name in addresses (default: made from the name)"
    )
    parser.add_argument("--address", default="", help="its postal address")
    parser.add_argument("--country", default="GB", help="two letters, ISO 3166 (default: GB)")
    parser.add_argument("--time-zone", default="Europe/London", help="IANA name (default: Europe/London)")
    parser.add_argument("--currency", default="GBP", help="three letters, ISO 4217 (default: GBP)")
    parser.add_argument("--locale", default="en-GB", help="language and region (default: en-GB)")


def run(args: argparse.Namespace) -> int:
    """Make the restaurant, and print the link by which its owner says yes."""
    import django

    django.setup()
    from django.utils.text import slugify

    from entracte import clock
    from entracte.restaurants.new_restaurant import InvalidRestaurant, create_restaurant

    if args.time_zone not in available_timezones():
        raise CannotRun(f"There is no time zone {args.time_zone}. Write it as in Europe/London.")
    try:
        invited = create_restaurant(
            name=args.name.strip(),
            slug=args.slug or slugify(args.name),
            address=args.address,
            country=args.country.upper(),
            time_zone=args.time_zone,
            currency=args.currency.upper(),
            locale=args.locale,
            owner_email=args.owner,
            owner_name=args.owner_name,
            now=clock.now(),
        )
    except InvalidRestaurant as invalid:
        raise CannotRun.because_of(invalid.fields, "the restaurant is not made.") from None
    _print_owner(args.owner, invited)
    return 0


def _print_owner(email: str, invited: Invited) -> None:
    restaurant = invited.invitation.restaurant
    print(f"{restaurant.name} is there, as {restaurant.slug}.")
    print(f"{email} owns it after saying yes here, once, within three days:")
    print(link_to("invitation", invited.token))

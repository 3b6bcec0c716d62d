"""How is a restaurant's Spektrix connection saved from the command line? The key comes by standard input."""

import argparse
import sys

from entracte.cli.errors import CannotRun


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `entracte connect`."""
    parser.add_argument("--restaurant", required=True, metavar="SLUG", help="which restaurant")
    parser.add_argument("--client", required=True, metavar="NAME", help="client name; its case matters")
    parser.add_argument("--login", required=True, metavar="LOGIN", help="the API user's login name")
    parser.add_argument(
        "--key-stdin",
        action="store_true",
        help="read the API key from standard input; without it the key stays",
    )
    parser.add_argument(
        "--origin", metavar="URL", help="the API's address (default: what is saved, or Spektrix's own)"
    )
    parser.add_argument("--custom-domain", metavar="URL", help="the box office's custom domain")


def run(args: argparse.Namespace) -> int:
    """Save the connection; what was set on the Spektrix page and has no option here stays as it is."""
    import django

    django.setup()
    from entracte import clock
    from entracte.boxoffice.connections.attribute_choices import AttributeChoices
    from entracte.boxoffice.connections.save import BadConnection, save_connection
    from entracte.boxoffice.queries import connection_for
    from entracte.restaurants.queries import restaurant_by_slug

    restaurant = restaurant_by_slug(args.restaurant)
    if restaurant is None:
        raise CannotRun(f"There is no restaurant {args.restaurant}.")
    old = connection_for(restaurant)
    try:
        saved = save_connection(
            restaurant=restaurant,
            client_name=args.client,
            login=args.login,
            api_key=sys.stdin.read() if args.key_stdin else None,
            origin=args.origin or (old.origin if old else ""),
            custom_domain=args.custom_domain or (old.custom_domain if old else ""),
            watch_only=old.watch_only if old else False,
            choices=AttributeChoices.of(old) if old else AttributeChoices(),
            test_customer_id=old.test_customer_id if old else "",
            now=clock.now(),
        )
    except BadConnection as bad:
        lines = (f"{field.replace('_', ' ')}: {sentence}" for field, sentence in bad.fields.items())
        raise CannotRun("the connection is not saved.\n  " + "\n  ".join(lines)) from None
    print(f"{restaurant.name} is connected to {saved.client_name} at {saved.origin}.")
    print(f"Test it with: entracte check-connection {restaurant.slug}")
    return 0

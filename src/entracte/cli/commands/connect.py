"""The command `entracte connect`: save a restaurant's Spektrix connection."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from entracte.cli.errors import CannotRun
from entracte.cli.restaurant import restaurant_called

if TYPE_CHECKING:
    from entracte.boxoffice.models import Connection


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
    from entracte.boxoffice.connections.save import BadConnection, save_connection
    from entracte.boxoffice.queries import connection_for

    restaurant = restaurant_called(args.restaurant)
    old = connection_for(restaurant)
    try:
        saved = save_connection(
            restaurant=restaurant,
            client_name=args.client,
            login=args.login,
            api_key=sys.stdin.read() if args.key_stdin else None,
            now=clock.now(),
            **_kept(old, origin=args.origin, custom_domain=args.custom_domain),
        )
    except BadConnection as bad:
        raise CannotRun.because_of(bad.fields, "the connection is not saved.") from None
    print(f"{restaurant.name} is connected to {saved.client_name} at {saved.origin}.")
    print(f"Test it with: entracte check-connection {restaurant.slug}")
    return 0


def _kept(old: Connection | None, *, origin: str | None, custom_domain: str | None) -> dict[str, Any]:
    """Return what was saved before, with the addresses that were given now."""
    from entracte.boxoffice.connections.attribute_choices import AttributeChoices

    if old is None:
        return {"origin": origin or "", "custom_domain": custom_domain or ""}
    return {
        "origin": origin or old.origin,
        "custom_domain": custom_domain or old.custom_domain,
        "watch_only": old.watch_only,
        "choices": AttributeChoices.of(old),
        "test_customer_id": old.test_customer_id,
    }

"""The command `entracte connect`: save a restaurant's Spektrix connection."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from entracte.cli.errors import CannotRun
from entracte.cli.restaurant import restaurant_called

if TYPE_CHECKING:
    from entracte.boxoffice.models import Connection


SHAPES = {"last-dined": ("date_time", "date"), "visits": ("number", "text")}


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
    parser.add_argument("--sign-in-minutes", type=int, metavar="N", help="how long guests have to sign in")
    for one, what in (("last-dined", "when a guest last dined"), ("visits", "the number of visits")):
        group = parser.add_argument_group(f"the attribute for {what} (default: what is saved)")
        group.add_argument(f"--{one}-name", metavar="NAME", help="its name in Spektrix")
        group.add_argument(f"--{one}-key", metavar="KEY", help="its key; made from the name where left out")
        group.add_argument(f"--{one}-shape", choices=SHAPES[one], help="how it is written")


def run(args: argparse.Namespace) -> int:
    """Save the connection; what was set on the Spektrix page and has no option here stays as it is."""
    import django

    django.setup()
    from entracte import clock
    from entracte.boxoffice.connections.save import BadConnection, save_connection
    from entracte.boxoffice.queries import connection_for
    from entracte.restaurants.edits.keep_edit import Editor

    restaurant = restaurant_called(args.restaurant)
    old = connection_for(restaurant)
    try:
        saved = save_connection(
            restaurant=restaurant,
            client_name=args.client,
            login=args.login,
            api_key=sys.stdin.read() if args.key_stdin else None,
            now=clock.now(),
            by=Editor(None, clock.now()),
            **_settings(old, args),
        )
    except BadConnection as bad:
        raise CannotRun.because_of(bad.fields, "the connection is not saved.") from None
    print(f"{restaurant.name} is connected to {saved.client_name} at {saved.origin}.")
    print(f"Test it with: entracte check-connection {restaurant.slug}")
    return 0


def _settings(old: Connection | None, args: argparse.Namespace) -> dict[str, Any]:
    """Return what was saved before, with what is typed now."""
    from entracte.boxoffice.connections.attribute_choices import AttributeChoices
    from entracte.boxoffice.connections.save import USUAL_MINUTES

    kept = AttributeChoices() if old is None else AttributeChoices.of(old)
    minutes = USUAL_MINUTES if old is None else old.sign_in_minutes
    return {
        "origin": args.origin or ("" if old is None else old.origin),
        "custom_domain": args.custom_domain or ("" if old is None else old.custom_domain),
        "watch_only": old is not None and old.watch_only,
        "choices": replace(kept, **_typed_choices(args)),
        "test_customer_id": "" if old is None else old.test_customer_id,
        "sign_in_minutes": minutes if args.sign_in_minutes is None else args.sign_in_minutes,
    }


def _typed_choices(args: argparse.Namespace) -> dict[str, str]:
    """Return what was typed of the attributes; a new name without a key gets a key of its own."""
    typed: dict[str, str] = {}
    for one in ("last_dined", "visits"):
        for part in ("name", "key", "shape"):
            value = getattr(args, f"{one}_{part}")
            if value is not None:
                typed[f"{one}_{part}"] = value
        if f"{one}_name" in typed:
            typed.setdefault(f"{one}_key", "")
    return typed

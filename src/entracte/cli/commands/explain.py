"""The command `entracte explain`: why a start is on offer to a party (exit status 0), or why not (1)."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import TYPE_CHECKING

from entracte.cli.errors import CannotRun
from entracte.cli.restaurant import restaurant_called

if TYPE_CHECKING:
    from entracte.availability.fit import Wish


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `entracte explain`."""
    parser.add_argument("restaurant", metavar="SLUG", help="which restaurant")
    parser.add_argument("date", metavar="DATE", type=dt.date.fromisoformat, help="such as 2026-12-04")
    parser.add_argument("time", metavar="TIME", type=dt.time.fromisoformat, help="on its wall's clock: 19:00")
    parser.add_argument("--party", metavar="N", type=int, required=True, help="how many come")
    asker = parser.add_mutually_exclusive_group()
    asker.add_argument("--online", action="store_true", help="as a guest who books online (the default)")
    asker.add_argument("--staff", action="store_true", help="as staff, past notice and horizon")
    asker.add_argument("--walk-in", action="store_true", help="as staff, for a party at the door")
    parser.add_argument("--service", metavar="NAME", default="", help="what this service says, of several")
    parser.add_argument("--section", default="", help="only tables of this section")
    parser.add_argument("--step-free", action="store_true", help="only step-free tables")
    parser.add_argument("--high-chairs", metavar="N", type=int, default=0, help="how many of the party's")


def run(args: argparse.Namespace) -> int:
    """Print what each service says, the nearest to an offer first, and no name of a guest."""
    if args.party < 1 or args.high_chairs < 0:
        raise CannotRun("A party is one person or more.")
    if args.time.tzinfo is not None:
        raise CannotRun("Write the time as the restaurant's clock shows it, such as 19:00.")
    import django

    django.setup()
    from entracte import clock
    from entracte.bookings.queries import explain_start
    from entracte.dining.queries import unoffered_tables

    restaurant = restaurant_called(args.restaurant)
    wish = _wish(args)
    found = explain_start(restaurant=restaurant, date=args.date, at=args.time, wish=wish, now=clock.now())
    if args.service:
        found = tuple(each for each in found if each.service_name == args.service)
    if not found:
        raise CannotRun("No service in use has this name.")
    for each in found:
        print(f"{each.service_name or restaurant.name}: {each.headline}")
        for detail in each.details:
            print(f"  {detail}")
    unoffered = [table.name for table in unoffered_tables(restaurant)]
    if unoffered:
        print(f"Never offered, since no service in use has them on its plan: tables {', '.join(unoffered)}")
    return 0 if any(each.is_offered for each in found) else 1


def _wish(args: argparse.Namespace) -> Wish:
    from entracte.availability.fit import Wish

    return Wish(
        party_size=args.party,
        is_online=not (args.staff or args.walk_in),
        is_walk_in=args.walk_in,
        needs_step_free=args.step_free,
        high_chairs=args.high_chairs,
        section=args.section,
    )

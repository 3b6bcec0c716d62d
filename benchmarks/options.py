"""How large is a run of the benchmarks? Sizes are arguments, so that a try can be short."""

import argparse
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How many bookings are in the book, and how often what is asked."""

    parts: tuple[str, ...]
    bookings: int
    few: int
    many: int
    large: int
    runs: int
    requests: int
    memory_requests: int
    days: int
    judged_days: int
    keep: bool


def options(parts: tuple[str, ...]) -> Options:
    """Read the command line; without a part named, all of them run."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measure, print, and write the report.")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of: {', '.join(parts)} (default: all)")
    parser.add_argument("--bookings", type=int, default=100_000, help="in the usual book (%(default)s)")
    parser.add_argument("--few", type=int, default=1_000, help="in the young book (%(default)s)")
    parser.add_argument("--many", type=int, default=1_000_000, help="in the old book (%(default)s)")
    parser.add_argument("--large", type=int, default=48_000, help="in the large restaurant's (%(default)s)")
    parser.add_argument("--runs", type=int, default=5, help="of each figure (%(default)s)")
    parser.add_argument("--requests", type=int, default=1_000, help="in one run (%(default)s)")
    parser.add_argument("--memory-requests", type=int, default=100_000, help="to one worker (%(default)s)")
    parser.add_argument("--days", type=int, default=10_000, help="for making room (%(default)s)")
    parser.add_argument("--judged-days", type=int, default=300, help="against the optimum (%(default)s)")
    parser.add_argument("--keep", action="store_true", help="print only; leave the report as it is")
    given = vars(parser.parse_args())
    unknown = set(given["parts"]) - set(parts)
    if unknown:
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    given["parts"] = tuple(given["parts"]) or parts
    return Options(**given)

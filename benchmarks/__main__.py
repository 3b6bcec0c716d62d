"""Which figures does `make bench` measure? All of the suite, or the parts that are named."""

import sys
import time
from collections.abc import Callable

from benchmarks import accepting, bridge_delays, engine, memory, offers
from benchmarks.figures import Figure
from benchmarks.machine import machine
from benchmarks.options import Options, options
from benchmarks.report import last_report, print_figures, write_report
from benchmarks.site import Sites, sites

Part = Callable[[Sites, Options], list[Figure]]


def _making_room(_: Sites, options: Options) -> list[Figure]:
    # the solver that it is compared with is installed for benchmarks alone
    from benchmarks import making_room

    return making_room.measure(days=options.days, judged_days=options.judged_days)


# Bookings are accepted into the usual book, so what only reads it comes before.
PARTS: dict[str, Part] = {
    "engine": lambda _, options: engine.measure(options),
    "making-room": _making_room,
    "offers": offers.measure,
    "month": offers.measure_month,
    "growth": offers.measure_growth,
    "bookings": accepting.measure,
    "memory": memory.measure,
    "bridge": lambda _, options: bridge_delays.measure(),
}


def main() -> int:
    """Run the parts, print each figure as it comes, and write the report."""
    asked = options(tuple(PARTS))
    before = last_report()
    figures: list[Figure] = []
    since = time.monotonic()
    with sites() as where:
        version = where.version()
        for name, measure in PARTS.items():
            if name in asked.parts:
                print(f"— {name}", flush=True)
                found = measure(where, asked)
                print_figures(found, before)
                figures += found
    print(f"took {(time.monotonic() - since) / 60:.1f} minutes")
    if not asked.keep:
        write_report(figures, before, machine(version))
    return 0


if __name__ == "__main__":
    sys.exit(main())

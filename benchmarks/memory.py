"""Does a web worker grow with the requests that it has answered?"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.accepting import bookings_of
from benchmarks.asking import days_of, offers_of
from benchmarks.figures import Figure, figure
from benchmarks.options import Options
from benchmarks.site import Site, Sites
from benchmarks.visitor import Ask, all_at_once

VISITORS = 8
FIRST_SHARE = 20
FLAT = 1.05
MEGABYTE = 1024


def measure(sites: Sites, options: Options) -> list[Figure]:
    """Return how much one worker holds after all requests, as a ratio to after the first twentieth.

    The heap is its anonymous memory; a share of pages (PSS) would move with whoever else runs Python.
    """
    site = sites.of(options.bookings)
    first, all_ = options.memory_requests // FIRST_SHARE, options.memory_requests
    with site.web(workers=1) as web:
        [worker] = web.workers()
        asks = mixed(site)
        all_at_once(web.port, islice(asks, first), visitors=VISITORS)
        early = _memory(worker)
        all_at_once(web.port, islice(asks, all_ - first), visitors=VISITORS)
        late = _memory(worker)
    return [
        figure(
            f"memory of a web worker ({kind}), all requests to the first 5 %",
            "ratio",
            all_,
            [ratio],
            target=FLAT,
        )
        for kind, ratio in (
            ("RSS", late["Rss"] / early["Rss"]),
            ("heap", late["Anonymous"] / early["Anonymous"]),
        )
    ] + [figure("memory of a web worker (RSS)", "MB", all_, [late["Rss"] / MEGABYTE], digits=1)]


def mixed(site: Site) -> Iterator[Ask]:
    """Mix what visitors ask: of twenty, 12 offers, 4 months, 2 settings, a refusal, at times a booking."""
    offers, days, bookings = iter(offers_of(site)), iter(days_of(site)), bookings_of(site)
    odd = Ask(f"{site.api}/offers?date=tomorrow&party_size=2", right=(422,))
    lost = Ask(f"{site.api[:-4]}none/settings", right=(404,))
    settings = Ask(f"{site.api}/settings")
    rounds = 0
    while True:
        rounds += 1
        yield from islice(offers, 6)
        yield from islice(days, 2)
        yield settings
        yield from islice(offers, 6)
        yield from islice(days, 2)
        yield settings
        yield odd if rounds % 2 else lost
        yield next(bookings, settings) if rounds % 4 == 0 else next(offers)


def _memory(pid: int) -> dict[str, int]:
    """Return what the process holds, in kilobytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}

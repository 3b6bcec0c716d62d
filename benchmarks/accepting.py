"""What does a booking cost that is accepted, with a basket, its claim and the jobs of bridge and letter?"""

import json
import time
from collections.abc import Iterator
from itertools import islice

from benchmarks.asking import WARM_UP
from benchmarks.figures import Figure, figure
from benchmarks.options import Options
from benchmarks.site import Site, Sites, Web
from benchmarks.visitor import Ask, Visitor, all_at_once, percentile

TARGET_MS, STRETCH_MS = 8.5, 5.0
VISITORS = 8
ACCEPTED = "a booking accepted, jobs of bridge and letter stored"


def measure(sites: Sites, options: Options) -> list[Figure]:
    """Return the processor time of one booking, and beside it the rate and the tail with eight visitors."""
    site = sites.of(options.bookings)
    asks = bookings_of(site)
    count = max(options.requests // 5, 20)
    rates, tails = [], []
    with site.web() as web:
        visitor = Visitor(web.port)
        for _ in range(min(WARM_UP, count)):
            visitor.ask(next(asks))
        all_at_once(web.port, list(islice(asks, count // 2)), visitors=VISITORS)
        costs = [_cost(web, visitor, asks, count) for _ in range(options.runs)]
        for _ in range(options.runs):
            wanted = list(islice(asks, count))
            since = time.perf_counter()
            took = all_at_once(web.port, wanted, visitors=VISITORS)
            rates.append(count / (time.perf_counter() - since))
            tails.append(percentile(took, 0.99) * 1000)
        visitor.close()
    _count_jobs(site)
    return [
        figure(ACCEPTED, "ms CPU", site.size, costs, target=TARGET_MS),
        figure("bookings accepted, 8 at once", "a second", site.size, rates, digits=1),
        figure("p99 of a booking, 8 at once", "ms", site.size, tails, digits=1),
    ]


def _cost(web: Web, visitor: Visitor, asks: Iterator[Ask], count: int) -> float:
    """Return the processor time of one booking in milliseconds, over so many."""
    before = web.spent()
    for _ in range(count):
        visitor.ask(next(asks))
    return (web.spent() - before).both / count * 1000


def bookings_of(site: Site) -> Iterator[Ask]:
    """Submit bookings as the widget does, each a guest of its own, where a table is free."""
    for number, (start, party) in enumerate(site.free):
        guest = {
            "first_name": "Ana",
            "last_name": f"Riley {number}",
            "email": f"ana.{start[:13]}.{number}@example.org",
            "phone": f"+44 20 7946 {number % 10000:04d}",
        }
        wish = {"starts_at": start, "party_size": party, "guest": guest, "basket_id": f"B-{number:012d}"}
        body = json.dumps(wish).encode()
        yield Ask(f"{site.api}/bookings", body, {"Idempotency-Key": f"{start}-{number}"}, (201,))


def _count_jobs(site: Site) -> None:
    """Refuse to report a figure for something else: each of the bookings has a claim and two jobs."""
    query = (
        "SELECT (SELECT count(*) FROM bookings_booking) - %s, (SELECT count(*) FROM boxoffice_claim), "
        "(SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE 'claim_made%%'), "
        "(SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE 'booking_written%%')"
    )
    [counts] = site.sql(query, site.size)
    assert len(set(counts)) == 1, counts

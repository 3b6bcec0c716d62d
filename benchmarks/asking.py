"""What does one request cost the server? So many in a row over one connection, after a warm-up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice

from benchmarks.processor_time import Spent
from benchmarks.site import Site, Web
from benchmarks.visitor import Ask, Visitor

WARM_UP = 300
PARTIES = (1, 2, 3, 4, 5, 6)
# dates over 22 days, up to the last that has bookings
OFFER_DAYS = range(9, 31)


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of processor time for one request."""

    web: float
    database: float

    @property
    def both(self) -> float:
        """The headline."""
        return self.web + self.database


def costs_in_turn(
    web: Web, kinds: dict[str, Callable[[], Iterable[Ask]]], *, runs: int, requests: int
) -> dict[str, list[Cost]]:
    """Measure some kinds of requests, one kind after the other in each run: all meet the same noise."""
    visitor = Visitor(web.port)
    asks = {name: iter(kind()) for name, kind in kinds.items()}
    for each in asks.values():
        _ask(visitor, islice(each, WARM_UP))
    found: dict[str, list[Cost]] = {name: [] for name in kinds}
    for _ in range(runs):
        for name, each in asks.items():
            before = web.spent()
            _ask(visitor, islice(each, requests))
            found[name].append(_cost(web.spent() - before, requests))
    visitor.close()
    return found


def offers_of(site: Site, days: Iterable[int] = OFFER_DAYS) -> Iterable[Ask]:
    """Ask for the offers of dates so many days ahead, party 1 to 6 in turn, without end."""
    today = date.fromisoformat(site.today)
    dates = [today + timedelta(days=ahead) for ahead in days]
    # 22 dates and 6 parties share a factor, so each date meets each party only when pairs are listed
    pairs = [(on, PARTIES[(place + turn) % 6]) for turn in range(6) for place, on in enumerate(dates)]
    return (Ask(f"{site.api}/offers?date={on}&party_size={party}") for on, party in cycle(pairs))


def days_of(site: Site) -> Iterable[Ask]:
    """Ask for the month that holds most of what is booked ahead, party 1 to 6 in turn, without end."""
    month = (date.fromisoformat(site.today) + timedelta(days=15)).strftime("%Y-%m")
    return (Ask(f"{site.api}/days?month={month}&party_size={party}") for party in cycle(PARTIES))


def one_row_of(site: Site) -> Iterable[Ask]:
    """Ask for one row by its key, without end."""
    return cycle([Ask(site.one_row)])


def _ask(visitor: Visitor, asks: Iterable[Ask]) -> None:
    for ask in asks:
        visitor.ask(ask)


def _cost(spent: Spent, requests: int) -> Cost:
    return Cost(spent.web / requests * 1000, spent.database / requests * 1000)

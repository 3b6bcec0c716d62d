"""What do the offers of one date cost, beside a one-row read, and with the years?"""

from collections.abc import Callable, Iterable
from functools import partial

from benchmarks.asking import Cost, costs_in_turn, days_of, offers_of, one_row_of
from benchmarks.figures import Figure, figure
from benchmarks.options import Options
from benchmarks.site import Site, Sites
from benchmarks.visitor import Ask

# these dates have bookings in the young book too
BOOKED_DAYS = range(15, 31)
RATIO, STRETCH, GROWTH, MONTH_MS = 1.5, 1.0, 1.1, 5.0


def measure(sites: Sites, options: Options) -> list[Figure]:
    """Return the offers' figures at the usual size, and their ratio to one row in the same run."""
    size = options.bookings
    site = sites.of(size)
    with site.web() as web:
        kinds = {"row": lambda: one_row_of(site), "offers": lambda: offers_of(site)}
        found = costs_in_turn(web, kinds, runs=options.runs, requests=options.requests)
    row, asked = _both(found["row"]), _both(found["offers"])
    ratios = [mine / least for mine, least in zip(asked, row, strict=True)]
    return [
        figure("one-row read, whole request", "ms CPU", size, row),
        figure("offers for one date, whole request", "ms CPU", size, asked),
        figure("of it in the database", "ms CPU", size, [each.database for each in found["offers"]]),
        figure("offers to one-row read", "ratio", size, ratios, target=RATIO),
    ]


def measure_growth(sites: Sites, options: Options) -> list[Figure]:
    """Return what the offers cost in the young and in the old book, and their ratio run by run."""
    few, many = sites.of(options.few), sites.of(options.many)
    costs: dict[str, list[Cost]] = {"few": [], "many": []}
    with few.web() as young, many.web() as old:
        for _ in range(options.runs):
            for name, site, web in (("few", few, young), ("many", many, old)):
                kinds = {name: _booked_offers(site)}
                costs[name] += costs_in_turn(web, kinds, runs=1, requests=options.requests)[name]
    fast, slow = _both(costs["few"]), _both(costs["many"])
    ratios = [late / early for early, late in zip(fast, slow, strict=True)]
    name = "offers for one booked date"
    return [
        figure(name, "ms CPU", few.size, fast),
        figure(name, "ms CPU", many.size, slow),
        figure(f"{name}, old book to young", "ratio", many.size, ratios, target=GROWTH),
    ]


def measure_month(sites: Sites, options: Options) -> list[Figure]:
    """Return what a month of days costs at the usual size, and both questions in the large restaurant."""
    usual, large = sites.of(options.bookings), sites.of(options.large, is_large=True)
    month, offers = "a month of days, whole request", "offers for one date, whole request"
    usual_costs, large_costs = _both_questions(usual, options), _both_questions(large, options)
    return [
        figure(month, "ms CPU", usual.size, _both(usual_costs["days"]), target=MONTH_MS),
        figure(f"{month}, large restaurant", "ms CPU", large.size, _both(large_costs["days"])),
        figure(f"{offers}, large restaurant", "ms CPU", large.size, _both(large_costs["offers"])),
    ]


def _both_questions(site: Site, options: Options) -> dict[str, list[Cost]]:
    with site.web() as web:
        kinds: dict[str, Callable[[], Iterable[Ask]]] = {
            "days": partial(days_of, site),
            "offers": partial(offers_of, site),
        }
        return costs_in_turn(web, kinds, runs=options.runs, requests=options.requests // 4)


def _booked_offers(site: Site) -> Callable[[], Iterable[Ask]]:
    return lambda: offers_of(site, BOOKED_DAYS)


def _both(costs: list[Cost]) -> list[float]:
    return [each.both for each in costs]

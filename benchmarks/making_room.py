"""How many more guests are seated when parties may change tables, and how long does a decision take?"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing import Pool
from typing import Any

from benchmarks.best_seating import BestSeating
from benchmarks.evenings import Request, dining_room, requests_of
from entracte.availability.making_room.search import Movable, TableChanges, find_table_changes

DAYS, JUDGED_DAYS, PROCESSES = 10_000, 300, 2
SLOWEST_MS, LEAST_OF_BEST = 10.0, 0.98
PLAN = dining_room()


def first_fit(requests: Sequence[Request]) -> int:
    """Return the covers of those who get the best spot that is free, when nobody moves."""
    rows: list[tuple[int, int, int]] = []
    covers = 0
    for request in requests:
        found = find_table_changes(
            spots=request.spots, start=request.start, end=request.end, movable=(), fixed=rows, looks=0
        )
        if found is not None:
            rows += [(table, request.start, request.end) for table in found.spot.table_ids]
            covers += request.size
    return covers


def making_room(requests: Sequence[Request]) -> tuple[int, list[float]]:
    """Return the covers of those who get a spot when all may move, and the milliseconds of each decision."""
    movable: list[Movable] = []
    covers, delays = 0, []
    for number, request in enumerate(requests):
        began = time.process_time()
        found = find_table_changes(
            spots=request.spots, start=request.start, end=request.end, movable=movable, fixed=()
        )
        delays.append((time.process_time() - began) * 1000)
        if found is not None:
            movable = after(movable, found, number, request)
            covers += request.size
    return covers, delays


def after(movable: Sequence[Movable], found: TableChanges, number: int, request: Request) -> list[Movable]:
    """Return the parties as they sit once all have moved and the new one has come."""
    moved = dict(found.changes)
    seated = [
        replace(party, table_ids=moved[party.party_id].table_ids) if party.party_id in moved else party
        for party in movable
    ]
    new = Movable(number, request.start, request.end, found.spot.table_ids, request.spots)
    return [*seated, new]


def best(requests: Sequence[Request]) -> int:
    """Return the covers of those for whom there is some seating of them and of all before them."""
    seating = BestSeating(PLAN)
    accepted: list[Request] = []
    for request in requests:
        asked = [*accepted, request]
        if all_fit(asked) or seating.exists(asked):
            accepted = asked
    return sum(request.size for request in accepted)


def all_fit(requests: Sequence[Request]) -> bool:
    """Is a seating of them all so easy that the solver need not be asked?"""
    in_turn = sorted(requests, key=lambda request: (request.start, -request.size))
    return first_fit(in_turn) == sum(request.size for request in requests)


def day(seed: int) -> tuple[int, int, list[float]]:
    """Return what first fit and making room seat of one day's requests, and how long each decision took."""
    requests = requests_of(PLAN, seed)
    covers, delays = making_room(requests)
    return first_fit(requests), covers, delays


def judged_day(seed: int) -> tuple[int, int]:
    """Return what making room and the best there is seat of one day's requests."""
    requests = requests_of(PLAN, seed)
    return making_room(requests)[0], best(requests)


def figure(name: str, unit: str, values: Sequence[float], target: float | None) -> dict[str, Any]:
    """Return one figure of the report."""
    return {
        "name": name,
        "unit": unit,
        "size": len(PLAN.tables),
        "median": round(statistics.median(values), 4),
        "min": round(min(values), 4),
        "max": round(max(values), 4),
        "runs": len(values),
        "target": target,
    }


def measure(
    *, days: int = DAYS, judged_days: int = JUDGED_DAYS, processes: int = PROCESSES
) -> list[dict[str, Any]]:
    """Seat the generated days by each policy; a ratio of all days together is a figure with one run."""
    seen = _each(day, days, processes)
    judged = _each(judged_day, judged_days, processes)
    delays = sorted(delay for *_, some in seen for delay in some)
    first, moved = sum(one for one, _, _ in seen), sum(other for _, other, _ in seen)
    ours, theirs = sum(one for one, _ in judged), sum(other for _, other in judged)
    daily = [other / one for one, other, _ in seen]
    slow = delays[-max(1, len(delays) // 1000) :]
    return [
        figure("covers to first fit's, all days", "ratio", [moved / first], None),
        figure("covers to first fit's, by day", "ratio", daily, None),
        figure("covers to the best's, all days", "ratio", [ours / theirs], LEAST_OF_BEST),
        figure("covers to the best's, by day", "ratio", [one / other for one, other in judged], None),
        figure("one decision", "ms", delays, SLOWEST_MS),
        figure("one decision, slowest of 1,000", "ms", slow, SLOWEST_MS),
    ]


def _each(one: Callable[[int], Any], days: int, processes: int) -> list[Any]:
    with Pool(processes) as pool:
        return list(pool.imap(one, range(days), chunksize=5))


def main() -> int:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--judged-days", type=int, default=JUDGED_DAYS)
    parser.add_argument("--processes", type=int, default=PROCESSES)
    asked = parser.parse_args()
    for each in measure(days=asked.days, judged_days=asked.judged_days, processes=asked.processes):
        span = f"median {each['median']:.4f}   min {each['min']:.4f}   max {each['max']:.4f} {each['unit']}"
        print(f"{each['name']:<34} {span}   of {each['runs']}   target {each['target']}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

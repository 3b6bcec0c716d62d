"""What is one figure of the report, and how does it stand beside its target and the last report?"""

import statistics
from collections.abc import Iterable, Mapping
from typing import Any

Figure = dict[str, Any]


def figure(
    name: str, unit: str, size: int, values: Iterable[float], *, target: float | None = None, digits: int = 3
) -> Figure:
    """Return the median and the spread of some runs; `size` is what the run was about, such as bookings."""
    runs = sorted(values)
    return {
        "name": name,
        "unit": unit,
        "size": size,
        "median": round(statistics.median(runs), digits),
        "min": round(runs[0], digits),
        "max": round(runs[-1], digits),
        "runs": len(runs),
        "target": target,
    }


def is_reached(one: Mapping[str, Any]) -> bool | None:
    """Say whether the median reaches its target; None without one. Covers are to be many, all else low."""
    if one["target"] is None:
        return None
    if one["name"].startswith("covers"):
        return bool(one["median"] >= one["target"])
    return bool(one["median"] <= one["target"])


def beside(figures: Iterable[Figure], before: Iterable[Figure]) -> list[tuple[Figure, float | None]]:
    """Pair each figure with its ratio to the last report's median, where there is one to compare with."""
    known = {(old["name"], old["unit"], old["size"]): old["median"] for old in before}
    pairs = []
    for one in figures:
        last = known.get((one["name"], one["unit"], one["size"]))
        pairs.append((one, one["median"] / last if last else None))
    return pairs

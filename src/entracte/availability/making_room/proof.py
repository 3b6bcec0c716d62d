"""The proof, without a search, that one more party has no table at some instant."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from entracte.availability.fit import Spot

# Tables are of one sort that take as many people, and that the last party may have or may not.
Sort = tuple[int, bool]
# Weights are tried for so many sizes of table at most, the smallest first.
MOST_SIZES = 5


def is_proven_impossible(
    *,
    wanted: Sequence[Sequence[Spot]],
    masks: Sequence[int],
    out_of_reach: dict[int, int],
    uncounted: Collection[int],
) -> bool:
    """Return True only where the last of the parties cannot have a table, whatever tables all the others get.

    Give each table a weight. The parties of one instant need at least the sum of their lightest spots; where
    that is more than the weight of all tables that are not `out_of_reach`, they do not fit. This holds for
    any weights, so a few are tried. Parties `uncounted` may have other tables, so they are left out.
    """
    counted = [party for party in range(len(masks)) if party not in uncounted]
    kind_of = {party: id(wanted[party]) for party in counted}
    kinds = {kind_of[party]: wanted[party] for party in counted}
    sorts = _sorts(kinds.values(), wanted[-1])
    shapes = {
        kind: {tuple([sorts[table] for table in spot.table_ids]) for spot in spots}
        for kind, spots in kinds.items()
    }
    instants = [
        (Counter(kind_of[party] for party in counted if masks[party] & instant), free)
        for instant, free in _free_tables([masks[party] for party in counted], masks[-1], out_of_reach, sorts)
    ]
    for weights in _weightings(sorted(set(sorts.values()))):
        needs = {
            kind: min(sum([weights[sort] for sort in shape]) for shape in some)
            for kind, some in shapes.items()
        }
        for present, free in instants:
            needed = sum([needs[kind] * number for kind, number in present.items()])
            if needed > sum([weights[sort] * number for sort, number in free.items()]):
                return True
    return False


def _free_tables(
    masks: Sequence[int], within: int, out_of_reach: dict[int, int], sorts: dict[int, Sort]
) -> Iterator[tuple[int, Counter[Sort]]]:
    """Yield the instants of a span at which some party begins, with the tables in reach then, by sort.

    At any other instant of the span no party is there that was not there before.
    """
    every = Counter(sorts.values())
    begins = {mask & -mask for mask in masks} | {within & -within}
    for instant in sorted(bit for bit in begins if bit & within):
        taken = [table for table, mask in out_of_reach.items() if mask & instant and table in sorts]
        yield instant, every - Counter(sorts[table] for table in taken)


def _sorts(kinds: Collection[Sequence[Spot]], of_last: Sequence[Spot]) -> dict[int, Sort]:
    """Return the sort of each table: for how many it is alone, and whether the last party may have it."""
    covers: dict[int, int] = {}
    for spots in kinds:
        for spot in spots:
            alone = 1 if spot.is_combination else spot.max_covers
            for table in spot.table_ids:
                covers[table] = max(covers.get(table, 1), alone)
    within = {table for spot in of_last for table in spot.table_ids}
    return {table: (most, table in within) for table, most in covers.items()}


def _weightings(sorts: Sequence[Sort]) -> Iterator[dict[Sort, int]]:
    """Yield weights: equal; covers up to a size; the last party's; large ones double; each size double."""
    sizes = sorted({size for size, _ in sorts})
    yield dict.fromkeys(sorts, 1)
    for most in sizes[1:MOST_SIZES]:
        yield {sort: min(sort[0], most) for sort in sorts}
    yield {sort: int(sort[1]) for sort in sorts}
    for large in sizes[1:MOST_SIZES]:
        yield {sort: 1 + (sort[0] >= large) for sort in sorts}
    yield {sort: 1 << sizes.index(sort[0]) for sort in sorts}

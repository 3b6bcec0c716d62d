"""Are there more parties at one instant than its tables can ever take?"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from entracte.availability.fit import Spot

# Tables count as alike that take as many, and that the last party may have or not.
Sort = tuple[int, bool]
MOST_SIZES = 5


def is_proven_impossible(
    *, wanted: Sequence[Sequence[Spot]], masks: Sequence[int], hard: dict[int, int], apart: Collection[int]
) -> bool:
    """True is a proof that the last of the parties has no room, however all of them are seated.

    Give each table a weight. Those who sit at one instant weigh together at least the sum of their lightest
    spots; if that is more than all the tables weigh that nothing `hard` takes, there is no room. This holds
    for any weights, so a few telling ones are tried. Parties `apart` may sit elsewhere: they do not count.
    """
    counted = [party for party in range(len(masks)) if party not in apart]
    kind_of = {party: id(wanted[party]) for party in counted}
    kinds = {kind_of[party]: wanted[party] for party in counted}
    sorts = _sorts(kinds.values(), wanted[-1])
    shapes = {
        kind: {tuple([sorts[table] for table in spot.table_ids]) for spot in spots}
        for kind, spots in kinds.items()
    }
    all_free = Counter(sorts.values())
    instants = []
    for instant in _instants([masks[party] for party in counted], masks[-1]):
        present = Counter(kind_of[party] for party in counted if masks[party] & instant)
        taken = Counter(sorts[table] for table, mask in hard.items() if mask & instant and table in sorts)
        instants.append((present, all_free - taken))
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


def _instants(masks: Sequence[int], within: int) -> Iterator[int]:
    """The instants of a span at which somebody sits down: at any other, nobody new is there."""
    begins = {mask & -mask for mask in masks} | {within & -within}
    yield from sorted(bit for bit in begins if bit & within)


def _sorts(kinds: Collection[Sequence[Spot]], mine: Sequence[Spot]) -> dict[int, Sort]:
    covers: dict[int, int] = {}
    for spots in kinds:
        for spot in spots:
            alone = 1 if spot.is_combination else spot.max_covers
            for table in spot.table_ids:
                covers[table] = max(covers.get(table, 1), alone)
    within = {table for spot in mine for table in spot.table_ids}
    return {table: (most, table in within) for table, most in covers.items()}


def _weightings(sorts: Sequence[Sort]) -> Iterator[dict[Sort, int]]:
    """All tables alike; mine alone; by covers up to each size; large ones twice; each size twice the last."""
    sizes = sorted({size for size, _ in sorts})
    yield dict.fromkeys(sorts, 1)
    for most in sizes[1:MOST_SIZES]:
        yield {sort: min(sort[0], most) for sort in sorts}
    yield {sort: int(sort[1]) for sort in sorts}
    for large in sizes[1:MOST_SIZES]:
        yield {sort: 1 + (sort[0] >= large) for sort in sorts}
    yield {sort: 1 << sizes.index(sort[0]) for sort in sorts}

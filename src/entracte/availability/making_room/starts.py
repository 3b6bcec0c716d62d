"""The full starts of a run at which one more party fits once others change tables."""

from collections.abc import Iterator

from entracte.availability.fit import Spot, Wish, fitting_spots
from entracte.availability.making_room.search import Movable, Row, TableChanges, find_table_changes
from entracte.availability.run import Run
from entracte.availability.service import Service
from entracte.availability.sitting import Sitting, start_indexes


def table_changes_by_start(run: Run, bits: int) -> Iterator[tuple[int, TableChanges]]:
    """Yield the index of a start and its table changes, for those of these starts where some are found.

    Only parties of this very run that may move change tables, to what suits them; all others keep theirs.
    """
    spots = run.spots()
    if not spots:
        return
    movable, fixed = _movable_and_fixed(run)
    for start_index in start_indexes(bits):
        start = run.grid.seconds[start_index]
        found = find_table_changes(
            spots=spots, start=start, end=start + run.taken_seconds, movable=movable, fixed=fixed
        )
        if found is not None:
            yield start_index, found


def _movable_and_fixed(run: Run) -> tuple[list[Movable], list[Row]]:
    first, last = run.grid.seconds[0], run.grid.seconds[-1]
    parties: dict[int, list[Sitting]] = {}
    fixed: list[Row] = []
    near = run.near(margin=run.service.longest_taken_seconds)
    # a party at several tables keeps all of them if it must keep one
    staying = {each.party_id for each in near if not each.may_move}
    for each in near:
        is_of_run = each.service_id == run.service.id and first <= each.party_start <= last
        if is_of_run and each.party_id not in staying:
            parties.setdefault(each.party_id, []).append(each)
        else:
            fixed.append((each.table_id, each.start, each.end))
    return [_movable(run.service, rows) for _, rows in sorted(parties.items())], fixed


def _movable(service: Service, rows: list[Sitting]) -> Movable:
    row = rows[0]
    now_at = tuple(sorted(each.table_id for each in rows))
    spots = fitting_spots(service.plan, Wish(row.party_size))
    if not any(tuple(sorted(spot.table_ids)) == now_at for spot in spots):
        spots = (*spots, Spot(now_at, "", row.party_size, row.party_size))
    return Movable(row.party_id, row.start, row.end, now_at, spots)

"""The search for parties that can change tables so that one more party has one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from entracte.availability.fit import Spot
from entracte.availability.making_room.chains import Board, Tables
from entracte.availability.making_room.proof import is_proven_impossible

Row = tuple[int, int, int]

# With so many looks at a spot, the slowest decision that was measured took 6.2 ms; with 12,000, over 10 ms.
MOST_LOOKS = 9_000
# Every way with so few changes is tried first; in the end those with more, up to so many.
FEW_CHANGES, MOST_CHANGES = 2, 20
# The one long chain leaves the last search one part in so many of the looks.
PARTS_OF_LOOKS = 4


@dataclass(frozen=True, slots=True)
class Movable:
    """A party whose tables are provisional.

    Times are whole seconds since 1970, half-open; `end` includes the time to lay up again. `table_ids` is
    what it has now, `spots` what it may have, best first.
    """

    party_id: int
    start: int
    end: int
    table_ids: tuple[int, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class TableChanges:
    """The spot of the new party, and which parties change to which tables first.

    `changes` holds a party's id and its new spot, ascending, of those alone whose tables really change.
    """

    spot: Spot
    changes: tuple[tuple[int, Spot], ...]


def find_table_changes(
    *,
    spots: Sequence[Spot],
    start: int,
    end: int,
    movable: Sequence[Movable],
    fixed: Iterable[Row],
    looks: int = MOST_LOOKS,
) -> TableChanges | None:
    """Return the best free spot, else one that is free once parties changed tables, as few as are found.

    `spots` are those that suit the new party, best first; `fixed` is (table, start, end) of all that keep
    their tables. No time changes. Return None where nothing is found in so many `looks` at a spot, which is
    a proof only while looks are left.
    """
    rows = list(fixed)
    free = _free_spot(spots, start, end, movable, rows)
    if free is not None:
        return TableChanges(free, ())
    if not spots or not movable:
        return None
    spans = [*((party.start, party.end) for party in movable), (start, end)]
    times = sorted({time for span in spans for time in span})
    bit = {time: 1 << index for index, time in enumerate(times)}
    masks = [bit[until] - bit[since] for since, until in spans]
    out_of_reach = _out_of_reach(rows, times)
    wanted = [*(party.spots for party in movable), spots]
    choices = _choices(wanted)
    stuck = _keep_stuck(movable, masks, choices, out_of_reach)
    elsewhere = {index for index, party in enumerate(movable) if party.table_ids not in choices[index]}
    if is_proven_impossible(
        wanted=wanted, masks=masks, out_of_reach=out_of_reach, uncounted=stuck | elsewhere
    ):
        return None
    board = Board(masks=masks, choices=choices, out_of_reach=out_of_reach, looks=looks)
    for index, party in enumerate(movable):
        if index not in stuck:
            board.assign(index, party.table_ids)
    tables_of = _search(board, len(movable))
    return _changes(tables_of, spots, movable) if tables_of else None


def _free_spot(
    spots: Sequence[Spot], start: int, end: int, movable: Sequence[Movable], rows: Sequence[Row]
) -> Spot | None:
    taken = {table for table, since, until in rows if since < end and start < until}
    for party in movable:
        if party.start < end and start < party.end:
            taken.update(party.table_ids)
    return next((spot for spot in spots if taken.isdisjoint(spot.table_ids)), None)


def _out_of_reach(rows: Sequence[Row], times: Sequence[int]) -> dict[int, int]:
    """Return by table when it cannot be had: bit n is the span from the time n to the next."""
    found: dict[int, int] = {}
    for table, since, until in rows:
        first = max(bisect_right(times, since) - 1, 0)
        last = min(bisect_left(times, until), len(times) - 1)
        if first < last:
            found[table] = found.get(table, 0) | (1 << last) - (1 << first)
    return found


def _choices(wanted: Sequence[Sequence[Spot]]) -> list[list[Tables]]:
    """Return the tables of the spots; parties with one wish have the very same spots, which are read once."""
    read = {id(spots): spots for spots in wanted}
    tables = {key: [spot.table_ids for spot in spots] for key, spots in read.items()}
    return [tables[id(spots)] for spots in wanted]


def _keep_stuck(
    movable: Sequence[Movable],
    masks: Sequence[int],
    choices: Sequence[Sequence[Tables]],
    out_of_reach: dict[int, int],
) -> set[int]:
    """Return who has no other choice, or shares a table already, and put their tables out of reach."""
    stuck = set()
    taken: dict[int, int] = {}
    for index, party in enumerate(movable):
        mask, now = masks[index], party.table_ids
        can_change = any(
            tables != now and not any(out_of_reach.get(table, 0) & mask for table in tables)
            for tables in choices[index]
        )
        if not can_change or any(taken.get(table, 0) & mask for table in now):
            stuck.add(index)
            for table in now:
                out_of_reach[table] = out_of_reach.get(table, 0) | mask
        else:
            taken |= {table: taken.get(table, 0) | mask for table in now}
    return stuck


def _search(board: Board, new: int) -> list[Tables] | None:
    """Try every way with few changes, then one long chain, then every way with fewer changes than that."""
    before = list(board.tables_of)
    for spare in range(1, FEW_CHANGES + 1):
        if board.try_every_chain([new], spare):
            return board.tables_of
    found = None
    if board.follow_one_chain(new, board.looks // PARTS_OF_LOOKS):
        found = board.only_needed(new, before)
    most = sum(old != now for old, now in zip(before, found, strict=True)) - 2 if found else new
    board.assign_all(before)
    for spare in range(FEW_CHANGES + 1, min(most, MOST_CHANGES) + 1):
        if board.try_every_chain([new], spare):
            return board.tables_of
    return found


def _changes(tables_of: Sequence[Tables], spots: Sequence[Spot], movable: Sequence[Movable]) -> TableChanges:
    changes = [
        (party.party_id, _spot_of(tables, party.spots))
        for party, tables in zip(movable, tables_of, strict=False)
        if tables and set(tables) != set(party.table_ids)
    ]
    return TableChanges(_spot_of(tables_of[-1], spots), tuple(sorted(changes, key=lambda change: change[0])))


def _spot_of(tables: Tables, spots: Sequence[Spot]) -> Spot:
    return next(spot for spot in spots if spot.table_ids == tables)

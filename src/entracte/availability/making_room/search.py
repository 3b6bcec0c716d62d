"""Can some parties change tables so that one more party fits?"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from entracte.availability.fit import Spot
from entracte.availability.making_room.chains import Board, Tables
from entracte.availability.making_room.proof import is_proven_impossible

Row = tuple[int, int, int]

# So many looks at a spot take well under 10 ms.
BUDGET = 9_000
# All ways to move so few are tried before many move at once, then those to move more, up to so many.
FEW, MANY = 2, 20


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
    """Where the new party sits, and who changes where.

    `changes` holds the party's id and its new spot, ascending, of those alone whose tables really change.
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
    budget: int = BUDGET,
) -> TableChanges | None:
    """The best free spot; else one that is free once some parties moved, few if that is found; else nothing.

    `spots` are those that suit the new party, best first; `fixed` is (table, start, end) of all that cannot
    move. Nobody's time changes. `budget` counts looks at a spot; None is no proof once it ran out.
    """
    rows = list(fixed)
    free = _free_spot(spots, start, end, movable, rows)
    if free is not None:
        return TableChanges(free, ())
    if not spots or not movable:
        return None
    spans = [*((party.start, party.end) for party in movable), (start, end)]
    times = sorted({time for span in spans for time in span})
    bit = {time: 1 << place for place, time in enumerate(times)}
    masks = [bit[until] - bit[since] for since, until in spans]
    hard = _hard(rows, times)
    wanted = [*(party.spots for party in movable), spots]
    choices = _choices(wanted)
    stuck = _stuck(movable, masks, choices, hard)
    strange = {place for place, party in enumerate(movable) if party.table_ids not in choices[place]}
    if is_proven_impossible(wanted=wanted, masks=masks, hard=hard, apart=stuck | strange):
        return None
    board = Board(masks=masks, choices=choices, hard=hard, steps=budget)
    for place, party in enumerate(movable):
        if place not in stuck:
            board.seat(place, party.table_ids)
    seats = _search(board, len(movable))
    return _answer(seats, spots, movable) if seats else None


def _free_spot(
    spots: Sequence[Spot], start: int, end: int, movable: Sequence[Movable], rows: Sequence[Row]
) -> Spot | None:
    taken = {table for table, since, until in rows if since < end and start < until}
    for party in movable:
        if party.start < end and start < party.end:
            taken.update(party.table_ids)
    return next((spot for spot in spots if taken.isdisjoint(spot.table_ids)), None)


def _hard(rows: Sequence[Row], times: Sequence[int]) -> dict[int, int]:
    """When each table is out of reach: bit n is the span from the time n to the next."""
    hard: dict[int, int] = {}
    for table, since, until in rows:
        first = max(bisect_right(times, since) - 1, 0)
        last = min(bisect_left(times, until), len(times) - 1)
        if first < last:
            hard[table] = hard.get(table, 0) | (1 << last) - (1 << first)
    return hard


def _choices(wanted: Sequence[Sequence[Spot]]) -> list[list[Tables]]:
    """The tables of the spots; parties with the same wish have the very same spots, so they are read once."""
    read = {id(spots): spots for spots in wanted}
    tables = {key: [spot.table_ids for spot in spots] for key, spots in read.items()}
    return [tables[id(spots)] for spots in wanted]


def _stuck(
    movable: Sequence[Movable],
    masks: Sequence[int],
    choices: Sequence[Sequence[Tables]],
    hard: dict[int, int],
) -> set[int]:
    """Who has nowhere else to go, or shares a table already: their tables become out of reach."""
    stuck = set()
    seated: dict[int, int] = {}
    for place, party in enumerate(movable):
        mask, now = masks[place], party.table_ids
        can_move = any(
            tables != now and not any(hard.get(table, 0) & mask for table in tables)
            for tables in choices[place]
        )
        if not can_move or any(seated.get(table, 0) & mask for table in now):
            stuck.add(place)
            for table in now:
                hard[table] = hard.get(table, 0) | mask
        else:
            seated |= {table: seated.get(table, 0) | mask for table in now}
    return stuck


def _search(board: Board, new: int) -> list[Tables] | None:
    """Try few moves, then whatever comes of pushing, then with the steps that are left every way there is."""
    before = list(board.seats)
    for spare in range(1, FEW + 1):
        if board.chain([new], spare):
            return board.seats
    found = board.needed(new, before) if board.shuffle(new, board.steps // 4) else None
    most = sum(old != now for old, now in zip(before, found, strict=True)) - 2 if found else new
    board.settle(before)
    for spare in range(FEW + 1, min(most, MANY) + 1):
        if board.chain([new], spare):
            return board.seats
    return found


def _answer(seats: Sequence[Tables], spots: Sequence[Spot], movable: Sequence[Movable]) -> TableChanges:
    moves = [
        (party.party_id, _named(party.spots, tables))
        for party, tables in zip(movable, seats, strict=False)
        if tables and set(tables) != set(party.table_ids)
    ]
    return TableChanges(_named(spots, seats[-1]), tuple(sorted(moves, key=lambda move: move[0])))


def _named(spots: Sequence[Spot], tables: Tables) -> Spot:
    return next(spot for spot in spots if spot.table_ids == tables)

"""Does room that is made hold whatever it must, and is it found wherever there is any?"""

from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from entracte.availability.fit import Spot, Wish, fitting_spots
from entracte.availability.floor import Combination, FloorPlan, Table
from entracte.availability.making_room.chains import Board
from entracte.availability.making_room.search import Movable, TableChanges, find_table_changes

many = settings(max_examples=300, deadline=None)
Row = tuple[int, int, int]


@dataclass(frozen=True)
class Case:
    spots: tuple[Spot, ...]
    start: int
    end: int
    movable: tuple[Movable, ...]
    fixed: tuple[Row, ...]

    @property
    def question(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("spots", "start", "end", "movable", "fixed")}


@st.composite
def plans(draw: st.DrawFn, most: int) -> FloorPlan:
    covers = draw(st.lists(st.sampled_from([(1, 2), (2, 4), (3, 6)]), min_size=1, max_size=most))
    tables = tuple(Table(id, str(id), *each) for id, each in enumerate(covers, start=1))
    pairs = [(one, other) for one in range(1, len(covers) + 1) for other in range(1, one)]
    joined = draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True)) if pairs else []
    return FloorPlan(
        1,
        tables,
        tuple(
            Combination(place, str(pair), pair, 3, sum(tables[id - 1].max_covers for id in pair))
            for place, pair in enumerate(joined, start=100)
        ),
    )


@st.composite
def cases(draw: st.DrawFn, most_tables: int = 6, most_parties: int = 12) -> Case:
    """An evening that was filled one by one, some pinned, some where no wish puts them, and one more."""
    plan = draw(plans(most_tables))
    rows: list[Row] = []
    movable = []

    def asked() -> tuple[tuple[Spot, ...], int, int]:
        start = draw(st.integers(0, 7))
        return fitting_spots(plan, Wish(draw(st.integers(1, 8)))), start, start + draw(st.integers(1, 4))

    fixed: list[Row] = []
    for party_id in range(draw(st.integers(0, most_parties))):
        spots, start, end = asked()
        free = [each for each in spots if not clash(rows, each.table_ids, start, end)]
        if free:
            tables = draw(st.sampled_from(free)).table_ids
            mine = [(table, start, end) for table in tables]
            rows += mine
            if draw(st.integers(0, 4)):
                strange = draw(st.integers(0, 9)) == 0
                others = tuple(each for each in spots if each.table_ids != tables) if strange else spots
                movable.append(Movable(party_id, start, end, tables, others))
            else:
                fixed += mine
    return Case(*asked(), tuple(movable), tuple(fixed))


def clash(rows: list[Row], tables: tuple[int, ...], start: int, end: int) -> bool:
    return any(table in tables and since < end and start < until for table, since, until in rows)


def some_seating_exists(case: Case) -> bool:
    parties = [(case.spots, case.start, case.end)]
    for party in case.movable:
        may_stay = Spot(party.table_ids, "here", 1, 1)
        parties.append(((*party.spots, may_stay), party.start, party.end))
    return _seatable(parties, list(case.fixed))


def _seatable(parties: list[tuple[tuple[Spot, ...], int, int]], rows: list[Row]) -> bool:
    if not parties:
        return True
    (spots, start, end), *others = parties
    return any(
        _seatable(others, [*rows, *((table, start, end) for table in spot.table_ids)])
        for spot in spots
        if not clash(rows, spot.table_ids, start, end)
    )


def holds(case: Case, room: TableChanges) -> bool:
    """Look at an answer as one would on the floor."""
    moved = dict(room.changes)
    by_id = {party.party_id: party for party in case.movable}
    assert room.spot in case.spots
    assert list(moved) == sorted(moved)
    assert all(moved[id] in by_id[id].spots for id in moved)
    assert all(set(moved[id].table_ids) != set(by_id[id].table_ids) for id in moved)
    rows = list(case.fixed)
    seats = [(room.spot.table_ids, case.start, case.end)]
    for id, party in by_id.items():
        seats.append((moved[id].table_ids if id in moved else party.table_ids, party.start, party.end))
    for tables, start, end in seats:
        assert not clash(rows, tables, start, end)
        rows += [(table, start, end) for table in tables]
    return True


@many
@given(cases())
def test_room_that_is_made_breaks_nothing(case: Case) -> None:
    room = find_table_changes(**case.question)
    assert room is None or holds(case, room)


@many
@given(cases(most_tables=4, most_parties=7))
def test_room_is_found_exactly_where_some_seating_exists(case: Case) -> None:
    assert (find_table_changes(**case.question) is not None) == some_seating_exists(case)


@many
@given(cases())
def test_no_party_moves_where_a_spot_is_free(case: Case) -> None:
    rows = [*case.fixed]
    rows += [(table, each.start, each.end) for each in case.movable for table in each.table_ids]
    free = [each for each in case.spots if not clash(rows, each.table_ids, case.start, case.end)]
    if free:
        assert find_table_changes(**case.question) == TableChanges(free[0], ())


@many
@given(cases(), st.integers(0, 300))
def test_the_same_question_has_the_same_answer_at_any_number_of_looks(case: Case, looks: int) -> None:
    room = find_table_changes(**case.question, looks=looks)
    assert room == find_table_changes(**case.question, looks=looks)
    assert room is None or holds(case, room)


@many
@given(cases(), st.integers(0, 100), st.integers(0, 6))
def test_a_search_ends_with_its_looks(case: Case, looks: int, spare: int) -> None:
    parties = [*case.movable, Movable(-1, case.start, case.end, (), case.spots)]
    board = Board(
        masks=[(1 << party.end) - (1 << party.start) for party in parties],
        choices=[[spot.table_ids for spot in party.spots] for party in parties],
        out_of_reach={},
        looks=looks,
    )
    for index, party in enumerate(case.movable):
        board.assign(index, party.table_ids)
    one_look_more = max(len(party.spots) for party in parties)
    before = list(board.tables_of)
    if not board.try_every_chain([len(case.movable)], spare):
        assert board.tables_of == before
        board.follow_one_chain(len(case.movable), 0)
    assert board.looks >= -2 * one_look_more

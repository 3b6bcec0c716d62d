"""Which parties move for one more, and when is there no room?"""

from entracte.availability.fit import Spot
from entracte.availability.making_room.search import Movable, TableChanges, find_table_changes

HOUR = 3600
LATE = 90 * 60


def spot(*tables: int, covers: tuple[int, int] = (1, 4)) -> Spot:
    return Spot(tables, "+".join(map(str, tables)), *covers)


ONE, TWO, THREE, FOUR = (spot(id) for id in (1, 2, 3, 4))
JOINED = spot(1, 2, covers=(3, 4))


def party(party_id: int, at: int, spots: tuple[Spot, ...], start: int = 0, end: int = 2 * HOUR) -> Movable:
    return Movable(party_id, start, end, (at,), spots)


def room_for(
    spots: tuple[Spot, ...],
    *movable: Movable,
    fixed: tuple[tuple[int, int, int], ...] = (),
    start: int = 0,
    looks: int = 10_000,
) -> TableChanges | None:
    return find_table_changes(
        spots=spots, start=start, end=start + 2 * HOUR, movable=movable, fixed=fixed, looks=looks
    )


def test_a_spot_that_is_free_is_taken_and_no_party_moves() -> None:
    assert room_for((ONE, TWO), party(1, 1, (ONE, TWO, THREE))) == TableChanges(TWO, ())


def test_the_first_of_the_free_spots_is_the_best() -> None:
    assert room_for((TWO, ONE)) == TableChanges(TWO, ())


def test_a_party_that_ends_as_the_new_one_starts_is_not_in_its_way() -> None:
    assert room_for((ONE,), party(1, 1, (ONE, TWO)), start=2 * HOUR) == TableChanges(ONE, ())


def test_one_party_moves_for_one_more() -> None:
    assert room_for((ONE,), party(7, 1, (ONE, TWO))) == TableChanges(ONE, ((7, TWO),))


def test_a_chain_of_two_moves_makes_room() -> None:
    first, second = party(9, 1, (ONE, TWO)), party(4, 2, (TWO, THREE))
    assert room_for((ONE,), first, second) == TableChanges(ONE, ((4, THREE), (9, TWO)))


def test_few_moves_are_preferred_to_the_better_spot() -> None:
    first, second = party(1, 1, (ONE, TWO)), party(2, 2, (TWO, THREE))
    assert room_for((ONE, TWO), first, second) == TableChanges(TWO, ((2, THREE),))


def test_who_is_pinned_blocks_its_table() -> None:
    assert room_for((ONE,), fixed=((1, LATE, 3 * HOUR),)) is None


def test_no_party_moves_onto_a_pinned_party() -> None:
    fixed = ((2, LATE, 3 * HOUR),)
    assert room_for((ONE,), party(1, 1, (ONE, TWO)), fixed=fixed) is None
    assert room_for((ONE,), party(1, 1, (ONE, TWO, THREE)), fixed=fixed) == TableChanges(ONE, ((1, THREE),))


def test_moving_one_half_frees_a_combination() -> None:
    assert room_for((JOINED,), party(1, 2, (ONE, TWO, THREE))) == TableChanges(JOINED, ((1, THREE),))


def test_a_combination_gives_way_to_two_parties() -> None:
    four = Movable(1, 0, 2 * HOUR, (1, 2), (FOUR, JOINED))
    assert room_for((ONE, TWO), four) == TableChanges(ONE, ((1, FOUR),))


def test_two_parties_leave_one_long_table() -> None:
    early = party(1, 1, (ONE, TWO), 0, HOUR)
    late = party(2, 1, (ONE, THREE), HOUR, 3 * HOUR)
    assert room_for((ONE,), early, late) == TableChanges(ONE, ((1, TWO), (2, THREE)))


def test_there_is_no_room_where_more_parties_than_tables_sit_at_one_time() -> None:
    both = (ONE, TWO)
    assert room_for(both, party(1, 1, both), party(2, 2, both)) is None


def test_a_party_too_large_for_all_the_tables_finds_no_room() -> None:
    assert room_for((), party(1, 1, (ONE, TWO))) is None


def test_whoever_sits_where_it_does_not_belong_may_stay_there() -> None:
    assert room_for((ONE, TWO), party(1, 1, (THREE,))) == TableChanges(TWO, ())


def test_a_party_with_nowhere_else_to_go_stays() -> None:
    assert room_for((ONE,), party(1, 1, ())) is None


def test_a_search_with_nothing_to_spend_still_sees_what_is_plainly_free() -> None:
    assert room_for((ONE, TWO), party(1, 1, (ONE,)), looks=0) == TableChanges(TWO, ())
    assert room_for((ONE,), party(1, 1, (ONE, TWO)), looks=0) is None

"""When is it certain, without a search, that one party more is one too many?"""

from entracte.availability.fit import Spot
from entracte.availability.making_room.proof import is_proven_impossible

TWO, OTHER_TWO = Spot((1,), "1", 1, 2), Spot((2,), "2", 1, 2)
FOUR, SIX = Spot((3,), "3", 2, 4), Spot((4,), "4", 3, 6)
JOINED = Spot((1, 2), "1+2", 3, 4)
PAIR, FEW, MANY = (TWO, OTHER_TWO, FOUR), (FOUR, JOINED, SIX), (SIX,)
Wanted = list[tuple[Spot, ...]]


def too_many(
    wanted: Wanted,
    *masks: int,
    out_of_reach: dict[int, int] | None = None,
    uncounted: frozenset[int] = frozenset(),
) -> bool:
    spans = masks or (1,) * len(wanted)
    return is_proven_impossible(
        wanted=wanted, masks=spans, out_of_reach=out_of_reach or {}, uncounted=uncounted
    )


def test_as_many_parties_as_tables_are_not_too_many() -> None:
    assert not too_many([PAIR, PAIR, FEW, MANY])


def test_more_parties_than_tables_are_too_many() -> None:
    assert too_many([PAIR, PAIR, PAIR, MANY, FEW])


def test_two_large_parties_cannot_share_the_one_large_table() -> None:
    assert too_many([MANY, MANY])


def test_a_party_that_must_join_tables_counts_for_as_many() -> None:
    assert too_many([PAIR, FEW, FEW, MANY])


def test_parties_that_follow_one_another_are_not_a_crowd() -> None:
    assert not too_many([MANY, MANY, MANY], 0b001, 0b100, 0b010)
    assert too_many([MANY, MANY, MANY], 0b001, 0b100, 0b110)


def test_a_table_that_is_out_of_reach_takes_no_party_at_that_time() -> None:
    assert too_many([MANY], 0b11, out_of_reach={4: 0b01})
    assert not too_many([MANY], 0b10, out_of_reach={4: 0b01})


def test_a_table_that_no_party_wants_does_not_count() -> None:
    assert not too_many([MANY], out_of_reach={99: 1})


def test_a_party_that_may_sit_elsewhere_does_not_count() -> None:
    assert not too_many([MANY, MANY], uncounted=frozenset({0}))

"""Which party has which tables, and at which starts is a table free?"""

from entracte.availability.sitting import PartyStarts, Sitting, Sittings, blocked_bits, start_indexes
from tests.builders import at, sitting

STARTS = [
    int(at(f"2026-12-04 {wall}").timestamp())
    for wall in ("17:00", "18:00", "19:00", "20:00", "21:00", "22:00")
]
HOUR = 60 * 60


def blocked(sittings: list[Sitting], taken_seconds: int = HOUR, table_id: int = 1) -> list[int]:
    """The indexes of the starts at which a table is not free for so long."""
    return start_indexes(blocked_bits(STARTS, taken_seconds, sittings).get(table_id, 0))


def seconds(wall: str) -> int:
    return int(at(wall).timestamp())


def test_a_table_without_sittings_is_free() -> None:
    assert blocked(sitting("2026-12-04 19:00", tables=[2])) == []


def test_a_sitting_blocks_every_turn_that_overlaps_it_and_no_other() -> None:
    assert blocked(sitting("2026-12-04 19:00", minutes=60)) == [2]
    assert blocked(sitting("2026-12-04 18:59", minutes=62)) == [1, 2, 3]
    assert blocked(sitting("2026-12-04 19:20", minutes=10)) == [2]


def test_a_turn_that_shares_time_with_a_sitting_is_blocked_whichever_begins_first() -> None:
    assert 2 in blocked(sitting("2026-12-04 18:00", minutes=90), HOUR + HOUR // 2)
    assert 1 in blocked(sitting("2026-12-04 19:00", minutes=90), HOUR + HOUR // 2)


def test_a_turn_is_blocked_by_a_sitting_inside_it() -> None:
    assert 1 in blocked(sitting("2026-12-04 19:00", minutes=30), 3 * HOUR)


def test_a_turn_that_only_touches_a_sitting_is_not_blocked() -> None:
    at_six = blocked(sitting("2026-12-04 18:00", minutes=60))
    assert 0 not in at_six
    assert 2 not in at_six


def test_a_sitting_takes_its_start_but_not_its_end() -> None:
    assert blocked(sitting("2026-12-04 18:00", minutes=60), 1) == [1]
    assert blocked(sitting("2026-12-04 18:01", minutes=120), 1) == [2, 3]
    assert blocked(sitting("2026-12-04 18:01", minutes=119), 1) == [2]


def test_the_longer_a_turn_the_more_starts_a_sitting_blocks() -> None:
    at_eight = sitting("2026-12-04 20:00", minutes=30)
    assert blocked(at_eight, 2 * HOUR) == [2, 3]
    assert blocked(at_eight, 2 * HOUR + 1) == [1, 2, 3]
    assert blocked(at_eight, 9 * HOUR) == [0, 1, 2, 3]


def test_a_party_on_two_tables_takes_both() -> None:
    both = sitting("2026-12-04 19:00", tables=[1, 2], minutes=60)
    assert blocked(both, table_id=1) == blocked(both, table_id=2) == [2]


def test_a_short_sitting_between_two_starts_blocks_neither_where_the_turn_is_short() -> None:
    assert blocked(sitting("2026-12-04 17:30", minutes=15), HOUR // 2) == []


def test_sittings_of_other_evenings_change_nothing() -> None:
    assert blocked([*sitting("2026-12-03 19:00"), *sitting("2026-12-05 19:00")]) == []


def test_sittings_that_overlap_each_other_count_as_one() -> None:
    every = [
        *sitting("2026-12-04 18:00", minutes=180),
        *sitting("2026-12-04 18:30", minutes=15),
        *sitting("2026-12-04 20:00", minutes=90),
    ]
    assert blocked(every) == [1, 2, 3, 4]


def test_no_starts_are_blocked_where_there_are_none() -> None:
    assert blocked_bits((), HOUR, sitting("2026-12-04 19:00")) == {}
    assert start_indexes(0) == []
    assert start_indexes(0b101001) == [0, 3, 5]


def test_sittings_near_a_span_are_found_however_long_ago_they_began() -> None:
    week_long = sitting("2026-11-30 12:00", minutes=7 * 24 * 60)
    tonight = sitting("2026-12-04 19:00")
    later = sitting("2026-12-05 19:00")
    book = Sittings([*later, *tonight, *week_long])
    assert book.near(seconds("2026-12-04 20:00"), seconds("2026-12-04 22:00")) == [*tonight, *week_long]


def test_parties_that_start_in_an_interval_count_once_whatever_tables_they_have() -> None:
    rows = [
        *sitting("2026-12-04 19:00", tables=[1, 2], party_size=5),
        *sitting("2026-12-04 19:15", tables=[3], party_size=2, party_id=-7),
        *sitting("2026-12-04 19:20", tables=[4], party_id=0),
        *sitting("2026-12-04 19:30", party_size=9),
    ]
    party_starts = PartyStarts(rows)
    assert party_starts.between(seconds("2026-12-04 19:00"), seconds("2026-12-04 19:30")) == (2, 7)
    assert party_starts.between(seconds("2026-12-04 19:01"), seconds("2026-12-04 19:31")) == (2, 11)
    assert party_starts.between(seconds("2026-12-04 20:00"), seconds("2026-12-04 20:30")) == (0, 0)


def test_parties_are_counted_by_service_or_all_together() -> None:
    book = Sittings([*sitting("2026-12-04 19:00"), *sitting("2026-12-04 19:10", service_id=2, party_size=3)])
    span = seconds("2026-12-04 19:00"), seconds("2026-12-04 20:00")
    assert [book.party_starts(of).between(*span) for of in (None, 1, 2, 3)] == [
        (2, 5),
        (1, 2),
        (1, 3),
        (0, 0),
    ]

"""Which party has which tables, and when is a table free?"""

from datetime import timedelta

from entracte.availability.sitting import Taken
from tests.builders import at, sitting, span

STARTS = [at(f"2026-12-04 {wall}") for wall in ("17:00", "18:00", "19:00", "20:00", "21:00", "22:00")]
HOUR = timedelta(hours=1)


def test_a_table_without_sittings_is_free() -> None:
    taken = Taken([sitting("2026-12-04 19:00", tables=[2])])
    assert taken.is_free(1, span("2026-12-04 19:00"))
    assert taken.divide(1, STARTS, HOUR) == (STARTS, ())


def test_a_sitting_blocks_every_span_that_overlaps_it_and_no_other() -> None:
    taken = Taken([sitting("2026-12-04 19:00", minutes=60)])
    assert taken.is_free(1, span("2026-12-04 18:00", 60))
    assert not taken.is_free(1, span("2026-12-04 18:00", 61))
    assert not taken.is_free(1, span("2026-12-04 19:20", 10))
    assert not taken.is_free(1, span("2026-12-04 18:00", 180))
    assert not taken.is_free(1, span("2026-12-04 19:59", 60))
    assert taken.is_free(1, span("2026-12-04 20:00", 60))


def test_a_party_on_two_tables_takes_both() -> None:
    taken = Taken([sitting("2026-12-04 19:00", tables=[1, 2])])
    assert not taken.is_free(1, span("2026-12-04 19:00"))
    assert not taken.is_free(2, span("2026-12-04 19:00"))


def test_starts_are_parted_by_whether_a_whole_turn_is_free() -> None:
    taken = Taken(
        [sitting("2026-12-04 20:30", minutes=45), sitting("2026-12-04 17:30", minutes=30)],
    )
    free, blocked = taken.divide(1, STARTS, HOUR)
    assert (free, blocked) == ([STARTS[1], STARTS[2], STARTS[5]], [STARTS[0], STARTS[3], STARTS[4]])


def test_a_short_sitting_between_two_starts_blocks_neither_where_the_turn_is_short() -> None:
    taken = Taken([sitting("2026-12-04 17:30", minutes=15)])
    assert taken.divide(1, STARTS, timedelta(minutes=30)) == (STARTS, [])


def test_sittings_of_other_evenings_change_nothing() -> None:
    taken = Taken([sitting("2026-12-03 19:00"), sitting("2026-12-05 19:00")])
    assert taken.divide(1, STARTS, HOUR) == (STARTS, [])


def test_sittings_that_overlap_each_other_count_as_one() -> None:
    taken = Taken(
        [
            sitting("2026-12-04 18:00", minutes=180),
            sitting("2026-12-04 18:30", minutes=15),
            sitting("2026-12-04 20:00", minutes=90),
        ]
    )
    free, blocked = taken.divide(1, STARTS, HOUR)
    assert (free, blocked) == ([STARTS[0], STARTS[5]], STARTS[1:5])


def test_no_starts_are_parted_into_nothing() -> None:
    free, blocked = Taken([sitting("2026-12-04 19:00")]).divide(1, (), HOUR)
    assert not free
    assert not blocked

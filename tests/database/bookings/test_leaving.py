"""Is a table free from the moment its party left, and does one that stays show as a clash to come?"""

from datetime import datetime, timedelta

import pytest

from entracte.availability.fit import Wish
from entracte.bookings import queries
from entracte.bookings.actions.milestones import Milestone, mark_milestone, undo_milestone
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.status import change_status
from entracte.bookings.actions.walk_in import book_walk_in
from entracte.bookings.asker import Asker
from entracte.bookings.models import Booking
from entracte.bookings.overstays import overstayed_tables, overstays_to_come
from tests.builders import FRIDAY, NOON_BEFORE, at
from tests.house import House, book, edit, held, make_house

HALF_PAST = at("2026-12-04 20:30")


def mark(house: House, booking: Booking, name: str, now: datetime) -> Booking:
    return mark_milestone(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        milestone=Milestone(name),
        asker=Asker(actor=house.host, now=now),
    )


def undo_left(house: House, booking: Booking, now: datetime) -> Booking:
    return undo_milestone(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        milestone=Milestone.LEFT,
        asker=Asker(actor=house.host, now=now),
    )


def change(house: House, booking: Booking, to: str, now: datetime = NOON_BEFORE) -> Booking:
    return change_status(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        to=to,
        asker=Asker(actor=None, now=now),
    )


def starts(house: House, party_size: int, now: datetime) -> list[str]:
    wish = Wish(party_size, is_online=False)
    answer = queries.offers_for(restaurant=house.restaurant, date=FRIDAY, wish=wish, now=now)
    return [f"{offer.starts_at:%H:%M}" for offer in answer.offers if offer.starts_at >= now]


def test_the_table_is_free_from_that_moment_without_a_reset_and_the_end_stays(house: House) -> None:
    edit(house, house.dinner, reset_minutes=15)
    six = book(house, NOON_BEFORE, "2026-12-04 18:00", party_size=6)
    assert held(six) == [("4", "18:00", "20:15")]
    now = at("2026-12-04 19:00")
    assert starts(house, 6, now) == ["20:30", "21:00", "21:30"]
    left = mark(house, six, "left", now)
    assert held(left) == [("4", "18:00", "19:00")]
    assert left.ends_at == at("2026-12-04 20:00")
    assert starts(house, 6, now) == ["19:00", "19:30", "20:00", "20:30", "21:00", "21:30"]


def test_leaving_during_the_reset_ends_that_too(house: House) -> None:
    edit(house, house.dinner, reset_minutes=15)
    left = mark(house, book(house, NOON_BEFORE), "left", at("2026-12-04 20:35"))
    assert held(left) == [("1", "19:00", "20:35")]


def test_who_left_before_the_start_has_no_table_and_gets_it_back_by_undoing(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    mark(house, booking, "left", at("2026-12-04 18:50"))
    assert held(booking) == []
    for to in ("completed", "confirmed"):
        change(house, booking, to, at("2026-12-04 18:52"))
    assert held(booking) == []
    undo_left(house, booking, at("2026-12-04 18:55"))
    assert held(booking) == [("1", "19:00", "20:30")]
    assert queries.history_of(booking)[-1].reason == ""


def test_who_has_not_left_after_all_keeps_the_table_up_to_the_next_party_and_history_says_so(
    house: House,
) -> None:
    booking = book(house, NOON_BEFORE)
    mark(house, booking, "left", at("2026-12-04 19:30"))
    book(house, at("2026-12-04 19:31"), "2026-12-04 20:00")
    undo_left(house, booking, at("2026-12-04 19:40"))
    assert held(booking) == [("1", "19:00", "20:00")]
    assert "only as far as it was free" in queries.history_of(booking)[-1].reason


def test_completed_before_its_start_and_put_back_it_has_what_is_still_free(house: House) -> None:
    booking = change(house, book(house, NOON_BEFORE), "completed", at("2026-12-04 18:00"))
    next_party = book(house, at("2026-12-04 18:01"), "2026-12-04 20:00")
    assert held(next_party) == [("1", "20:00", "21:30")]
    change(house, booking, "confirmed", at("2026-12-04 18:05"))
    assert held(booking) == [("1", "19:00", "20:00")]
    assert "only as far as it was free" in queries.history_of(booking)[-1].reason


def test_completed_before_its_start_and_put_back_too_late_it_holds_none(house: House) -> None:
    booking = change(house, book(house, NOON_BEFORE), "completed", at("2026-12-04 18:00"))
    assert held(book(house, at("2026-12-04 18:01"))) == [("1", "19:00", "20:30")]
    change(house, booking, "confirmed", at("2026-12-04 18:05"))
    assert held(booking) == []
    assert "only as far as it was free" in queries.history_of(booking)[-1].reason


def test_of_two_tables_each_is_put_back_as_far_as_it_is_free(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    move_booking(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        move=MoveRequest(tables=[house.tables["1"], house.tables["2"]]),
        asker=Asker(actor=None, now=NOON_BEFORE),
    )
    change(house, booking, "completed", at("2026-12-04 18:00"))
    assert held(book(house, NOON_BEFORE, "2026-12-04 20:00")) == [("1", "20:00", "21:30")]
    change(house, booking, "confirmed", at("2026-12-04 18:05"))
    assert held(booking) == [("1", "19:00", "20:00"), ("2", "19:00", "20:30")]


def test_a_no_show_frees_its_table_for_the_next(house: House) -> None:
    booking = book(house, NOON_BEFORE, party_size=6)
    now = at("2026-12-04 19:20")
    assert starts(house, 6, now) == ["21:00", "21:30"]
    change(house, booking, "no_show", now)
    assert starts(house, 6, now) == ["19:30", "20:00", "20:30", "21:00", "21:30"]


def seated_late(house: House) -> Booking:
    """A couple at table 1 from 19:00 to 20:30 that will not go."""
    return mark(house, book(house, NOON_BEFORE), "seated", at("2026-12-04 19:00"))


def test_a_party_past_its_end_is_still_there_until_it_leaves(house: House) -> None:
    late, table = seated_late(house), house.tables["1"].pk
    other = make_house(NOON_BEFORE, slug="stalls")
    assert overstayed_tables(house.restaurant.pk, HALF_PAST - timedelta(minutes=1)) == frozenset()
    assert overstayed_tables(house.restaurant.pk, HALF_PAST) == {table}
    assert overstayed_tables(other.restaurant.pk, HALF_PAST) == frozenset()
    assert overstayed_tables(house.restaurant.pk, HALF_PAST + timedelta(hours=6)) == frozenset()
    mark(house, late, "left", at("2026-12-04 20:45"))
    assert overstayed_tables(house.restaurant.pk, at("2026-12-04 20:45")) == frozenset()


def test_a_walk_in_is_not_sent_to_a_table_where_somebody_still_sits(house: House) -> None:
    late = seated_late(house)
    first = book_walk_in(
        restaurant=house.restaurant, party_size=2, asker=Asker(actor=None, now=at("2026-12-04 20:40"))
    ).booking
    assert held(first)[0][0] == "2"
    mark(house, late, "left", at("2026-12-04 20:41"))
    second = book_walk_in(
        restaurant=house.restaurant, party_size=2, asker=Asker(actor=None, now=at("2026-12-04 20:42"))
    ).booking
    assert held(second) == [("1", "20:42", "22:12")]


def test_a_late_party_shows_as_a_clash_with_the_next_at_its_table(
    house: House, django_assert_num_queries
) -> None:
    late, after = seated_late(house), book(house, NOON_BEFORE, "2026-12-04 21:00")
    book(house, NOON_BEFORE, "2026-12-04 21:00")
    half_an_hour = timedelta(minutes=30)

    def clashes(now: datetime) -> list[tuple[str, Booking, Booking]]:
        found = overstays_to_come(house.restaurant.pk, now, half_an_hour)
        return [(clash.table_name, clash.late, clash.following) for clash in found]

    assert clashes(at("2026-12-04 20:29")) == []
    with django_assert_num_queries(2):
        assert clashes(HALF_PAST) == [("1", late, after)]
    assert clashes(at("2026-12-04 21:10")) == [("1", late, after)]
    assert overstays_to_come(house.restaurant.pk, HALF_PAST, timedelta(minutes=29)) == []
    mark(house, late, "left", at("2026-12-04 21:12"))
    assert clashes(at("2026-12-04 21:12")) == []


@pytest.mark.parametrize("gone", ["seated", "left", "cancelled"])
def test_who_sits_left_or_cancelled_is_kept_waiting_by_nobody(house: House, gone: str) -> None:
    seated_late(house)
    after = book(house, NOON_BEFORE, "2026-12-04 20:30")
    assert len(overstays_to_come(house.restaurant.pk, HALF_PAST, timedelta(minutes=30))) == 1
    if gone == "cancelled":
        change(house, after, gone, HALF_PAST)
    else:
        mark(house, after, gone, at("2026-12-04 20:33"))
    assert overstays_to_come(house.restaurant.pk, at("2026-12-04 20:33"), timedelta(minutes=30)) == []


def test_a_late_party_that_is_moved_leaves_its_table_to_the_next(house: House) -> None:
    late = seated_late(house)
    book(house, NOON_BEFORE, "2026-12-04 21:00")
    moved = move_booking(
        booking_id=late.pk,
        restaurant=house.restaurant,
        move=MoveRequest(ends_at=at("2026-12-04 21:30"), tables=[house.tables["3"]]),
        asker=Asker(actor=None, now=at("2026-12-04 20:40")),
    )
    assert held(moved) == [("3", "20:40", "21:30")]
    assert overstays_to_come(house.restaurant.pk, at("2026-12-04 20:40"), timedelta(minutes=30)) == []

"""Do those who may move make room for a party that does not fit, written in each history, and no others?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest

from entracte.availability import refusals
from entracte.availability.fit import Wish
from entracte.bookings import errors, queries
from entracte.bookings.actions.block import block_tables
from entracte.bookings.actions.book import make_booking
from entracte.bookings.actions.hold import hold_slot
from entracte.bookings.actions.milestones import Milestone, mark_milestone
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.pin import pin_booking
from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.models import BookedTable, Booking, Change
from entracte.bookings.overrides import Override
from entracte.bookings.tables.change import change_tables
from tests.builders import FRIDAY, NOON_BEFORE, at
from tests.house import House, book, edit, held, join, make_service, request_for


@pytest.fixture
def room(house: House) -> House:
    """The house, where parties may change tables. Tables 1 and 2 for two, 3 for four, 4 for two to six."""
    edit(house, house.restaurant, makes_room=True)
    return house


def at_table(house: House, name: str, starts_at: str = "2026-12-04 19:00", **typed: Any) -> Booking:
    """A party at this table, unpinned."""
    booking = make_booking(
        restaurant=house.restaurant,
        request=request_for(starts_at, **typed),
        asker=Asker(actor=None, now=NOON_BEFORE, source=Booking.Source.PHONE),
        tables=[house.tables[name]],
    ).booking
    Booking.objects.filter(pk=booking.pk).update(is_pinned=False)
    booking.refresh_from_db()
    return booking


def names(booking: Booking) -> list[str]:
    return [row[0] for row in held(booking)]


def offered(house: House, party_size: int, now: datetime = NOON_BEFORE) -> list[str]:
    answer = queries.offers_for(restaurant=house.restaurant, date=FRIDAY, wish=Wish(party_size), now=now)
    return [f"{offer.starts_at:%H:%M}" for offer in answer.offers]


def test_a_couple_at_the_large_table_makes_room_and_its_history_shows(room: House) -> None:
    couple = at_table(room, "4")
    six = book(room, NOON_BEFORE, party_size=6)
    assert (names(six), held(couple)) == (["4"], [("1", "19:00", "20:30")])
    moved = Booking.objects.get(pk=couple.pk)
    assert (moved.version, moved.starts_at, moved.ends_at) == (2, couple.starts_at, couple.ends_at)
    assert (moved.party_size, moved.turn_minutes, moved.is_pinned) == (2, 90, False)
    line = queries.history_of(couple)[-1]
    assert (line.what, line.reason, line.actor) == ("moved", "To make room for a party of 6.", room.host)
    assert [table["name"] for table in line.before["tables"]] == ["4"]
    assert [table["name"] for table in line.after["tables"]] == ["1"]
    assert set(line.after) == {"tables"}
    assert [change.what for change in queries.history_of(six)] == ["made"]
    numbers = list(Change.objects.order_by("number").values_list("number", "booking"))
    assert numbers == [(1, couple.pk), (2, couple.pk), (3, six.pk)]


def test_a_restaurant_that_does_not_want_it_moves_nobody(house: House) -> None:
    couple = at_table(house, "4")
    with pytest.raises(refusals.SlotGone):
        book(house, NOON_BEFORE, party_size=6)
    assert names(couple) == ["4"]


def test_what_is_offered_with_room_made_can_be_booked(room: House) -> None:
    at_table(room, "4")
    assert "19:00" in offered(room, 6)
    online = make_booking(
        restaurant=room.restaurant,
        request=request_for(party_size=6),
        asker=Asker(actor=None, now=NOON_BEFORE, source=Booking.Source.WIDGET),
        widget=room.widgets["none"],
    ).booking
    assert names(online) == ["4"]
    assert "19:00" not in offered(room, 6)


def test_parties_move_in_a_chain_and_one_takes_the_table_another_leaves(room: House) -> None:
    """Three for a table for four and two for the large one: the table for two is all that is free."""
    at_table(room, "1")
    three, two = at_table(room, "4", party_size=3), at_table(room, "3")
    six = book(room, NOON_BEFORE, party_size=6)
    assert [names(each) for each in (six, three, two)] == [["4"], ["3"], ["2"]]
    for each in (three, two):
        assert queries.history_of(each)[-1].reason == "To make room for a party of 6."


def test_a_party_leaves_both_tables_of_a_combination_or_takes_both(room: House) -> None:
    edit(room, room.tables["4"], max_covers=4)
    join(room, "3", "4", min_covers=5, max_covers=8)
    ones = [at_table(room, "3"), at_table(room, "4")]
    eight = book(room, NOON_BEFORE, party_size=8)
    assert (names(eight), sorted(names(each) for each in ones)) == (["3", "4"], [["1"], ["2"]])


def pinned(house: House, booking: Booking) -> None:
    pin_booking(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        pinned=True,
        asker=Asker(actor=None, now=NOON_BEFORE),
    )


def marked(milestone: Milestone) -> Callable[[House, Booking], object]:
    def mark(house: House, booking: Booking) -> None:
        mark_milestone(
            booking_id=booking.pk,
            restaurant=house.restaurant,
            milestone=milestone,
            asker=Asker(actor=None, now=NOON_BEFORE),
        )

    return mark


def shares(house: House, booking: Booking) -> None:
    """Another party sits at the same table, by an override of staff; it is pinned."""
    make_booking(
        restaurant=house.restaurant,
        request=request_for(),
        asker=Asker(actor=None, now=NOON_BEFORE, source=Booking.Source.PHONE),
        tables=[house.tables["4"]],
        override=Override("The regulars' corner", shares_tables=True),
    )


STAYING = [
    pinned,
    marked(Milestone.ARRIVED),
    marked(Milestone.SEATED),
    shares,
    lambda house, booking: Booking.objects.filter(pk=booking.pk).update(needs_step_free=True),
    lambda house, booking: Booking.objects.filter(pk=booking.pk).update(high_chairs=1),
]


@pytest.mark.parametrize("stay", STAYING)
def test_who_is_pinned_or_there_or_has_needs_never_moves(
    room: House, stay: Callable[[House, Booking], object]
) -> None:
    couple = at_table(room, "4")
    stay(room, couple)
    assert "19:00" not in offered(room, 6)
    with pytest.raises(refusals.SlotGone):
        book(room, NOON_BEFORE, party_size=6)
    assert held(couple) == [("4", "19:00", "20:30")]
    assert "moved" not in [change.what for change in queries.history_of(couple)]


@pytest.mark.parametrize("status", ["completed", "no_show"])
def test_what_is_over_never_moves(room: House, status: str) -> None:
    couple = at_table(room, "4")
    Booking.objects.filter(pk=couple.pk).update(status=status)
    with pytest.raises(refusals.SlotGone):
        book(room, NOON_BEFORE, party_size=6)


def test_pending_parties_move_too(room: House) -> None:
    couple = at_table(room, "4")
    Booking.objects.filter(pk=couple.pk).update(status="pending_payment")
    assert names(book(room, NOON_BEFORE, party_size=6)) == ["4"]
    assert names(couple) == ["1"]


def test_a_party_whose_start_is_past_stays(room: House) -> None:
    """Nobody pressed Arrived, but they may well sit there."""
    couple = at_table(room, "4", "2026-12-04 18:30")
    with pytest.raises(refusals.SlotGone):
        book(room, at("2026-12-04 18:40"), "2026-12-04 19:00", party_size=6)
    assert names(couple) == ["4"]


def test_holds_and_blocks_never_move_and_nobody_moves_onto_them(room: House) -> None:
    couple = at_table(room, "4")
    block_tables(
        restaurant=room.restaurant,
        tables=[room.tables["1"], room.tables["2"]],
        starts_at=at("2026-12-04 17:00"),
        ends_at=at("2026-12-04 23:00"),
        reason="",
        asker=Asker(actor=None, now=NOON_BEFORE),
    )
    hold_slot(
        restaurant=room.restaurant,
        widget=room.widgets["none"],
        visitor="a visitor",
        address="an address",
        starts_at=at("2026-12-04 19:00"),
        party_size=2,
        now=NOON_BEFORE,
    )
    with pytest.raises(refusals.SlotGone):
        book(room, NOON_BEFORE, party_size=6)
    assert names(couple) == ["4"]
    later = NOON_BEFORE + timedelta(minutes=6)
    assert names(book(room, later, party_size=6)) == ["4"]
    assert names(couple) == ["3"]


def test_parties_move_only_to_tables_for_their_size(room: House) -> None:
    """Tables for two are free, and too small for these four."""
    at_table(room, "3", party_size=4)
    four = at_table(room, "4", party_size=4)
    with pytest.raises(refusals.SlotGone):
        book(room, NOON_BEFORE, party_size=6)
    assert names(four) == ["4"]


def test_parties_of_another_service_never_move(room: House) -> None:
    late = make_service(room.restaurant, room.plan, name="Late", first_start=time(22), last_start=time(23))
    couple = book(room, NOON_BEFORE, "2026-12-04 22:00")
    move_booking(
        booking_id=couple.pk,
        restaurant=room.restaurant,
        move=MoveRequest(tables=[room.tables["4"]]),
        asker=Asker(actor=None, now=NOON_BEFORE),
    )
    Booking.objects.filter(pk=couple.pk).update(is_pinned=False)
    assert couple.service == late
    with pytest.raises(refusals.SlotGone):
        book(room, NOON_BEFORE, "2026-12-04 21:00", party_size=6)
    assert names(book(room, NOON_BEFORE, "2026-12-04 20:00", party_size=6)) == ["4"]


def test_a_stale_page_of_a_party_that_moved_is_shown(room: House) -> None:
    couple = at_table(room, "4")
    book(room, NOON_BEFORE, party_size=6)
    with pytest.raises(errors.StalePage):
        change_status(
            booking_id=couple.pk,
            restaurant=room.restaurant,
            to="cancelled",
            asker=Asker(actor=None, now=NOON_BEFORE, version=couple.version),
        )


def test_cancelled_and_reinstated_it_has_the_table_it_moved_to(room: House) -> None:
    couple = at_table(room, "4")
    six = book(room, NOON_BEFORE, party_size=6)

    def change(booking: Booking, to: str) -> None:
        change_status(
            booking_id=booking.pk,
            restaurant=room.restaurant,
            to=to,
            asker=Asker(actor=None, now=NOON_BEFORE),
        )

    change(couple, "cancelled")
    assert held(couple) == []
    change(couple, "confirmed")
    assert held(couple) == [("1", "19:00", "20:30")]
    change(six, "cancelled")
    assert (held(six), held(couple)) == ([], [("1", "19:00", "20:30")])
    assert [change.what for change in queries.history_of(couple)] == ["made", "moved", "status", "status"]


def test_the_reset_moves_with_the_party(room: House) -> None:
    edit(room, room.dinner, reset_minutes=15)
    couple = at_table(room, "4")
    book(room, NOON_BEFORE, party_size=6)
    assert held(couple) == [("1", "19:00", "20:45")]


def test_a_choice_by_hand_makes_nobody_move(room: House) -> None:
    couple = at_table(room, "4")
    with pytest.raises(refusals.SlotGone):
        make_booking(
            restaurant=room.restaurant,
            request=request_for(party_size=6),
            asker=Asker(actor=None, now=NOON_BEFORE, source=Booking.Source.PHONE),
            tables=[room.tables["4"]],
        )
    assert names(couple) == ["4"]


@pytest.mark.parametrize(
    "columns",
    [{"is_pinned": True}, {"arrived_at": NOON_BEFORE}, {"status": "cancelled"}, {"left_at": NOON_BEFORE}],
)
def test_a_party_that_changed_since_it_was_looked_at_is_not_moved(
    room: House, columns: dict[str, Any]
) -> None:
    couple = at_table(room, "4")
    spot = queries.offers_for(restaurant=room.restaurant, date=FRIDAY, wish=Wish(2), now=NOON_BEFORE).offers[
        0
    ]
    Booking.objects.filter(pk=couple.pk).update(**columns)
    with pytest.raises(refusals.SlotGone):
        change_tables([(couple.pk, spot.spot)])
    assert names(couple) == ["4"]


def test_a_party_half_of_whose_tables_are_shared_stays(room: House) -> None:
    join(room, "3", "4", min_covers=5, max_covers=8)
    couple = at_table(room, "4")
    table = BookedTable.objects.get(booking=couple)
    BookedTable.objects.create(
        restaurant=room.restaurant, booking=couple, table=room.tables["3"], span=table.span, is_shared=True
    )
    with pytest.raises(refusals.SlotGone):
        book(room, NOON_BEFORE, party_size=6)
    assert names(couple) == ["3", "4"]


def test_an_evening_filled_by_making_room_holds_no_table_twice_and_no_one_at_a_wrong_one(
    room: House,
) -> None:
    sizes = (2, 2, 3, 6, 4, 1, 5, 2, 6, 2, 3, 4, 6, 2)
    starts = ("17:30", "18:00", "19:00", "19:30", "20:30", "21:00")
    for number, size in enumerate(sizes * 2):
        try:
            book(room, NOON_BEFORE, f"2026-12-04 {starts[number % 6]}", party_size=size)
        except refusals.SlotGone:
            continue
    rows = list(BookedTable.objects.select_related("booking", "table").order_by("table", "span"))
    for row in rows:
        assert row.booking is not None
        assert row.table.min_covers <= row.booking.party_size <= row.table.max_covers
        assert (row.span.lower, row.span.upper) == (row.booking.starts_at, row.booking.ends_at)
    for one, next_one in pairwise(rows):
        assert one.table_id != next_one.table_id or one.span.upper <= next_one.span.lower
    assert len(rows) == Booking.objects.count() > 8


def test_who_asked_for_a_section_is_not_moved_out_of_it(room: House) -> None:
    edit(room, room.tables["4"], section="Window")
    request = replace(request_for(), section="Window")
    couple = make_booking(
        restaurant=room.restaurant,
        request=request,
        asker=Asker(actor=None, now=NOON_BEFORE, source=Booking.Source.PHONE),
    ).booking
    assert (names(couple), couple.is_pinned) == (["4"], True)
    with pytest.raises(refusals.SlotGone):
        book(room, NOON_BEFORE, party_size=6)

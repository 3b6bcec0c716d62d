"""Are blocked tables out of use for everybody, and never taken from a booking?"""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.availability import refusals
from entracte.availability.fit import Wish
from entracte.bookings import errors, queries
from entracte.bookings.actions.block import block_tables, unblock
from entracte.bookings.actions.hold import hold_slot
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.status import change_status
from entracte.bookings.actions.walk_in import book_walk_in
from entracte.bookings.asker import Asker
from entracte.bookings.models import Block, BookedTable
from entracte.bookings.tables.blocked import blocks_on, blocks_to_come
from tests.builders import FRIDAY, NOON_BEFORE, at
from tests.house import House, at_the_door, book, held, make_house, make_service

EVENING = ("2026-12-04 17:00", "2026-12-04 23:00")


def block(house: House, *names: str, span: tuple[str, str] = EVENING, reason: str = "Wobbly leg") -> Block:
    return block_tables(
        restaurant=house.restaurant,
        tables=[house.tables[name] for name in names],
        starts_at=at(span[0]),
        ends_at=at(span[1]),
        reason=reason,
        asker=Asker(actor=house.host, now=NOON_BEFORE),
    )


def offered(house: House, on: date = FRIDAY, party_size: int = 6) -> list[str]:
    answer = queries.offers_for(restaurant=house.restaurant, date=on, wish=Wish(party_size), now=NOON_BEFORE)
    return [f"{offer.starts_at:%H:%M}" for offer in answer.offers]


def test_a_block_takes_its_tables_for_its_span_and_says_why_and_who(house: House) -> None:
    made = block(house, "3", "4", reason=" Private corner ")
    row = Block.objects.get(pk=made.pk)
    assert (row.reason, row.actor, row.created_at) == ("Private corner", house.host, NOON_BEFORE)
    assert (row.starts_at, row.ends_at) == (at(EVENING[0]), at(EVENING[1]))
    taken = BookedTable.objects.filter(block=row).order_by("table__name")
    assert [(each.table.name, each.span.lower, each.span.upper) for each in taken] == [
        ("3", at(EVENING[0]), at(EVENING[1])),
        ("4", at(EVENING[0]), at(EVENING[1])),
    ]


def test_a_blocked_table_is_not_offered_booked_moved_to_or_given_to_a_walk_in(house: House) -> None:
    booking = book(house, NOON_BEFORE, "2026-12-04 21:30")
    block(house, "4", span=("2026-12-04 19:00", "2026-12-04 21:00"))
    assert offered(house) == ["21:00", "21:30"]
    with pytest.raises(refusals.SlotGone):
        book(house, NOON_BEFORE, party_size=6)
    with pytest.raises(refusals.SlotGone):
        book_walk_in(
            restaurant=house.restaurant,
            typed=at_the_door(6),
            asker=Asker(actor=None, now=at("2026-12-04 20:59")),
        )
    with pytest.raises(refusals.SlotGone):
        move_booking(
            booking_id=booking.pk,
            restaurant=house.restaurant,
            move=MoveRequest(starts_at=at("2026-12-04 20:30"), tables=[house.tables["4"]]),
            asker=Asker(actor=None, now=NOON_BEFORE),
        )
    assert held(book(house, NOON_BEFORE, "2026-12-04 21:00", party_size=6)) == [("4", "21:00", "23:00")]


def test_a_block_over_several_days_counts_on_each_of_them(house: House) -> None:
    block(house, "4", span=("2026-12-03 20:00", "2026-12-08 20:00"))
    assert offered(house, date(2026, 12, 3)) == ["17:30", "18:00"]
    for day in (4, 5, 6, 7):
        assert offered(house, date(2026, 12, day)) == []
    assert offered(house, date(2026, 12, 8)) == ["20:00", "20:30", "21:00", "21:30"]
    states = dict(
        queries.days_for(restaurant=house.restaurant, year=2026, month=12, party_size=6, now=NOON_BEFORE)
    )
    assert [str(states[date(2026, 12, day)]) for day in (3, 5, 9)] == ["few_left", "full", "open"]
    with pytest.raises(refusals.SlotGone):
        book(house, NOON_BEFORE, "2026-12-06 19:00", party_size=6)


def test_bookings_in_the_way_are_named_and_nothing_is_written(house: House) -> None:
    late = book(house, NOON_BEFORE, "2026-12-04 20:30")
    early = book(house, NOON_BEFORE, "2026-12-04 19:00")
    book(house, NOON_BEFORE, "2026-12-04 19:00")
    with pytest.raises(errors.TablesTaken) as refusal:
        block(house, "1", "3")
    assert type(refusal.value) is errors.BookingsInTheWay
    assert refusal.value.bookings == [early, late]
    assert (Block.objects.count(), BookedTable.objects.count()) == (0, 3)
    for booking in (early, late):
        change_status(
            booking_id=booking.pk,
            restaurant=house.restaurant,
            to="cancelled",
            asker=Asker(actor=None, now=NOON_BEFORE),
        )
    assert block(house, "1", "3").pk


def test_a_block_ends_as_a_booking_starts(house: House) -> None:
    book(house, NOON_BEFORE, "2026-12-04 19:00")
    assert block(house, "1", span=("2026-12-04 17:00", "2026-12-04 19:00")).pk
    assert block(house, "1", span=("2026-12-04 20:30", "2026-12-04 22:00")).pk


def test_tables_blocked_already_or_promised_to_a_guest_are_refused_by_name(house: House) -> None:
    block(house, "1")
    with pytest.raises(errors.AlreadyBlocked):
        block(house, "2", "1", span=("2026-12-04 22:00", "2026-12-05 02:00"))
    hold_slot(
        restaurant=house.restaurant,
        widget=house.widgets["none"],
        visitor="a visitor",
        address="an address",
        starts_at=at("2026-12-04 19:00"),
        party_size=2,
        now=NOON_BEFORE,
    )
    with pytest.raises(errors.HeldByGuest):
        block(house, "2")
    later = NOON_BEFORE + timedelta(minutes=6)
    made = block_tables(
        restaurant=house.restaurant,
        tables=[house.tables["2"]],
        starts_at=at(EVENING[0]),
        ends_at=at(EVENING[1]),
        reason="",
        asker=Asker(actor=None, now=later),
    )
    assert made.pk


@pytest.mark.parametrize(
    "names,span,refusal",
    [
        (["1"], ("2026-12-04 19:00", "2026-12-04 19:00"), errors.ImpossibleSpan),
        (["1"], ("2026-12-04 19:00", "2026-12-04 18:00"), errors.ImpossibleSpan),
        (["1"], ("2026-12-04 19:00", "2027-12-06 19:00"), errors.ImpossibleSpan),
        ([], EVENING, errors.ImpossibleSpan),
    ],
)
def test_a_span_that_makes_no_sense_is_refused(
    house: House, names: list[str], span: tuple[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        block(house, *names, span=span)


def test_a_table_of_another_restaurant_or_out_of_use_is_refused(house: House) -> None:
    house.tables["9"] = make_house(NOON_BEFORE, slug="stalls").tables["1"]
    with pytest.raises(errors.UnknownTable):
        block(house, "1", "9")
    house.tables["2"].is_active = False
    with pytest.raises(errors.UnknownTable):
        block(house, "2")


def test_a_year_can_be_blocked_at_once(house: House) -> None:
    block(house, "1", "2", span=("2026-12-04 00:00", "2027-12-04 00:00"))
    assert offered(house, date(2026, 12, 20), party_size=2)
    assert held(book(house, NOON_BEFORE)) == [("3", "19:00", "20:30")]


def test_an_unblocked_table_is_free_again(house: House) -> None:
    made = block(house, "4")
    other = make_house(NOON_BEFORE, slug="stalls")
    with pytest.raises(errors.UnknownBlock):
        unblock(restaurant=other.restaurant, key=made.key)
    unblock(restaurant=house.restaurant, key=made.key)
    assert (BookedTable.objects.count(), len(offered(house))) == (0, 9)
    for gone in (made.key, "", "nonsense\x00"):
        with pytest.raises(errors.UnknownBlock):
            unblock(restaurant=house.restaurant, key=gone)


def test_the_blocks_of_a_day_and_those_to_come_are_found_by_two_queries(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    evening = block(house, "1", "2")
    days = block(house, "4", span=("2026-12-02 12:00", "2026-12-04 00:00"))
    block(make_house(NOON_BEFORE, slug="stalls"), "1")
    blocks_on(house.restaurant, FRIDAY)
    with django_assert_num_queries(2):
        found = blocks_on(house.restaurant, FRIDAY)
        assert [[row.table.name for row in each.booked_tables.all()] for each in found] == [["1", "2"]]
        assert [each.actor.name for each in found if each.actor] == ["Host"]
    assert blocks_on(house.restaurant, date(2026, 12, 3)) == [days]
    assert blocks_on(house.restaurant, date(2026, 12, 5)) == []
    with django_assert_num_queries(2):
        assert blocks_to_come(house.restaurant, NOON_BEFORE) == [days, evening]
    assert blocks_to_come(house.restaurant, at("2026-12-04 00:00")) == [evening]
    assert blocks_to_come(house.restaurant, at("2026-12-04 23:00")) == []
    with pytest.raises(errors.UnknownBlock):
        unblock(restaurant=make_house(NOON_BEFORE, slug="gods").restaurant, key=evening.key)
    unblock(restaurant=house.restaurant, key=evening.key)
    assert blocks_to_come(house.restaurant, NOON_BEFORE) == [days]


def test_a_service_day_lasts_until_its_last_turn_ends(house: House) -> None:
    make_service(house.restaurant, house.plan, name="Late", last_start=at("2026-12-04 00:30").time())
    after_midnight = block(house, "1", span=("2026-12-05 00:15", "2026-12-05 01:00"))
    assert blocks_on(house.restaurant, FRIDAY) == [after_midnight]
    assert blocks_on(house.restaurant, date(2026, 12, 5)) == [after_midnight]

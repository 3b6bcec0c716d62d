"""Do pins hold, and do two parties swap tables in one go, or not at all?"""

from datetime import datetime
from typing import Any

import pytest

from entracte.availability import refusals
from entracte.bookings import errors
from entracte.bookings.actions.milestones import Milestone, mark_milestone
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.pin import pin_booking
from entracte.bookings.actions.swap import swap_tables
from entracte.bookings.asker import Asker
from entracte.bookings.by_guest.change import GuestChange
from entracte.bookings.models import BookedTable, Booking
from entracte.bookings.overrides import Override
from entracte.bookings.queries import history_of
from entracte.bookings.wishes.ask import ask_for_change
from tests.builders import NOON_BEFORE, at
from tests.house import House, book, held, make_house
from tests.submits import somebody


def pin(house: House, booking: Booking, pinned: bool = True, version: int | None = None) -> Booking:
    return pin_booking(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        pinned=pinned,
        asker=Asker(actor=house.host, now=NOON_BEFORE, version=version),
    )


def swap(
    house: House,
    one: Booking,
    other: Booking,
    now: datetime = NOON_BEFORE,
    version: int | None = None,
    **more: Any,
) -> tuple[Booking, Booking]:
    return swap_tables(
        booking_id=one.pk,
        other_id=other.pk,
        restaurant=house.restaurant,
        asker=Asker(actor=house.host, now=now, version=version),
        **more,
    )


def test_a_pin_is_one_line_of_history_and_so_is_taking_it_out(house: House) -> None:
    booking = pin(house, book(house, NOON_BEFORE), version=1)
    assert (booking.is_pinned, booking.version) == (True, 2)
    pin(house, booking, pinned=False, version=2)
    made, pinned, unpinned = history_of(booking)
    assert (made.after["pinned"], pinned.what, pinned.actor) == (False, "pinned", house.host)
    assert (pinned.before, pinned.after) == ({"pinned": False}, {"pinned": True})
    assert (unpinned.before, unpinned.after) == ({"pinned": True}, {"pinned": False})
    assert not Booking.objects.get(pk=booking.pk).is_pinned


def test_a_pin_is_refused_by_name(house: House) -> None:
    booking = pin(house, book(house, NOON_BEFORE))
    with pytest.raises(errors.AlreadyDone):
        pin(house, booking)
    with pytest.raises(errors.StalePage):
        pin(house, booking, pinned=False, version=1)
    Booking.objects.filter(pk=booking.pk).update(status="cancelled")
    with pytest.raises(errors.IllegalChange):
        pin(house, booking, pinned=False)
    other = make_house(NOON_BEFORE, slug="stalls")
    with pytest.raises(errors.UnknownBooking):
        pin(other, booking)


def test_a_pinned_party_keeps_tables_chosen_by_hand_at_another_time(house: House) -> None:
    """The table for two takes these three because staff said so; a longer table is free, and stays so."""
    booking = move_booking(
        booking_id=book(house, NOON_BEFORE, party_size=3).pk,
        restaurant=house.restaurant,
        move=MoveRequest(tables=[house.tables["2"]]),
        asker=Asker(actor=house.host, now=NOON_BEFORE),
    )
    moved = move_booking(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        move=MoveRequest(starts_at=at("2026-12-04 20:00")),
        asker=Asker(actor=house.host, now=NOON_BEFORE),
    )
    assert (moved.is_pinned, held(moved)) == (True, [("2", "20:00", "21:45")])
    larger = move_booking(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        move=MoveRequest(party_size=5),
        asker=Asker(actor=house.host, now=NOON_BEFORE),
    )
    assert held(larger) == [("4", "20:00", "22:00")]


def test_two_parties_swap_tables_each_for_its_own_span(house: House) -> None:
    one, other = book(house, NOON_BEFORE), book(house, NOON_BEFORE, "2026-12-04 19:30")
    one, other = swap(house, one, other, version=1, other_version=1)
    assert (held(one), held(other)) == ([("2", "19:00", "20:30")], [("1", "19:30", "21:00")])
    assert (one.is_pinned, other.is_pinned, one.version, other.version) == (True, True, 2, 2)
    lines = [history_of(each)[-1] for each in (one, other)]
    assert [line.what for line in lines] == ["moved", "moved"]
    assert [line.reason for line in lines] == [
        "Swapped with the party of 2 at 19:30.",
        "Swapped with the party of 2 at 19:00.",
    ]
    assert [table["name"] for table in lines[0].after["tables"]] == ["2"]


def test_parties_of_two_days_swap_too(house: House) -> None:
    one, other = book(house, NOON_BEFORE), book(house, NOON_BEFORE, "2026-12-05 19:00")
    move_booking(
        booking_id=other.pk,
        restaurant=house.restaurant,
        move=MoveRequest(tables=[house.tables["2"]]),
        asker=Asker(actor=house.host, now=NOON_BEFORE),
    )
    swap(house, one, other)
    assert (held(one), held(other)) == ([("2", "19:00", "20:30")], [("1", "19:00", "20:30")])


def test_a_party_that_sits_swaps_from_now_on(house: House) -> None:
    one, other = book(house, NOON_BEFORE), book(house, NOON_BEFORE, "2026-12-04 19:30")
    mark_milestone(
        booking_id=one.pk,
        restaurant=house.restaurant,
        milestone=Milestone.SEATED,
        asker=Asker(actor=None, now=at("2026-12-04 19:00")),
    )
    swap(house, one, other, now=at("2026-12-04 19:20"))
    assert (held(one), held(other)) == ([("2", "19:20", "20:30")], [("1", "19:30", "21:00")])


def test_nobody_swaps_onto_a_third_partys_table(house: House) -> None:
    one = book(house, NOON_BEFORE, "2026-12-04 17:30")
    third = book(house, NOON_BEFORE, "2026-12-04 19:00")
    other = book(house, NOON_BEFORE, "2026-12-04 19:30")
    assert held(third)[0][0] == held(one)[0][0] == "1"
    before = (held(one), held(other), held(third))
    for override in (None, Override("The regulars' corner")):
        with pytest.raises(refusals.SlotGone):
            swap(house, one, other, override=override)
    assert (held(one), held(other), held(third)) == before
    swap(house, one, other, override=Override("The regulars' corner", shares_tables=True))
    assert (held(one), held(other)) == ([("2", "17:30", "19:00")], [("1", "19:30", "21:00")])
    shared = BookedTable.objects.filter(is_shared=True)
    assert [row.booking for row in shared] == [other]
    assert history_of(other)[-1].reason == (
        "Swapped with the party of 2 at 17:30. Past a limit: a shared table. The regulars' corner"
    )
    assert history_of(other)[-1].after["tables"][0]["shared"] is True


@pytest.mark.rule("D37")
def test_what_a_party_wishes_for_does_not_stand_in_its_own_way(house: House) -> None:
    """The wish for half past seven keeps table 2, since somebody has table 1 from half past eight on."""
    one, other = book(house, NOON_BEFORE), book(house, NOON_BEFORE, "2026-12-04 17:30", **somebody(1))
    book(house, NOON_BEFORE, "2026-12-04 20:30", **somebody(2))
    move_booking(
        booking_id=other.pk,
        restaurant=house.restaurant,
        move=MoveRequest(tables=[house.tables["2"]]),
        asker=Asker(actor=house.host, now=NOON_BEFORE),
    )
    ask_for_change(
        booking_id=one.pk,
        restaurant=house.restaurant,
        asker=Asker(actor=None, now=NOON_BEFORE, by_guest=True),
        wanted=GuestChange(starts_at=at("2026-12-04 19:30")),
    )
    wished = BookedTable.objects.filter(wish__booking=one)
    assert [(row.table.name, row.span.lower) for row in wished] == [("2", at("2026-12-04 19:30"))]
    swap(house, one, other)
    assert (held(one), held(other)) == ([("2", "19:00", "20:30")], [("1", "17:30", "19:00")])
    assert [(row.table.name, row.span.lower) for row in wished.all()] == [("2", at("2026-12-04 20:30"))]


def test_tables_must_suit_both_parties_unless_staff_say_why_not(house: House) -> None:
    one, other = book(house, NOON_BEFORE), book(house, NOON_BEFORE, party_size=5)
    with pytest.raises(refusals.SlotGone):
        swap(house, one, other)
    with pytest.raises(errors.NoReason):
        swap(house, one, other, override=Override("  "))
    swap(house, one, other, override=Override("They insist"))
    assert (held(one), held(other)) == ([("4", "19:00", "20:30")], [("1", "19:00", "21:00")])
    assert history_of(one)[-1].reason == (
        "Swapped with the party of 5 at 19:00. Past a limit: the covers of the table. They insist"
    )


def test_a_swap_is_refused_by_name(house: House) -> None:
    one, other = book(house, NOON_BEFORE), book(house, NOON_BEFORE)
    with pytest.raises(errors.NothingToSwap):
        swap(house, one, one)
    with pytest.raises(errors.NothingToSwap):
        swap(house, one, book(house, NOON_BEFORE, "2026-12-05 19:00"))
    with pytest.raises(errors.StalePage):
        swap(house, one, other, other_version=7)
    Booking.objects.filter(pk=other.pk).update(status="completed")
    with pytest.raises(errors.IllegalChange):
        swap(house, one, other)
    elsewhere = book(make_house(NOON_BEFORE, slug="stalls"), NOON_BEFORE)
    with pytest.raises(errors.UnknownBooking):
        swap(house, one, elsewhere)

"""Is the life of a booking as the contract has it, for every pair of statuses?"""

from itertools import product

import pytest

from entracte.bookings.choices import Status
from entracte.bookings.facts import BOOKING_COMPLETED, BOOKING_REOPENED
from entracte.bookings.models import Booking
from entracte.bookings.transitions import (
    TRANSITIONS,
    Tables,
    first_status,
    may_become,
    next_statuses,
    status_when_paid,
    undoing_step,
)
from entracte.restaurants.models import Restaurant

# Written out again from the contract: start, to.
CONTRACT = {
    ("pending", "confirmed"),
    ("pending", "cancelled"),
    ("pending_payment", "confirmed"),
    ("pending_payment", "pending"),
    ("pending_payment", "cancelled"),
    ("confirmed", "completed"),
    ("confirmed", "no_show"),
    ("confirmed", "cancelled"),
    ("completed", "confirmed"),
    ("no_show", "confirmed"),
    ("no_show", "completed"),
    ("cancelled", "confirmed"),
}


def booking(status: str, *, by_hand: bool) -> Booking:
    return Booking(status=status, restaurant=Restaurant(confirms_by_hand=by_hand))


def test_the_contract_names_six_statuses() -> None:
    assert [status.label for status in Status] == [
        "Pending",
        "Pending Payment",
        "Confirmed",
        "Completed",
        "No-show",
        "Cancelled",
    ]
    restaurants = [
        Restaurant(confirms_by_hand=by_hand, deposit_from_party=party)
        for by_hand, party in product((False, True), (None, 2))
    ]
    new = {first_status(restaurant, 2) for restaurant in restaurants}
    assert new == {Status.PENDING, Status.PENDING_PAYMENT, Status.CONFIRMED}


@pytest.mark.parametrize("by_hand", [False, True])
@pytest.mark.parametrize("start,to", list(product(Status.values, repeat=2)))
def test_every_pair_of_statuses_is_allowed_or_refused_as_the_contract_says(
    start: str, to: str, by_hand: bool
) -> None:
    assert (to in next_statuses(start)) == ((start, to) in CONTRACT)
    unused = ("pending_payment", "confirmed" if by_hand else "pending")
    expected = (start, to) in CONTRACT and (start, to) != unused
    assert may_become(booking(start, by_hand=by_hand), to) == expected


@pytest.mark.rule("D38")
@pytest.mark.parametrize("was", ["confirmed", "pending", "pending_payment"])
def test_a_guests_undo_leads_back_to_the_status_that_was(was: str) -> None:
    step = undoing_step(was)
    assert step is not None
    assert (step.start, step.to, step.tables) == ("cancelled", was, Tables.TAKEN_BACK)


@pytest.mark.rule("D38")
def test_a_guests_undo_leads_nowhere_else() -> None:
    assert [undoing_step(to) for to in ("completed", "no_show", "cancelled")] == [None] * 3


def test_each_step_stands_once_in_the_table() -> None:
    pairs = [(step.start, step.to) for step in TRANSITIONS]
    assert len(pairs) == len(set(pairs))


@pytest.mark.rule("R8")
def test_only_becoming_completed_is_announced_as_completed() -> None:
    shown = {(step.start, step.to) for step in TRANSITIONS if step.fact == BOOKING_COMPLETED}
    assert shown == {(step.start, step.to) for step in TRANSITIONS if step.to == Status.COMPLETED}
    reopened = {(step.start, step.to) for step in TRANSITIONS if step.fact == BOOKING_REOPENED}
    assert reopened == {(Status.COMPLETED, Status.CONFIRMED)}


def test_cancelled_and_no_show_bookings_hold_no_table() -> None:
    for step in TRANSITIONS:
        frees = step.to in (Status.CANCELLED, Status.NO_SHOW)
        assert (step.tables is Tables.FREED) == frees


@pytest.mark.parametrize(
    "deposit_from,party,by_hand,first",
    [
        (None, 60, False, "confirmed"),
        (None, 2, True, "pending"),
        (6, 5, False, "confirmed"),
        (6, 6, False, "pending_payment"),
        (6, 7, True, "pending_payment"),
        (6, 5, True, "pending"),
    ],
)
def test_a_new_booking_waits_for_its_deposit_then_for_the_restaurant(
    deposit_from: int | None, party: int, by_hand: bool, first: str
) -> None:
    restaurant = Restaurant(deposit_from_party=deposit_from, confirms_by_hand=by_hand)
    assert first_status(restaurant, party) == first


@pytest.mark.parametrize("by_hand,then", [(False, "confirmed"), (True, "pending")])
def test_a_paid_booking_still_waits_where_staff_confirm_by_hand(by_hand: bool, then: str) -> None:
    assert status_when_paid(Restaurant(confirms_by_hand=by_hand)) == then

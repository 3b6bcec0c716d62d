"""What happens when a wish meets others at the same moment, on real connections?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from entracte.availability.refusals import SlotGone
from entracte.bookings.actions.book import Booked
from entracte.bookings.actions.hold import hold_slot
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.by_guest.cancel import cancel_by_guest
from entracte.bookings.by_guest.change import GuestChange
from entracte.bookings.errors import AlreadyDone, StalePage, WishOver, WishWaits
from entracte.bookings.models import BookedTable, Booking, Change, GuestWish, Hold
from entracte.bookings.wishes.answer import accept_wish, decline_wish
from entracte.bookings.wishes.ask import ask_for_change, withdraw_wish
from entracte.bookings.wishes.expire import end_expired_wishes
from tests.builders import NOON_BEFORE, at
from tests.database.bookings.test_guest_races import LAST, by_guest, leave_one_table, two_guests
from tests.database.bookings.test_races import at_once, submit
from tests.house import House, edit, held

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("D37")]


@pytest.fixture
def booking(house: House) -> Booking:
    """The booking of a guest in a restaurant that confirms each change, and one table left for the wish."""
    leave_one_table(house)
    [booking, _] = two_guests(house)
    edit(house, house.restaurant, confirms_by_hand=True)
    return booking


def asking(house: House, booking: Booking, start: str = LAST, version: int | None = 1) -> Callable[[], Any]:
    return lambda: ask_for_change(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        asker=by_guest(version),
        wanted=GuestChange(starts_at=at(start)),
    )


def by_staff(house: House, booking: Booking, action: Any, **more: Any) -> Callable[[], Any]:
    asker = Asker(actor=house.host, now=NOON_BEFORE)
    return lambda: action(booking_id=booking.pk, restaurant=house.restaurant, asker=asker, **more)


def pressed_by_guest(house: House, booking: Booking, action: Any) -> Callable[[], Any]:
    return lambda: action(booking_id=booking.pk, restaurant=house.restaurant, asker=by_guest(None))


def wished(house: House, booking: Booking) -> dict[str, str]:
    asking(house, booking)()
    return {"key": GuestWish.objects.get().key}


def kept() -> int:
    return BookedTable.objects.filter(wish__isnull=False).count()


def the_last_table_is_taken_once() -> bool:
    """Say so; the constraint would have refused more."""
    return BookedTable.objects.filter(span__contains=at(LAST)).count() == 4


def test_of_a_wish_and_a_new_guest_one_gets_the_last_table(house: House, booking: Booking) -> None:
    answers = at_once([asking(house, booking), lambda: submit(house, 30, starts_at=LAST)])
    assert sorted(isinstance(answer, SlotGone) for answer in answers) == [False, True]
    assert the_last_table_is_taken_once()
    assert kept() == sum(isinstance(answer, Booking) for answer in answers)


def test_of_two_wishes_for_the_last_table_one_gets_it(house: House, booking: Booking) -> None:
    other = Booking.objects.exclude(pk=booking.pk).get(starts_at=booking.starts_at)
    answers = at_once([asking(house, booking), asking(house, other)])
    assert Counter(type(answer) for answer in answers) == {Booking: 1, SlotGone: 1}
    assert (the_last_table_is_taken_once(), kept()) == (True, 1)


def test_of_a_wish_and_a_hold_one_gets_the_last_table(house: House, booking: Booking) -> None:
    def hold() -> Hold:
        return hold_slot(
            restaurant=house.restaurant,
            widget=house.widgets["none"],
            visitor="v",
            address="a",
            starts_at=at(LAST),
            party_size=2,
            now=NOON_BEFORE,
        )

    answers = at_once([asking(house, booking), hold])
    assert sorted(isinstance(answer, SlotGone) for answer in answers) == [False, True]
    assert the_last_table_is_taken_once()


def test_a_host_who_moves_another_party_there_is_refused_or_the_wish_is(
    house: House, booking: Booking
) -> None:
    other = Booking.objects.exclude(pk=booking.pk).get(starts_at=booking.starts_at)
    moving = by_staff(house, other, move_booking, move=MoveRequest(starts_at=at(LAST)))
    answers = at_once([asking(house, booking), moving])
    assert Counter(type(answer) for answer in answers) == {Booking: 1, SlotGone: 1}
    assert the_last_table_is_taken_once()


def test_in_two_tabs_one_wish_is_made_and_a_double_press_is_one(house: House, booking: Booking) -> None:
    answers = at_once([asking(house, booking)] * 3 + [asking(house, booking, "2026-12-06 19:00")] * 2)
    done = Counter(type(answer) for answer in answers)
    assert done[Booking] == 1
    assert set(done) <= {Booking, AlreadyDone, StalePage}
    assert (GuestWish.objects.filter(state="waiting").count(), kept()) == (1, 1)
    answers = at_once([asking(house, booking, "2026-12-07 19:00", None)] * 2)
    assert Counter(type(answer) for answer in answers) == {WishWaits: 2}


def test_accepting_against_taking_back_does_one_of_the_two(house: House, booking: Booking) -> None:
    key = wished(house, booking)
    accepting = by_staff(house, booking, accept_wish, **key)
    answers = at_once([accepting, pressed_by_guest(house, booking, withdraw_wish)])
    booking.refresh_from_db()
    is_accepted = booking.starts_at == at(LAST)
    assert Counter(type(answer) for answer in answers) == {
        Booking: 1,
        (AlreadyDone if is_accepted else WishOver): 1,
    }
    assert GuestWish.objects.get().state == ("accepted" if is_accepted else "withdrawn")
    assert (kept(), len(held(booking))) == (0, 1)


@pytest.mark.parametrize("answer", [accept_wish, decline_wish])
def test_an_answer_pressed_by_two_hosts_is_given_once(house: House, booking: Booking, answer: Any) -> None:
    answering = by_staff(house, booking, answer, **wished(house, booking))
    assert Counter(type(each) for each in at_once([answering] * 3)) == {Booking: 1, WishOver: 2}
    assert Change.objects.filter(booking=booking).count() == 3
    assert kept() == 0


@pytest.mark.parametrize("by", ["the guest", "staff"])
def test_cancelling_against_accepting_leaves_no_table_held_for_nothing(
    house: House, booking: Booking, by: str
) -> None:
    accepting = by_staff(house, booking, accept_wish, **wished(house, booking))
    cancelling = (
        pressed_by_guest(house, booking, cancel_by_guest)
        if by == "the guest"
        else by_staff(house, booking, change_status, to="cancelled")
    )
    answers = at_once([accepting, cancelling])
    booking.refresh_from_db()
    assert (booking.status, held(booking), kept()) == ("cancelled", [], 0)
    assert isinstance(answers[1], Booking)
    assert isinstance(answers[0], Booking | WishOver)
    assert GuestWish.objects.get().state == ("accepted" if isinstance(answers[0], Booking) else "overtaken")


def test_the_end_of_its_hours_against_an_answer_ends_a_wish_once(house: House, booking: Booking) -> None:
    key = wished(house, booking)
    over_at = GuestWish.objects.get().expires_at
    asker = Asker(actor=house.host, now=NOON_BEFORE)
    at_once(
        [
            lambda: accept_wish(booking_id=booking.pk, restaurant=house.restaurant, asker=asker, **key),
            lambda: end_expired_wishes(now=over_at),
            lambda: submit(house, 40, starts_at=LAST),
        ]
    )
    booking.refresh_from_db()
    is_accepted = booking.starts_at == at(LAST)
    assert GuestWish.objects.get().state == ("accepted" if is_accepted else "expired")
    assert (kept(), len(held(booking))) == (0, 1)
    assert BookedTable.objects.filter(span__contains=at(LAST)).count() in (3, 4)


def test_whoever_comes_after_the_hours_has_the_table_before_the_wish_is_written_off(
    house: House, booking: Booking
) -> None:
    wished(house, booking)
    GuestWish.objects.update(expires_at=NOON_BEFORE)
    answers = at_once(
        [lambda: submit(house, 41, starts_at=LAST), lambda: end_expired_wishes(now=NOON_BEFORE)]
    )
    assert isinstance(answers[0], Booked)
    assert (GuestWish.objects.get().state, kept()) == ("expired", 0)

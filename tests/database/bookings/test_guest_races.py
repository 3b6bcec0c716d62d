"""What happens when guests change and cancel by their links just as others do, on real connections?"""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from entracte.availability.refusals import SlotGone
from entracte.bookings.actions.hold import hold_slot
from entracte.bookings.actions.milestones import Milestone, mark_milestone
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.asker import Asker
from entracte.bookings.by_guest.cancel import cancel_by_guest, undo_cancel_by_guest
from entracte.bookings.by_guest.change import GuestChange, change_by_guest
from entracte.bookings.errors import AlreadyDone, NotChanged, PartyHasCome, StalePage
from entracte.bookings.models import BookedTable, Booking, Change, Hold
from tests.builders import NOON_BEFORE, at
from tests.database.bookings.test_races import at_once, submit
from tests.house import House, book, held

pytestmark = pytest.mark.django_db(transaction=True)
LAST = "2026-12-05 19:00"


def by_guest(version: int | None = 1) -> Asker:
    return Asker(actor=None, now=NOON_BEFORE, version=version, by_guest=True)


def changing_to(house: House, booking: Booking, start: str = LAST) -> Callable[[], Booking]:
    return lambda: change_by_guest(
        booking_id=booking.pk,
        restaurant=house.restaurant,
        asker=by_guest(),
        wanted=GuestChange(starts_at=at(start)),
    )


def pressing(
    action: Callable[..., Any], house: House, booking: Booking, *, version: int | None
) -> Callable[[], Any]:
    return lambda: action(booking_id=booking.pk, restaurant=house.restaurant, asker=by_guest(version))


def two_guests(house: House) -> list[Booking]:
    people = [{"last_name": f"Guest{each}", "email": f"{each}@example.org", "phone": ""} for each in (1, 2)]
    return [book(house, NOON_BEFORE, **person) for person in people]


def leave_one_table(house: House) -> None:
    for number, size in enumerate((1, 2, 4), start=10):
        submit(house, number, starts_at=LAST, party_size=size, last_name=f"Other{number}")


@pytest.mark.rule("D37")
def test_of_two_guests_who_change_onto_the_last_table_one_gets_it_and_one_keeps_their_own(
    house: House,
) -> None:
    leave_one_table(house)
    bookings = two_guests(house)
    had = {booking.pk: held(booking) for booking in bookings}
    answers = at_once([changing_to(house, booking) for booking in bookings])
    assert Counter(type(answer) for answer in answers) == {Booking: 1, SlotGone: 1}
    for booking, answer in zip(bookings, answers, strict=True):
        booking.refresh_from_db()
        is_moved = isinstance(answer, Booking)
        assert (booking.starts_at == at(LAST)) == is_moved
        assert (held(booking) == had[booking.pk]) != is_moved
    assert BookedTable.objects.filter(span__contains=at(LAST)).count() == 4


@pytest.mark.rule("D37")
def test_of_a_changing_guest_and_a_new_one_one_gets_the_last_table(house: House) -> None:
    leave_one_table(house)
    [booking, _] = two_guests(house)
    answers = at_once([changing_to(house, booking), lambda: submit(house, 30, starts_at=LAST)])
    assert sorted(isinstance(answer, SlotGone) for answer in answers) == [False, True]


@pytest.mark.rule("D37")
def test_of_a_changing_guest_and_one_who_holds_one_gets_the_last_table(house: House) -> None:
    leave_one_table(house)
    [booking, _] = two_guests(house)

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

    answers = at_once([changing_to(house, booking), hold])
    assert sorted(isinstance(answer, SlotGone) for answer in answers) == [False, True]
    assert BookedTable.objects.filter(span__contains=at(LAST)).count() == 4


@pytest.mark.rule("D37")
def test_a_guest_and_a_host_who_change_one_booking_do_so_one_after_the_other(house: House) -> None:
    [booking, _] = two_guests(house)

    def host() -> Booking:
        return move_booking(
            booking_id=booking.pk,
            restaurant=house.restaurant,
            move=MoveRequest(starts_at=at("2026-12-06 18:00")),
            asker=Asker(actor=house.host, now=NOON_BEFORE, version=1),
        )

    answers = at_once([changing_to(house, booking), host])
    assert Counter(type(answer) for answer in answers) == {Booking: 1, StalePage: 1}
    assert Change.objects.filter(booking=booking).count() == 2
    assert len(held(booking)) == 1


@pytest.mark.rule("D38")
def test_cancelling_against_seated_does_one_of_the_two(house: House) -> None:
    [booking, _] = two_guests(house)

    def host() -> Booking:
        return mark_milestone(
            booking_id=booking.pk,
            restaurant=house.restaurant,
            milestone=Milestone.SEATED,
            asker=Asker(actor=house.host, now=NOON_BEFORE),
        )

    answers = at_once([pressing(cancel_by_guest, house, booking, version=None), host])
    refused = [answer for answer in answers if isinstance(answer, NotChanged)]
    booking.refresh_from_db()
    assert len(refused) == 1
    is_cancelled = booking.status == "cancelled"
    assert is_cancelled == (not isinstance(refused[0], PartyHasCome))
    assert is_cancelled == (booking.seated_at is None)
    assert bool(held(booking)) != is_cancelled


@pytest.mark.rule("D38")
def test_cancelling_in_two_tabs_cancels_once_and_so_does_its_undo(house: House) -> None:
    [booking, _] = two_guests(house)
    for action, version in ((cancel_by_guest, 1), (undo_cancel_by_guest, 2)):
        answers = at_once([pressing(action, house, booking, version=version)] * 4)
        assert Counter(type(answer) for answer in answers) == {Booking: 1, AlreadyDone: 3}
    assert Change.objects.filter(booking=booking).count() == 3


@pytest.mark.rule("D38")
def test_of_an_undo_and_a_new_guest_one_gets_the_table(house: House) -> None:
    for number, size in enumerate((2, 4), start=10):
        submit(house, number, party_size=size, last_name=f"Other{number}")
    [booking, _] = two_guests(house)
    cancel_by_guest(booking_id=booking.pk, restaurant=house.restaurant, asker=by_guest())
    answers = at_once([pressing(undo_cancel_by_guest, house, booking, version=2), lambda: submit(house, 30)])
    assert sum(isinstance(answer, NotChanged | SlotGone) for answer in answers) == 1
    assert BookedTable.objects.filter(span__contains=at("2026-12-04 19:00")).count() == 4

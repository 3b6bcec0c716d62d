"""Does the guest of a wish read what was asked, until when it waits, and that the booking stands (D37)?"""

from datetime import timedelta

import pytest

from entracte.bookings.choices import Status
from entracte.bookings.models import Booking, GuestWish
from entracte.bookings.queries import changes_after
from entracte.bookings.wishes.answer import accept_wish, decline_wish
from entracte.mail.letters import BY_NAME, is_superseded
from entracte.mail.models import Letter, LetterState
from entracte.mail.outbox import put_in_outbox
from entracte.mail.unsent import why_not_sent
from tests.builders import NOON_BEFORE
from tests.database.mail.letters.correspondence import (
    asked_by,
    become,
    last_change,
    letter_names,
    moved,
    wished,
    withdrawn,
    written,
)
from tests.house import House, book, edit

SATURDAY = "2026-12-05 19:00"
pytestmark = pytest.mark.rule("D37")


@pytest.fixture
def wishing(house: House) -> Booking:
    """Ana, who asks for Saturday and for four, which is more than guests change to themselves."""
    edit(house, house.restaurant, change_largest=3)
    return wished(house, book(house, NOON_BEFORE), SATURDAY, 4)


def in_outbox(booking: Booking) -> Letter:
    """Let the job of the last line of history run, and return the letter as the worker reads it."""
    put_in_outbox(last_change(booking).pk, at=NOON_BEFORE)
    rows = Letter.objects.select_related("booking__restaurant", "change")
    return rows.get(change=last_change(booking))


def why_unsent(letter: Letter, after: timedelta = timedelta(minutes=1)) -> LetterState | None:
    read_again = Letter.objects.select_related("booking__restaurant", "change").get(pk=letter.pk)
    unsent = why_not_sent(read_again, at=NOON_BEFORE + after)
    return unsent[0] if unsent else None


def test_it_says_what_was_asked_until_when_and_that_the_booking_stands(wishing: Booking) -> None:
    assert letter_names(wishing) == ["wish_waits"]
    letter = written(wishing)
    assert letter.subject == "The change of your booking at The Prompt Side waits for an answer"
    assert (
        "You asked for a change\n\n"
        "Hello Ana,\n\n"
        "You asked for this: Sat 5 Dec, 19:00, 4 people.\n\n"
        "The restaurant answers by letter, by Fri 4 Dec, 12:00. Until then that table is kept for you, and "
        "your booking stays as it is.\n\n"
        "When: Fri 4 Dec, 19:00\n"
        "Yours until: 20:30\n"
        "For: 2 people\n"
    ) in letter.text


def test_it_waits_a_moment_and_goes_while_nothing_is_answered(wishing: Booking) -> None:
    letter = in_outbox(wishing)
    assert letter.due_at - letter.created_at == timedelta(minutes=1)
    assert why_unsent(letter) is None
    assert why_unsent(letter, timedelta(hours=24)) == LetterState.SUPERSEDED


@pytest.mark.parametrize("meanwhile", ["withdrawn", "accepted", "declined", "moved", "cancelled"])
def test_what_happens_to_the_wish_before_it_is_sent_takes_it_back(
    house: House, wishing: Booking, meanwhile: str
) -> None:
    """Staff write no letter of their own here, so that none takes its place."""
    letter, key = in_outbox(wishing), GuestWish.objects.get().key
    quietly = asked_by(house, guest_gets_letter=False)
    match meanwhile:
        case "withdrawn":
            withdrawn(house, wishing)
        case "accepted":
            accept_wish(booking_id=wishing.pk, restaurant=house.restaurant, key=key, asker=quietly)
        case "declined":
            decline_wish(booking_id=wishing.pk, restaurant=house.restaurant, key=key, asker=quietly)
        case "moved":
            moved(house, wishing, "2026-12-06 18:00", guest_gets_letter=False)
        case _:
            become(house, wishing, Status.CANCELLED, guest_gets_letter=False)
    assert why_unsent(letter) == LetterState.SUPERSEDED


def test_it_takes_the_place_of_an_earlier_wish_and_of_no_other_letter(house: House, wishing: Booking) -> None:
    """It may be taken back itself, and a guest without the letter about the booking would have none."""
    lines = changes_after(0, wishing.pk)
    assert [each.what for each in lines] == ["made", "wished"]
    assert not is_superseded(BY_NAME["booked"], lines[0], lines[1:])
    first = in_outbox(wishing)
    withdrawn(house, wishing)
    wished(house, wishing, "2026-12-05 20:00", 4)
    assert why_unsent(first) == LetterState.SUPERSEDED
    assert why_unsent(in_outbox(wishing)) is None

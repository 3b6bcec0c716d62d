"""Can nobody shoot letters at an address, and is one that takes no letters left alone?"""

from typing import Any

import pytest

from entracte.bookings.asker import Asker
from entracte.jobs.tries import TryLater
from entracte.mail.by_hand import may_go_again, send_again
from entracte.mail.marks import mark_of, take_mark_off
from entracte.mail.models import Letter
from tests.bridge import Clock
from tests.builders import NOON_BEFORE
from tests.contract.mail.post_office import all_go, booked, fates
from tests.database.mail.letters.correspondence import become
from tests.house import House, make_house
from tests.mailbox import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)
TOO_MANY = "This address got too many letters within a day. Send it again if it is meant."
HOUR_IS_OVER = "The restaurant’s letters of this hour are used up. It waits for the next."
MARKED = "A letter to this address came back. If it is right, press Write to it again first."


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON_BEFORE)


@pytest.fixture
def house() -> House:
    return make_house(NOON_BEFORE)


def pressed(house: House, clock: Clock, letter: Letter) -> bool:
    return send_again(letter, Asker(actor=house.host, now=clock()))


@pytest.mark.rule("D34")
def test_an_address_gets_so_many_letters_a_day_however_it_is_written_and_more_by_a_press(
    house: House, mailbox: Mailbox, clock: Clock, settings: Any
) -> None:
    settings.LETTERS_PER_ADDRESS = 2
    for day, address in enumerate(("ana@example.org", "Ana@Example.org", "ANA@example.org"), start=4):
        booked(house, clock, day, address)
    all_go(clock)
    assert fates() == [("booked", "sent", ""), ("booked", "sent", ""), ("booked", "failed", TOO_MANY)]
    assert pressed(house, clock, Letter.objects.latest("id"))
    all_go(clock)
    assert fates()[2] == ("booked", "sent", "")
    clock.passes(hours=25)
    booked(house, clock, 10)
    all_go(clock)
    assert len(mailbox.letters()) == 4


def test_a_restaurants_letters_of_an_hour_are_limited_and_the_rest_wait(
    house: House, mailbox: Mailbox, clock: Clock, settings: Any
) -> None:
    settings.LETTERS_PER_RESTAURANT = 2
    for day in range(4, 7):
        booked(house, clock, day, f"guest{day}@example.org")
    other = make_house(NOON_BEFORE, slug="other")
    booked(other, clock, 4, "else@example.org")
    all_go(clock)
    sent = ("booked", "sent", "")
    assert fates() == [sent, sent, ("booked", "waiting", HOUR_IS_OVER), sent]
    clock.passes(minutes=61)
    all_go(clock)
    assert fates() == [sent] * 4


def test_an_address_that_is_refused_is_marked_for_this_restaurant_until_staff_take_the_mark_off(
    house: House, mailbox: Mailbox, clock: Clock
) -> None:
    mailbox.fault("550", times=1)
    booked(house, clock, 4)
    all_go(clock)
    mark = mark_of(house.restaurant.pk, "Ana@example.org")
    assert mark is not None
    assert mark.reason == "The mail server answered 550: 5.1.1 No such mailbox here"
    booked(house, clock, 5)
    all_go(clock)
    assert fates()[1] == ("booked", "failed", MARKED)
    booked(make_house(NOON_BEFORE, slug="other"), clock, 4)
    all_go(clock)
    assert len(mailbox.letters()) == 1
    assert take_mark_off(restaurant=house.restaurant, address="ana@example.org")
    assert not take_mark_off(restaurant=house.restaurant, address="ana@example.org")
    assert pressed(house, clock, Letter.objects.all()[1])
    all_go(clock)
    assert len(mailbox.letters()) == 2


def test_a_refusal_that_is_not_about_the_address_marks_it_not(
    house: House, mailbox: Mailbox, clock: Clock
) -> None:
    mailbox.fault("550", times=1, at="data")
    booked(house, clock)
    all_go(clock)
    assert mark_of(house.restaurant.pk, "ana@example.org") is None


@pytest.mark.parametrize("kept, came", [(True, 2), (False, 1)])
def test_a_letter_that_was_perhaps_sent_goes_again_by_one_press_only(
    house: House, mailbox: Mailbox, clock: Clock, kept: bool, came: int
) -> None:
    mailbox.fault("cut_after_dot", times=1, kept=kept)
    booked(house, clock)
    all_go(clock)
    letter = Letter.objects.get()
    assert (letter.state, may_go_again(letter)) == ("perhaps_sent", True)
    assert [pressed(house, clock, letter) for _ in range(2)] == [True, False]
    all_go(clock)
    again = Letter.objects.get()
    assert (again.state, again.pressed_by) == ("sent", house.host)
    assert len(mailbox.letters()) == came


def test_a_press_sends_a_new_message_and_the_tries_of_one_sending_are_one_message(
    house: House, mailbox: Mailbox, clock: Clock
) -> None:
    mailbox.fault("451", times=1)
    booked(house, clock)
    with pytest.raises(TryLater):
        all_go(clock)
    first = Letter.objects.get().message_id
    clock.passes(minutes=5)
    all_go(clock)
    assert pressed(house, clock, Letter.objects.get())
    mailbox.fault("451", times=1)
    with pytest.raises(TryLater):
        all_go(clock)
    second = Letter.objects.get().message_id
    clock.passes(minutes=5)
    all_go(clock)
    letters = mailbox.letters()
    assert [dict(each["headers"])["Message-ID"] for each in letters] == [second, first]
    assert first != second


def test_a_press_sends_no_letter_that_is_not_true_any_more(
    house: House, mailbox: Mailbox, clock: Clock
) -> None:
    mailbox.fault("550", times=1, at="data")
    booking = booked(house, clock)
    all_go(clock)
    become(house, booking, "cancelled")
    assert pressed(house, clock, Letter.objects.get())
    all_go(clock)
    assert fates() == [("booked", "superseded", "")]
    assert not may_go_again(Letter.objects.get())
    assert not pressed(house, clock, Letter.objects.get())

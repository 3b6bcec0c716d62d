"""Do letters go as the restaurant has chosen: which, and in whose name?"""

import pytest

from entracte.mail.letters.own_settings import LetterChoices, save_letter_settings
from tests.bridge import Clock
from tests.builders import NOON_BEFORE
from tests.contract.mail.post_office import all_go, booked, fates
from tests.house import House, make_house
from tests.mailbox import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON_BEFORE)


@pytest.fixture
def house() -> House:
    return make_house(NOON_BEFORE)


def choose(house: House, *switched_off: str, from_name: str = "") -> None:
    choices = LetterChoices(list(switched_off), from_name)
    save_letter_settings(restaurant=house.restaurant, choices=choices)


def test_a_letter_that_is_switched_off_is_not_written(house: House, mailbox: Mailbox, clock: Clock) -> None:
    choose(house, "booked")
    booked(house, clock)
    all_go(clock)
    assert (fates(), mailbox.letters()) == ([], [])
    choose(house, "changed")
    booked(house, clock, 5, "ben@example.org")
    all_go(clock)
    assert [letter["to"] for letter in mailbox.letters()] == [["ben@example.org"]]


def test_a_letter_comes_in_the_chosen_name(house: House, mailbox: Mailbox, clock: Clock) -> None:
    booked(house, clock)
    all_go(clock)
    choose(house, from_name="Tables, at the Prompt Side")
    booked(house, clock, 5, "ben@example.org")
    all_go(clock)
    later, first = (letter["from"].split(" <")[0] for letter in mailbox.letters())
    assert (first, later) == (house.restaurant.name, '"Tables, at the Prompt Side"')


def test_what_one_restaurant_chose_is_nothing_to_another(
    house: House, mailbox: Mailbox, clock: Clock
) -> None:
    choose(make_house(NOON_BEFORE, slug="stage-door"), "booked", from_name="Theirs")
    booked(house, clock)
    all_go(clock)
    [letter] = mailbox.letters()
    assert "Theirs" not in letter["from"]

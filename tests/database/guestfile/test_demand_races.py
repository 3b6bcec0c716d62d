"""What happens when a guest is given out or erased twice at the same moment, on real connections?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from entracte.bookings.asker import Asker
from entracte.bookings.choices import Demanded
from entracte.bookings.demands.link import DemandOver
from entracte.bookings.models import Change, Demand
from entracte.bookings.own_link import WrongLink
from entracte.guestfile.demands import ask_for, carry_out
from entracte.guestfile.erase import erase_guest
from entracte.guestfile.retention import erase_kept_long_enough
from entracte.guests.models import Guest
from entracte.guests.retention import retention_of, save_retention
from entracte.mail.models import Letter
from tests.builders import NOON_BEFORE, at
from tests.database.bookings.test_races import at_once
from tests.database.staff_letters import A_MAIL_SERVER
from tests.house import House, book, make_house

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rule("D40")]
AFTER = at("2026-12-06 12:00")


@pytest.fixture
def house(settings: object) -> House:
    settings.MAIL_BACKEND = A_MAIL_SERVER  # type: ignore[attr-defined]
    return make_house(NOON_BEFORE)


def asked(house: House, what: Demanded) -> Demand:
    booking = book(house, NOON_BEFORE)
    ask_for(booking, what, now=AFTER)
    return Demand.objects.select_related("booking__restaurant").get()


def pressing(demand: Demand) -> Callable[[], None]:
    return lambda: carry_out(demand, now=AFTER)


@pytest.mark.parametrize("what", Demanded)
def test_of_presses_at_once_one_does_it(house: House, what: Demanded) -> None:
    demand = asked(house, what)
    answers = at_once([pressing(demand)] * 4)
    assert Counter(type(answer) for answer in answers) == {type(None): 1, DemandOver: 3}
    is_erasure = what == Demanded.ERASURE
    assert Change.objects.filter(what="erased").count() == int(is_erasure)
    assert Letter.objects.filter(kind="everything").count() == int(not is_erasure)


def test_a_guest_and_a_manager_erase_at_once(house: House) -> None:
    demand = asked(house, Demanded.ERASURE)
    guest = Guest.objects.get()
    asker = Asker(actor=house.host, now=AFTER)
    answers = at_once(
        [pressing(demand), lambda: erase_guest(restaurant=house.restaurant, guest=guest, asker=asker)]
    )
    assert [answer for answer in answers if answer is not None and type(answer) is not DemandOver] == []
    assert Guest.objects.exclude(email="").count() == 0


def test_asking_at_once_writes_one_letter(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    answers = at_once([lambda: ask_for(booking, Demanded.EVERYTHING, now=AFTER)] * 4)
    assert answers == [None] * 4
    assert Letter.objects.filter(kind="ask_everything").count() == 1


def test_two_workers_with_one_guest_to_erase_count_one(house: House) -> None:
    book(house, NOON_BEFORE)
    guest = Guest.objects.get()
    later = AFTER + timedelta(days=100)
    save_retention(restaurant=house.restaurant, months=1, now=AFTER)
    answers = at_once([lambda: erase_kept_long_enough(guest.pk, at=later)] * 4)
    assert answers == [None] * 4
    assert Change.objects.filter(what="erased").count() == 1
    assert retention_of(house.restaurant.pk).erased == 1


@pytest.mark.parametrize("what", Demanded)
def test_nothing_is_left_of_who_asks_while_a_manager_erases(house: House, what: Demanded) -> None:
    booking = book(house, NOON_BEFORE)
    guest = Guest.objects.get()
    asker = Asker(actor=house.host, now=AFTER)
    answers = at_once(
        [
            lambda: ask_for(booking, what, now=AFTER),
            lambda: erase_guest(restaurant=house.restaurant, guest=guest, asker=asker),
        ]
    )
    assert [answer for answer in answers if answer is not None and type(answer) is not WrongLink] == []
    assert (Demand.objects.count(), Letter.objects.count()) == (0, 0)

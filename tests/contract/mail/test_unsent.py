"""Is a letter that is not true any more left out, and one that comes too late too, and do both say so?"""

from datetime import timedelta
from typing import Any

import pytest

from entracte.mail import composing, post
from entracte.mail.models import Letter
from tests.bridge import Clock
from tests.builders import NOON_BEFORE
from tests.contract.mail.post_office import all_go, announced, fates
from tests.database.mail.letters.correspondence import become, moved
from tests.house import House, book, make_house
from tests.mailbox import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON_BEFORE)


@pytest.fixture
def house() -> House:
    return make_house(NOON_BEFORE)


def test_a_booking_changed_twice_within_a_minute_makes_one_letter(
    house: House, mailbox: Mailbox, clock: Clock
) -> None:
    booking = book(house, NOON_BEFORE)
    announced(booking, clock)
    all_go(clock)
    for start in ("2026-12-04 18:00", "2026-12-04 20:00"):
        clock.passes(seconds=20)
        announced(moved(house, booking, start, now=clock()), clock)
        all_go(clock)
    assert len(mailbox.letters()) == 1
    clock.passes(seconds=60)
    all_go(clock)
    assert fates() == [("booked", "sent", ""), ("changed", "superseded", ""), ("changed", "sent", "")]
    newest = mailbox.letters()[0]["text"]
    assert "20:00" in newest
    assert "18:00" not in newest


def test_a_cancelled_booking_is_not_called_booked_by_a_letter_that_still_waits(
    house: House, mailbox: Mailbox, clock: Clock
) -> None:
    mailbox.fault("away")
    booking = book(house, NOON_BEFORE)
    announced(booking, clock)
    announced(become(house, booking, "cancelled"), clock)
    mailbox.clear_faults()
    all_go(clock)
    assert fates() == [("booked", "superseded", ""), ("cancelled", "sent", "")]
    assert len(mailbox.letters()) == 1


def test_a_letter_that_comes_after_the_visit_is_dropped_and_says_so(
    house: House, mailbox: Mailbox, clock: Clock
) -> None:
    booking = book(house, NOON_BEFORE)
    announced(booking, clock)
    clock.now = booking.ends_at + timedelta(seconds=1)
    all_go(clock)
    assert fates() == [("booked", "dropped", "Its time was over before it could be sent.")]
    assert mailbox.letters() == []


def test_a_letter_that_cannot_be_written_fails_and_holds_no_other_back(
    house: House, mailbox: Mailbox, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):
        booking = book(house, NOON_BEFORE, f"2026-12-0{4 + number} 19:00", email=f"guest{number}@example.org")
        announced(booking, clock)
    compose, first = composing.compose, Letter.objects.earliest("id")

    def fails_for_the_first(letter: Letter) -> Any:
        if letter.pk == first.pk:
            raise KeyError(letter.to_address)
        return compose(letter)

    monkeypatch.setattr(post, "compose", fails_for_the_first)
    all_go(clock)
    assert [state for _, state, _ in fates()] == ["failed", "sent"]
    assert fates()[0][2] == "Entracte met an error while it wrote this letter."

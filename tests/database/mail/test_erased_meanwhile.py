"""Is nothing written about a guest who is being erased at the same moment?"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction

from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.choices import Status
from entracte.bookings.feedback.give import give_feedback
from entracte.bookings.models import Booking, Feedback
from entracte.guestfile.erase import erase_guest
from entracte.mail.bounces.note_bounce import note_called_spam, note_came_back
from entracte.mail.by_hour.thanks import thank_guest
from entracte.mail.models import Letter, MarkedAddress
from entracte.mail.outbox import put_in_outbox
from entracte.mail.post import post_next
from entracte.mail.sending.outcome import Fate, Outcome
from entracte.mail.sending.smtp import Backend
from tests.builders import NOON_BEFORE, at
from tests.database.bookings.test_races import until_somebody_waits
from tests.database.mail.letters.correspondence import become, last_change
from tests.house import House, book, make_house

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = pytest.mark.rule("D40")
EVENING = at("2026-12-04 20:40")
Work = Callable[[Booking], Any]


class ErasedMeanwhile(Backend):
    """A mail server that refuses the address, and takes its time."""

    @staticmethod
    def meanwhile() -> None:
        """What happens while it does."""

    def outcome_of(self, message: Any) -> Outcome:
        self.meanwhile()
        return Outcome(Fate.ADDRESS_REFUSED, f"No mailbox {message.to[0]}.")


def erase(house: House, booking: Booking) -> None:
    erase_guest(
        restaurant=house.restaurant, guest=booking.guest, asker=Asker(actor=house.host, now=NOON_BEFORE)
    )


def kept_of_guests() -> tuple[int, int, int]:
    """How many letters to guests, marked addresses and answers are there?"""
    letters = Letter.objects.filter(account=None)
    return letters.count(), MarkedAddress.objects.count(), Feedback.objects.count()


@pytest.mark.django_db
def test_a_refusal_that_comes_when_the_guest_is_erased_marks_nobody(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = make_house(NOON_BEFORE)
    booking = become(house, book(house, NOON_BEFORE), Status.CANCELLED)
    put_in_outbox(last_change(booking).pk, at=NOON_BEFORE)
    settings.MAIL_BACKEND, settings.MAIL_OPTIONS = f"{__name__}.{ErasedMeanwhile.__name__}", {}
    monkeypatch.setattr(ErasedMeanwhile, "meanwhile", lambda _: erase(house, booking))
    assert post_next(clock=lambda: NOON_BEFORE)
    assert kept_of_guests() == (0, 0, 0)


def on_a_line_of_its_own(work: Work, booking: Booking) -> None:
    try:
        work(booking)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "status,work",
    [
        ("cancelled", lambda booking: put_in_outbox(last_change(booking).pk, at=NOON_BEFORE)),
        ("completed", lambda booking: thank_guest(last_change(booking).pk, at=EVENING)),
        ("cancelled", lambda booking: note_came_back(Letter.objects.get().key, at=EVENING)),
        ("cancelled", lambda booking: note_called_spam(Letter.objects.get().key, at=EVENING)),
        (
            "completed",
            lambda booking: give_feedback(opened=booking, asking=0, points=1, comment="Me", now=EVENING),
        ),
    ],
    ids=["a letter", "thanks", "came back", "called spam", "an answer"],
)
def test_what_is_written_of_a_guest_waits_for_an_erasure_that_has_begun_and_then_is_not_written(
    status: str, work: Work
) -> None:
    house = make_house(NOON_BEFORE)
    booking = book(house, NOON_BEFORE)
    put_in_outbox(last_change(booking).pk, at=NOON_BEFORE)
    Letter.objects.update(state="sent")
    asker = Asker(actor=house.host, now=NOON_BEFORE)
    change_status(booking_id=booking.pk, restaurant=house.restaurant, to=status, asker=asker)
    booking.refresh_from_db()
    with ThreadPoolExecutor(1) as line:
        with transaction.atomic():
            erase(house, booking)
            done = line.submit(on_a_line_of_its_own, work, booking)
            until_somebody_waits()
        done.result(timeout=60)
    assert kept_of_guests() == (0, 0, 0)

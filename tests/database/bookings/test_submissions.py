"""Does one attempt make one booking, whatever is typed when it is sent again?"""

from datetime import datetime, timedelta
from typing import Any

import pytest

from entracte import clock
from entracte.availability import refusals
from entracte.bookings.actions.book import Booked, make_booking
from entracte.bookings.actions.move import move_booking
from entracte.bookings.actions.move_request import MoveRequest
from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.handlers import forget_old_submits
from entracte.bookings.models import Booking, Submission
from entracte.bookings.submissions import SubmissionKey, booking_of_attempt, forget_old_submissions
from entracte.jobs.duties import duties
from tests.builders import NOON_BEFORE, at
from tests.house import House, request_for

FIRST = SubmissionKey("0d1c", "a" * 64)


def submit(
    house: House,
    submission: SubmissionKey = FIRST,
    *,
    starts_at: str = "2026-12-04 19:00",
    now: datetime = NOON_BEFORE,
    widget: str = "none",
    **typed: Any,
) -> Booked:
    return make_booking(
        restaurant=house.restaurant,
        request=request_for(starts_at, **typed),
        asker=Asker(actor=None, now=now, source=Booking.Source.WIDGET),
        widget=house.widgets[widget],
        submission=submission,
    )


def test_the_same_submit_gets_the_same_booking_even_when_the_slot_is_gone(house: House) -> None:
    first = submit(house)
    for number in range(3):
        submit(
            house, SubmissionKey(f"other {number}", "b" * 64), email=f"guest{number}@example.org", phone=""
        )
    again = submit(house, now=NOON_BEFORE + timedelta(hours=23))
    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert again.booking == first.booking
    assert Booking.objects.count() == 4


@pytest.mark.rule("D23")
@pytest.mark.parametrize(
    "typed,columns",
    [
        ({"phone": "07700 900999"}, ("phone",)),
        ({"email": "ana.lima@example.org", "last_name": "Lyma"}, ("last_name", "email")),
        ({"requests": "A high chair"}, ("requests",)),
        ({"party_size": 3}, ("party_size",)),
        ({"starts_at": "2026-12-09 19:00"}, ("starts_at",)),
        ({"first_name": " Ana\u200b "}, ()),
    ],
)
def test_another_body_under_the_same_key_names_what_was_not_taken_over(
    house: House, typed: dict[str, Any], columns: tuple[str, ...]
) -> None:
    first = submit(house)
    again = submit(house, SubmissionKey(FIRST.key, "b" * 64), **typed)
    assert (again.booking, again.is_repeat) == (first.booking, True)
    assert sorted(again.not_taken_over) == sorted(columns)
    assert Booking.objects.count() == 1


def test_the_same_body_is_a_repeat_even_after_staff_changed_the_booking(house: House) -> None:
    first = submit(house).booking
    asker = Asker(actor=house.host, now=NOON_BEFORE)
    move_booking(
        booking_id=first.pk,
        restaurant=house.restaurant,
        move=MoveRequest(starts_at=at("2026-12-04 20:00"), party_size=3),
        asker=asker,
    )
    again = submit(house)
    assert (again.booking, again.not_taken_over) == (first, ())
    changed = submit(house, SubmissionKey(FIRST.key, "b" * 64), phone="07700 900999")
    assert set(changed.not_taken_over) == {"phone", "starts_at", "party_size"}


@pytest.mark.rule("D23")
@pytest.mark.parametrize("body_hash", ["a" * 64, "b" * 64])
def test_a_key_whose_booking_was_cancelled_is_free(house: House, body_hash: str) -> None:
    first = submit(house).booking
    change_status(
        booking_id=first.pk,
        restaurant=house.restaurant,
        to=Booking.Status.CANCELLED,
        asker=Asker(actor=house.host, now=NOON_BEFORE),
    )
    assert booking_of_attempt(house.widgets["none"], FIRST.key, now=NOON_BEFORE) is None
    again = submit(house, SubmissionKey(FIRST.key, body_hash))
    assert (again.is_repeat, again.booking == first) == (False, False)
    assert submit(house, SubmissionKey(FIRST.key, body_hash)).booking == again.booking


@pytest.mark.parametrize("status", [Booking.Status.COMPLETED, Booking.Status.NO_SHOW])
def test_a_key_whose_booking_ended_otherwise_is_not_free(house: House, status: str) -> None:
    first = submit(house).booking
    asker = Asker(actor=house.host, now=NOON_BEFORE)
    change_status(booking_id=first.pk, restaurant=house.restaurant, to=status, asker=asker)
    assert submit(house).booking == first


@pytest.mark.rule("D23")
def test_what_became_of_an_attempt_can_be_asked(house: House) -> None:
    none, spektrix = house.widgets["none"], house.widgets["spektrix"]
    assert booking_of_attempt(none, FIRST.key, now=NOON_BEFORE) is None
    made = submit(house).booking
    assert booking_of_attempt(none, FIRST.key, now=NOON_BEFORE) == made
    assert booking_of_attempt(spektrix, FIRST.key, now=NOON_BEFORE) is None
    assert booking_of_attempt(none, "another", now=NOON_BEFORE) is None
    assert booking_of_attempt(none, FIRST.key, now=NOON_BEFORE + timedelta(hours=24)) is None


def test_keys_count_per_widget(house: House) -> None:
    assert not submit(house).is_repeat
    assert not submit(house, widget="spektrix").is_repeat


def test_a_refused_submit_is_not_remembered(house: House) -> None:
    with pytest.raises(refusals.OffGrid):
        submit(house, starts_at="2026-12-04 19:10")
    assert not submit(house).is_repeat


def test_submits_are_forgotten_after_a_day(house: House) -> None:
    first = submit(house)
    tomorrow = NOON_BEFORE + timedelta(hours=24)
    again = submit(house, now=tomorrow)
    assert (again.is_repeat, again.booking == first.booking) == (False, False)
    assert forget_old_submissions(tomorrow + timedelta(hours=23)) == 0
    assert forget_old_submissions(tomorrow + timedelta(hours=24)) == 1
    assert not Submission.objects.exists()


@pytest.mark.dates
def test_forgetting_is_a_duty_of_the_workers(house: House) -> None:
    ahead = f"{(clock.now() + timedelta(days=5)).date()} 19:00"
    submit(house, starts_at=ahead, now=clock.now() - timedelta(hours=25))
    submit(house, SubmissionKey("fresh", "b" * 64), starts_at=ahead, now=clock.now())
    [duty] = [duty for duty in duties if duty.function is forget_old_submits]
    assert duty.seconds() > 0
    duty.function()
    assert [row.key for row in Submission.objects.all()] == ["fresh"]

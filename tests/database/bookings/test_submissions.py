"""Does the same submit get the same booking, and another body under its key a refusal?"""

from datetime import datetime, timedelta

import pytest

from entracte import clock
from entracte.availability import refusals
from entracte.bookings import errors
from entracte.bookings.actions.book import Booked, make_booking
from entracte.bookings.asker import Asker
from entracte.bookings.handlers import forget_old_submits
from entracte.bookings.models import Booking, Submission
from entracte.bookings.submissions import SubmissionKey, forget_old_submissions
from entracte.jobs.duties import duties
from tests.builders import NOON_BEFORE
from tests.house import House, request_for

FIRST = SubmissionKey("0d1c", "a" * 64)


def submit(
    house: House,
    submission: SubmissionKey = FIRST,
    *,
    starts_at: str = "2026-12-04 19:00",
    now: datetime = NOON_BEFORE,
    widget: str = "none",
) -> Booked:
    return make_booking(
        restaurant=house.restaurant,
        request=request_for(starts_at),
        asker=Asker(actor=None, now=now, source=Booking.Source.WIDGET),
        widget=house.widgets[widget],
        submission=submission,
    )


def test_the_same_submit_gets_the_same_booking_even_when_the_slot_is_gone(house: House) -> None:
    first = submit(house)
    for number in range(3):
        submit(house, SubmissionKey(f"other {number}", "b" * 64))
    again = submit(house, now=NOON_BEFORE + timedelta(hours=23))
    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert again.booking == first.booking
    assert Booking.objects.count() == 4


def test_another_body_under_the_same_key_is_refused(house: House) -> None:
    submit(house)
    with pytest.raises(errors.KeyReused):
        submit(house, SubmissionKey(FIRST.key, "b" * 64), starts_at="2026-12-09 19:00")
    assert Booking.objects.count() == 1


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

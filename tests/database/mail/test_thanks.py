"""Who is thanked for a visit, when, and what takes the letter back?"""

from datetime import datetime, timedelta

import pytest

from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.choices import Source, Status
from entracte.bookings.feedback.give import give_feedback
from entracte.bookings.models import Booking
from entracte.bookings.own_link import Opens, link_of
from entracte.mail.by_hour.thanks import plan_thanks, thank_guest
from entracte.mail.composing import compose
from entracte.mail.letters.own_settings import LetterChoices, save_letter_settings
from entracte.mail.letters.thanks import thanks_moment
from entracte.mail.marks import mark_address
from entracte.mail.models import Letter, LetterState
from entracte.mail.unsent import why_not_sent
from tests.builders import NOON_BEFORE, at
from tests.database.mail.letters.correspondence import last_change
from tests.house import House, book, edit

EVENING = at("2026-12-04 20:40")
MORNING = at("2026-12-05 10:00")


@pytest.fixture
def house(db: None) -> House:
    from tests.house import make_house

    return make_house(NOON_BEFORE)


@pytest.fixture
def visit(house: House) -> Booking:
    """Ana's table on Friday at seven, marked completed when she left."""
    return becomes(book(house, NOON_BEFORE), Status.COMPLETED)


def becomes(booking: Booking, to: Status, now: datetime = EVENING, *, writes: bool = True) -> Booking:
    asker = Asker(actor=None, now=now, guest_gets_letter=writes)
    return change_status(booking_id=booking.pk, restaurant=booking.restaurant, to=to, asker=asker)


def thanked(booking: Booking, now: datetime = MORNING) -> list[str]:
    """Let the job of the last line of history run, and return the state of each letter of thanks."""
    thank_guest(last_change(booking).pk, at=now)
    return list(Letter.objects.filter(kind="thanks").order_by("id").values_list("state", flat=True))


def planned_for(booking: Booking, now: datetime) -> list[datetime]:
    """Plan the letter anew, and return for when its job is stored."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    from entracte.clock import system_now

    ProcrastinateJob.objects.all().delete()
    before = system_now()
    plan_thanks(last_change(booking).pk, at=now)
    jobs = ProcrastinateJob.objects.filter(task_name__startswith="thanks_due")
    return [now + (each.scheduled_at - before) for each in jobs if each.scheduled_at]


@pytest.mark.parametrize(
    "completed_at,moment",
    [
        ("2026-12-04 20:40", "2026-12-05 10:00"),
        ("2026-12-05 00:40", "2026-12-05 10:00"),
        ("2026-12-04 17:00", "2026-12-05 10:00"),
        ("2026-12-05 10:00", "2026-12-06 10:00"),
        ("2026-12-06 23:00", "2026-12-07 10:00"),
    ],
)
def test_at_ten_by_the_restaurants_clock_after_the_day_of_the_visit(
    completed_at: str, moment: str, visit: Booking
) -> None:
    assert thanks_moment(visit, at(completed_at)) == at(moment)


def test_the_hour_is_the_restaurants_own(house: House, visit: Booking) -> None:
    edit(house, house.restaurant, time_zone="America/New_York")
    visit.restaurant.time_zone = "America/New_York"
    assert thanks_moment(visit, EVENING) == at("2026-12-05 15:00")


def test_the_press_stores_the_job_for_the_morning(visit: Booking) -> None:
    [moment] = planned_for(visit, EVENING)
    assert abs(moment - MORNING) < timedelta(minutes=1)


def test_a_visit_completed_a_week_late_is_not_asked_about(house: House) -> None:
    late = at("2026-12-11 12:00")
    assert planned_for(becomes(book(house, NOON_BEFORE), Status.COMPLETED, late), late) == []


def test_one_letter_however_often_its_job_runs(visit: Booking) -> None:
    assert thanked(visit) == ["waiting"]
    assert thanked(visit) == ["waiting"]


def test_the_letter_asks_by_a_link_of_its_own_and_brings_no_calendar(visit: Booking) -> None:
    thanked(visit)
    row = Letter.objects.select_related("booking__restaurant", "booking__widget", "change").get()
    letter = compose(row)
    assert letter.subject == "Thank you for your visit to The Prompt Side"
    assert (
        f"Say how it was:\n{link_of(visit, Opens.FEEDBACK, asking=last_change(visit).number)}\n"
        in letter.text
    )
    assert "When: Fri 4 Dec, 19:00\n" in letter.text
    assert "Yours until" not in letter.text
    assert letter.calendar == b""


@pytest.mark.parametrize("columns", [{"source": Source.WALK_IN}, {"email": ""}])
def test_nobody_at_the_door_and_nobody_without_an_address_is_thanked(
    columns: dict[str, object], visit: Booking
) -> None:
    Booking.objects.update(**columns)
    assert planned_for(visit, EVENING) == []
    assert thanked(visit) == []


def test_nor_who_staff_do_not_write_to_nor_an_address_from_which_letters_came_back(house: House) -> None:
    quiet = becomes(book(house, NOON_BEFORE), Status.COMPLETED, writes=False)
    assert planned_for(quiet, EVENING) == []
    visit = becomes(book(house, NOON_BEFORE, "2026-12-05 19:00"), Status.COMPLETED)
    mark_address(house.restaurant.pk, visit.email, "550", at=EVENING)
    assert thanked(visit) == []


def test_nor_where_the_restaurant_switched_the_letter_off(house: House, visit: Booking) -> None:
    save_letter_settings(restaurant=house.restaurant, choices=LetterChoices(["thanks"], ""))
    assert thanked(visit) == []


@pytest.mark.rule("D5")
def test_a_correction_withdraws_the_letter_and_the_next_completed_asks_again(visit: Booking) -> None:
    first = last_change(visit)
    becomes(visit, Status.CONFIRMED)
    thank_guest(first.pk, at=MORNING)
    assert thanked(visit) == []
    becomes(visit, Status.COMPLETED)
    thank_guest(first.pk, at=MORNING)
    assert thanked(visit) == ["waiting"]


@pytest.mark.rule("D5")
def test_a_letter_that_waits_for_the_mail_server_is_withdrawn_too(visit: Booking) -> None:
    thanked(visit)
    becomes(visit, Status.CONFIRMED)
    letter = Letter.objects.select_related("booking", "change").get()
    assert why_not_sent(letter, at=MORNING) == (LetterState.SUPERSEDED, "")
    becomes(visit, Status.COMPLETED)
    assert thanked(visit) == ["waiting"], "the letter that still waits is the one that goes"
    letter = Letter.objects.select_related("booking", "change").get()
    assert why_not_sent(letter, at=MORNING) is None


@pytest.mark.rule("D5")
def test_after_a_letter_that_went_the_next_completed_writes_another_unless_it_was_answered(
    visit: Booking,
) -> None:
    thanked(visit)
    Letter.objects.update(state=LetterState.SENT)
    becomes(visit, Status.CONFIRMED)
    becomes(visit, Status.COMPLETED)
    assert thanked(visit) == ["sent", "waiting"]
    Letter.objects.update(state=LetterState.SENT)
    asking = last_change(visit).number
    give_feedback(opened=visit, asking=asking, points=4, comment="", now=MORNING)
    becomes(visit, Status.CONFIRMED)
    becomes(visit, Status.COMPLETED)
    assert thanked(visit) == ["sent", "sent"]


def test_a_letter_of_thanks_is_of_no_use_a_week_after_the_visit(visit: Booking) -> None:
    thanked(visit)
    letter = Letter.objects.select_related("booking", "change").get()
    fate = why_not_sent(letter, at=visit.ends_at + timedelta(days=7))
    assert fate is not None
    assert fate[0] == LetterState.DROPPED

"""Is the team written to where a guest was not happy, and not otherwise?"""

from datetime import timedelta

import pytest

from entracte.bookings.choices import Status
from entracte.bookings.feedback.give import give_feedback
from entracte.bookings.models import Booking, Feedback
from entracte.mail.guest_data.erase import erase_letters
from entracte.mail.models import Letter, LetterState
from entracte.mail.to_staff.choices import save_choice
from entracte.mail.to_staff.composing import why_not_to_staff
from entracte.mail.to_staff.low_feedback import write_of_feedback
from tests.builders import NOON_BEFORE, at
from tests.database.mail.letters.correspondence import become, last_change
from tests.database.staff_letters import read_letter
from tests.house import House, book

MANAGER, OWNER = "manager@prompt-side.example", "owner@prompt-side.example"
MORNING = at("2026-12-05 10:30")


@pytest.fixture
def visit(house: House) -> Booking:
    return become(house, book(house, NOON_BEFORE), Status.COMPLETED, now=at("2026-12-04 20:40"))


def answered(visit: Booking, points: int, comment: str = "") -> list[str]:
    """Let the guest answer, and its job run twice; return to whom letters go."""
    asking = last_change(visit).number
    give_feedback(opened=visit, asking=asking, points=points, comment=comment, now=MORNING)
    for _ in range(2):
        write_of_feedback(Feedback.objects.get().pk, at=MORNING)
    return list(
        Letter.objects.filter(kind="staff_feedback").order_by("id").values_list("to_address", flat=True)
    )


def why_unsent(after: timedelta = timedelta(0)) -> LetterState | None:
    rows = Letter.objects.select_related("restaurant", "booking__restaurant", "account")
    unsent = why_not_to_staff(rows.get(to_address=MANAGER), at=MORNING + after)
    return unsent[0] if unsent else None


@pytest.mark.parametrize("points,to", [(1, [MANAGER, OWNER]), (3, [MANAGER, OWNER]), (4, []), (5, [])])
def test_three_points_and_fewer_are_written_about_once(visit: Booking, points: int, to: list[str]) -> None:
    assert answered(visit, points) == to


def test_the_answer_and_its_job_are_stored_together(visit: Booking) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    answered(visit, 2)
    jobs = ProcrastinateJob.objects.filter(task_name__startswith="feedback_given")
    assert [job.args for job in jobs] == [{"row_id": Feedback.objects.get().pk}]


def test_it_leads_to_the_booking_and_keeps_the_guests_words_out(visit: Booking) -> None:
    answered(visit, 2, "Cold soup, and I am ana@example.org")
    letter = read_letter(MANAGER, "staff_feedback")
    assert letter.subject == "A guest gave 2 of 5: Fri 4 Dec, 19:00"
    for says in ("Ana Lima", "2 people", "A few words stand with it", visit.code):
        assert says in letter.text
        assert says in letter.html
    assert f"http://127.0.0.1:8000/r/prompt-side/bookings/{visit.code}/" in letter.text
    for kept_out in ("soup", "ana@example.org", "7700"):
        assert kept_out not in letter.text + letter.html


@pytest.mark.parametrize("became", ["erased", "not wanted", "a week old"])
def test_what_is_over_is_not_sent(house: House, visit: Booking, became: str) -> None:
    answered(visit, 1)
    assert why_unsent() is None
    match became:
        case "erased":
            Feedback.objects.all().delete()
            assert why_unsent() == LetterState.SUPERSEDED
        case "not wanted":
            save_choice(restaurant=house.restaurant, account=house.members["manager"].account, wanted=[])
            assert why_unsent() == LetterState.SUPERSEDED
        case _:
            assert why_unsent(timedelta(days=7)) == LetterState.DROPPED


@pytest.mark.rule("D40")
def test_erasing_the_guest_erases_it(visit: Booking) -> None:
    answered(visit, 1)
    erase_letters(restaurant_id=visit.restaurant_id, bookings=[visit], addresses=[])
    assert Letter.objects.count() == 0

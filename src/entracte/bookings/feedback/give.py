"""A guest answers the question after a visit: once, and while the visit stands as it was completed then."""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto

from django.db import transaction

from entracte.bookings.choices import Status
from entracte.bookings.facts import FEEDBACK_GIVEN
from entracte.bookings.models import Booking, Feedback
from entracte.bookings.queries import is_reopened_since
from entracte.jobs.facts import announce

FEWEST, MOST = 1, 5


class Question(Enum):
    """How the question to a guest stands."""

    OPEN = auto()
    ANSWERED = auto()
    WITHDRAWN = auto()


def question_of(booking: Booking, *, asking: int) -> Question:
    """Return how this asking about the visit stands: a correction ends it for good (D5). Two queries.

    `asking` is the number of the line of history that completed the visit.
    """
    if Feedback.objects.filter(booking=booking).exists():
        return Question.ANSWERED
    is_open = booking.status == Status.COMPLETED and not is_reopened_since(asking, booking.pk)
    return Question.OPEN if is_open else Question.WITHDRAWN


@transaction.atomic
def give_feedback(*, opened: Booking, asking: int, points: int, comment: str, now: datetime) -> Question:
    """Keep a guest's answer, and return how the question stood: only where it was OPEN is anything written.

    `opened` is the booking as its link opened it. Locks its row, so that of two answers one counts, and none
    counts once a correction took the visit back, or the guest was erased. `points` are one to five.
    """
    rows = Booking.objects.select_for_update(of=("self",))
    booking = rows.filter(pk=opened.pk, code=opened.code, link_number=opened.link_number).first()
    stood = question_of(booking, asking=asking) if booking else Question.WITHDRAWN
    if booking is not None and stood is Question.OPEN:
        given = Feedback.objects.create(
            restaurant_id=booking.restaurant_id,
            booking=booking,
            points=points,
            comment=comment,
            given_at=now,
        )
        announce(FEEDBACK_GIVEN, given.pk)
    return stood

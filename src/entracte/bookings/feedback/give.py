"""A guest answers the question after a visit: once, and while the visit stands as completed."""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from django.db import transaction

from entracte.bookings.choices import Status
from entracte.bookings.models import Booking, Feedback

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant

FEWEST, MOST = 1, 5


class Question(Enum):
    """How the question to a guest stands."""

    OPEN = auto()
    ANSWERED = auto()
    WITHDRAWN = auto()


def question_of(booking: Booking) -> Question:
    """Return how the question about this visit stands. One query."""
    if Feedback.objects.filter(booking=booking).exists():
        return Question.ANSWERED
    return Question.OPEN if booking.status == Status.COMPLETED else Question.WITHDRAWN


@transaction.atomic
def give_feedback(
    *, booking_id: int, restaurant: Restaurant, points: int, comment: str, now: datetime
) -> Question:
    """Keep a guest's answer, and return how the question stood: only where it was OPEN is anything written.

    Locks the booking's row, so that of two answers one counts, and none counts once a correction took the
    visit back. `points` are one to five.
    """
    rows = Booking.objects.select_for_update(of=("self",))
    booking = rows.filter(restaurant=restaurant, pk=booking_id).first()
    stood = question_of(booking) if booking else Question.WITHDRAWN
    if booking is not None and stood is Question.OPEN:
        Feedback.objects.create(
            restaurant=restaurant, booking=booking, points=points, comment=comment, given_at=now
        )
    return stood

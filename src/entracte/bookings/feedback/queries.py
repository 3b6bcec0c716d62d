"""What staff read of feedback: one answer, of a booking, of several, and of a restaurant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from entracte.bookings.models import Feedback

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
    from entracte.restaurants.models import Restaurant


def feedback_by_id(number: int) -> Feedback | None:
    """Return this answer with its restaurant and booking, or None. One query."""
    return Feedback.objects.select_related("restaurant", "booking").filter(pk=number).first()


def locked_feedback(number: int) -> Feedback | None:
    """Return the same; the booking's row stays locked for the transaction, so an erasure waits or is over."""
    rows = Feedback.objects.select_related("restaurant", "booking")
    return rows.select_for_update(no_key=True, of=("booking",)).filter(pk=number).first()


def feedback_of(booking: Booking) -> Feedback | None:
    """Return what the guest answered about this visit, or None. One query."""
    return Feedback.objects.filter(booking=booking).first()


def feedback_among(bookings: Iterable[Booking]) -> dict[int, Feedback]:
    """Return what was answered about these visits, by the booking's id. One query."""
    rows = Feedback.objects.filter(booking__in=[each.pk for each in bookings])
    return {each.booking_id: each for each in rows}


def newest_feedback(
    restaurant: Restaurant, *, points: Iterable[int], first: int, count: int
) -> Sequence[Feedback]:
    """Return `count` answers with so many points, the newest first, from the one numbered `first` on.

    With their bookings, and the guests of these. One query.
    """
    rows = Feedback.objects.filter(restaurant=restaurant, points__in=list(points))
    newest = rows.select_related("booking__guest").order_by("-given_at", "-id")
    return list(newest[first : first + count])

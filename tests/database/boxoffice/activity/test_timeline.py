"""Does a booking's timeline on the bridge read in order?"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

from entracte.bookings.models import Booking
from entracte.boxoffice.activity.timeline import timeline_of
from entracte.boxoffice.steps import record_step
from tests.bridge import NOW, Evening

pytestmark = pytest.mark.django_db

Counted = Callable[..., AbstractContextManager[Any]]
BASKET = "I-9QR3-2LTM"


@pytest.mark.parametrize("steps", [1, 30])
def test_the_timeline_of_a_booking_reads_in_order_at_a_fixed_number_of_queries(
    evening: Evening, steps: int, django_assert_num_queries: Counted
) -> None:
    claim = evening.claims(BASKET)
    for minute in range(steps):
        record_step(
            claim, "no_answer", "Spektrix has an outage.", at=NOW + timedelta(minutes=minute), status=500
        )
    record_step(
        claim, "asked", "Asked Spektrix who owns the basket.", at=NOW + timedelta(hours=1), status=200
    )
    record_step(claim, "verified", "Verified.", at=NOW + timedelta(hours=1))
    evening.clock.passes(hours=2)
    row = evening.completes(claim.booking)
    record_step(row, "wrote", "Wrote both.", at=NOW + timedelta(hours=2), status=200)
    booking = Booking.objects.get(pk=claim.booking_id)
    with django_assert_num_queries(3):
        lines = timeline_of(booking)
    shown = [(line.sentence, line.times) for line in lines]
    assert shown == [
        ("Booked with a box-office basket.", 1),
        ("Spektrix has an outage.", steps),
        ("Asked Spektrix who owns the basket.", 1),
        ("Ana Riley, verified.", 1),
        ("Completed.", 1),
        ("Completed; waits until the link is settled.", 1),
        ("Wrote both.", 1),
    ]


def test_a_booking_that_has_nothing_to_do_with_the_bridge_has_no_timeline(evening: Evening) -> None:
    assert timeline_of(evening.phones()) == []

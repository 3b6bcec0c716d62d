"""Does a handover wait, go on or end as the person's links and claims say?"""

import pytest

from entracte.boxoffice.models import Link
from tests.bridge import Evening, claim_of, jobs
from tests.database.boxoffice.rows import empty_queue, link, linked_handover, parked_claim

pytestmark = pytest.mark.django_db


def test_a_link_into_another_system_does_not_count(evening: Evening) -> None:
    booking = evening.phones()
    link(evening, booking.guest_id, client_name="birch")
    assert evening.completes(booking).state == "not_mirrored"


def test_a_link_to_another_customer_since_then_is_written_in_that_customers_queue(evening: Evening) -> None:
    row = linked_handover(evening, "queued")
    Link.objects.update(customer_id="I-OTHER")
    empty_queue()
    moved = evening.writes(row)
    assert (moved.state, moved.customer_id, moved.tries) == ("queued", "I-OTHER", 0)
    assert [job[:2] for job in jobs()] == [("handover_due", row.pk)]


def test_a_parked_claim_keeps_its_handover_waiting(evening: Evening) -> None:
    claim = parked_claim(evening)
    assert evening.completes(claim_of(claim.booking).booking).state == "waiting"

"""Does an unlinked guest keep nothing of the customer?"""

import pytest

from entracte.boxoffice.unlink import unlink
from tests.bridge import ANA, NOW, Evening, fresh
from tests.database.boxoffice.rows import linked_handover

pytestmark = pytest.mark.django_db


@pytest.mark.rule("D16")
def test_an_unlinked_guest_is_not_mirrored_any_more(evening: Evening) -> None:
    row = linked_handover(evening, "queued")
    assert unlink(guest_id=row.guest_id, restaurant_id=evening.restaurant.pk, now=NOW)
    assert not unlink(guest_id=row.guest_id, restaurant_id=evening.restaurant.pk, now=NOW)
    assert (evening.writes(row).state, fresh(row).reason) == ("not_mirrored", "no_basket")


@pytest.mark.rule("D16")
@pytest.mark.parametrize("state", ["written", "watched", "failed", "parked"])
def test_unlinking_erases_the_customer_id_everywhere(evening: Evening, state: str) -> None:
    row = linked_handover(evening, state)
    assert row.customer_id == ANA
    unlink(guest_id=row.guest_id, restaurant_id=evening.restaurant.pk, now=NOW)
    assert (fresh(row).state, fresh(row).customer_id) == (state, "")

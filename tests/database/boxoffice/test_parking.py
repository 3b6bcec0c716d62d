"""Does parked work go on once the settings are right?"""

import pytest

from entracte.boxoffice.connections.save import remove
from entracte.boxoffice.models import Claim, Connection
from tests.bridge import NOW, Evening, connect, fresh, jobs
from tests.database.boxoffice.rows import BASKET, empty_queue, linked_handover, parked_claim

pytestmark = pytest.mark.django_db


@pytest.mark.rule("D16")
@pytest.mark.parametrize("reason", ["no_connection", "switched_off", "settings"])
def test_saving_the_connection_resumes_what_the_settings_had_parked(evening: Evening, reason: str) -> None:
    claim = parked_claim(evening, reason)
    Claim.objects.update(gone_since=NOW)
    row = linked_handover(evening, "parked", reason)
    empty_queue()
    Connection.objects.update(trouble="Something to put right.")
    connect(evening.restaurant)
    assert (fresh(claim).state, fresh(row).state) == ("waiting", "queued")
    assert fresh(claim).gone_since is None
    assert [job[:2] for job in jobs()] == [("claim_made", claim.pk), ("handover_due", row.pk)]
    assert Connection.objects.get().trouble == ""


def test_saving_the_connection_leaves_what_a_person_has_to_look_at(evening: Evening) -> None:
    claim = parked_claim(evening, "bug")
    connect(evening.restaurant)
    assert fresh(claim).state == "parked"


@pytest.mark.rule("D16")
def test_a_removed_connection_parks_what_comes_and_a_new_one_resumes_it(evening: Evening) -> None:
    claim = evening.claims(BASKET)
    remove(evening.restaurant)
    assert evening.verifies(claim).reason == "no_connection"
    connect(evening.restaurant)
    assert fresh(claim).state == "waiting"

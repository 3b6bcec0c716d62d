"""Does work that has waited too long end?"""

import pytest

from entracte.boxoffice import sweep
from entracte.boxoffice.by_hand import discard
from entracte.boxoffice.models import Claim
from entracte.guests.actions import merge_guests, unmerge_guest
from tests.bridge import NOW, Evening, Person, fresh, jobs, step_kinds
from tests.database.boxoffice.rows import BASKET, empty_queue, parked_claim

pytestmark = pytest.mark.django_db


@pytest.mark.rule("D18")
@pytest.mark.parametrize("state", ["waiting", "parked"])
def test_a_claim_that_cannot_be_settled_ends_after_72_hours(evening: Evening, state: str) -> None:
    claim = evening.claims(BASKET)
    row = evening.completes(claim.booking)
    Claim.objects.filter(pk=claim.pk).update(state=state)
    empty_queue()
    evening.clock.passes(hours=71)
    sweep.sweep(now=evening.clock())
    assert [job for job in jobs() if job[0] == "claim_overdue"] == []
    evening.clock.passes(hours=1)
    sweep.sweep(now=evening.clock())
    assert [job for job in jobs() if job[0] == "claim_overdue"] == [("claim_overdue", claim.pk, None)]
    sweep.expire(claim.pk, at=evening.clock())
    ended = fresh(claim)
    assert (ended.state, ended.reason, ended.basket_id) == ("unverified", "could_not_ask", None)
    assert (fresh(row).state, fresh(row).reason) == ("not_mirrored", "could_not_ask")


@pytest.mark.rule("D18")
def test_a_claim_past_its_deadline_is_not_asked_about_any_more(evening: Evening) -> None:
    claim = evening.claims(BASKET)
    evening.clock.passes(hours=73)
    assert evening.verifies(claim).reason == "could_not_ask"


def test_a_claim_that_was_settled_meanwhile_does_not_expire(evening: Evening) -> None:
    claim = parked_claim(evening)
    discard(claim, now=NOW)
    evening.clock.passes(hours=73)
    sweep.expire(claim.pk, at=evening.clock())
    assert step_kinds(claim) == [("unverified", None)]


def test_a_handover_that_lost_its_claim_by_parting_profiles_is_found(evening: Evening) -> None:
    claim = evening.claims(BASKET)
    stray = evening.phones(Person("Anna", "Riley", "old@example.org", "07700 900177"))
    merge_guests(restaurant=evening.restaurant, stays_id=claim.guest_id, goes_id=stray.guest_id)
    row = evening.completes(stray)
    assert row.state == "waiting"
    unmerge_guest(restaurant=evening.restaurant, guest_id=stray.guest_id)
    empty_queue()
    sweep.sweep(now=NOW)
    assert ("handover_stranded", row.pk, None) in jobs()
    sweep.release_stranded(row.pk, at=NOW)
    assert (fresh(row).state, fresh(row).reason) == ("not_mirrored", "no_basket")

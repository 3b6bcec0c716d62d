"""Does each profile keep what it matched while two were merged, once the merge is undone?"""

from functools import partial

import pytest
from django.db import transaction

from entracte.boxoffice.queries import link_state
from entracte.guests.actions import merge_guests, unmerge_guest
from entracte.guests.models import Guest
from entracte.guests.queries import locked_guest
from tests.bridge import ANA, ANA_TYPES, BEN, BEN_TYPES, Evening, Person, fresh, links, work
from tests.contract.bridge.test_races import Other, until
from tests.contract.simulator import Simulator
from tests.waiting import waiting_for_locks

pytestmark = pytest.mark.django_db

# Ana by another e-mail and phone, whom staff take for the same person.
ALSO_ANA = Person("Ana", "Riley", "ana@work.example", "020 7946 0177")


def merge(evening: Evening, stays: int, goes: int) -> None:
    merge_guests(restaurant=evening.restaurant, stays_id=stays, goes_id=goes)


def part(evening: Evening, guest_id: int) -> None:
    unmerge_guest(restaurant=evening.restaurant, guest_id=guest_id)


def is_linked(guest_id: int) -> bool:
    return link_state(Guest.objects.get(pk=guest_id)).is_linked


def paths_written(spektrix: Simulator) -> list[str]:
    return [call["path"] for call in spektrix.calls() if call["method"] == "PATCH"]


@pytest.mark.rule("D26")
def test_after_an_undo_a_meal_of_the_stray_is_not_written_to_the_linked_customer(
    evening: Evening, spektrix: Simulator
) -> None:
    """What was booked while the two were merged lay on the profile that stays, and was written there."""
    ana = evening.links(spektrix.basket(ANA)["id"]).guest_id
    ben = evening.phones(BEN_TYPES).guest_id
    merge(evening, ana, ben)
    meanwhile = evening.phones(BEN_TYPES)
    part(evening, ben)
    assert evening.completes(meanwhile).state == "not_mirrored"
    assert paths_written(spektrix) == []
    assert (is_linked(ana), is_linked(ben)) == (True, False)


@pytest.mark.rule("D26")
def test_a_write_that_is_queued_when_the_merge_is_undone_is_not_written(
    evening: Evening, spektrix: Simulator
) -> None:
    ana = evening.links(spektrix.basket(ANA)["id"]).guest_id
    ben = evening.phones(BEN_TYPES).guest_id
    merge(evening, ana, ben)
    row = evening.completes(evening.phones(BEN_TYPES))
    assert row.state == "queued"
    part(evening, ben)
    assert evening.writes(row).state == "not_mirrored"
    assert paths_written(spektrix) == []


@pytest.mark.rule("D26")
def test_a_link_verified_while_two_are_merged_stays_with_the_profile_that_the_booking_matched(
    evening: Evening, spektrix: Simulator
) -> None:
    ben = evening.phones(BEN_TYPES).guest_id
    stray = evening.phones(ALSO_ANA).guest_id
    merge(evening, ben, stray)
    claim = evening.verifies(evening.claims(spektrix.basket(ANA)["id"], who=ALSO_ANA))
    assert (claim.state, claim.guest_id, links()) == ("verified", stray, [(stray, ANA)])
    assert (is_linked(ben), is_linked(stray)) == (True, True)
    part(evening, stray)
    assert (is_linked(ben), is_linked(stray)) == (False, True)
    assert evening.completes(evening.phones(BEN_TYPES)).state == "not_mirrored"


@pytest.mark.rule("D26")
def test_both_keep_the_link_where_both_were_verified_as_one_customer(
    evening: Evening, spektrix: Simulator
) -> None:
    ana = evening.links(spektrix.basket(ANA)["id"]).guest_id
    stray = evening.phones(ALSO_ANA).guest_id
    merge(evening, ana, stray)
    assert evening.verifies(evening.claims(spektrix.basket(ANA)["id"], who=ALSO_ANA)).state == "verified"
    assert links() == [(ana, ANA), (stray, ANA)]
    part(evening, stray)
    assert (is_linked(ana), is_linked(stray)) == (True, True)


@pytest.mark.rule("D26")
@pytest.mark.rule("D1")
def test_a_profile_that_is_not_the_customer_gets_no_link_of_its_own_from_a_merge(
    evening: Evening, spektrix: Simulator
) -> None:
    """Ana books with Ben's e-mail: while merged she is verified; parted, Ben's profile has no link."""
    ana = evening.links(spektrix.basket(ANA)["id"]).guest_id
    ben = evening.phones(BEN_TYPES).guest_id
    merge(evening, ana, ben)
    as_both = Person(ANA_TYPES.first_name, ANA_TYPES.last_name, BEN_TYPES.email, ANA_TYPES.phone)
    claim = evening.verifies(evening.claims(spektrix.basket(ANA)["id"], who=as_both))
    assert (claim.state, claim.guest_id, links()) == ("verified", ben, [(ana, ANA)])
    part(evening, ben)
    assert (is_linked(ana), is_linked(ben)) == (True, False)


@pytest.mark.rule("D26")
def test_a_claim_that_waits_goes_with_the_profile_that_its_booking_matched(
    evening: Evening, spektrix: Simulator
) -> None:
    ana, ben = evening.phones(ANA_TYPES).guest_id, evening.phones(BEN_TYPES).guest_id
    merge(evening, ana, ben)
    claim = evening.claims(spektrix.basket(BEN)["id"], who=BEN_TYPES)
    part(evening, ben)
    assert (link_state(fresh(claim).guest).open_claims, claim.guest_id) == (1, ben)
    assert (evening.verifies(claim).state, links()) == ("verified", [(ben, BEN)])
    assert not is_linked(ana)


@pytest.mark.rule("D26")
def test_a_meal_completed_while_merged_is_written_where_the_link_is(
    evening: Evening, spektrix: Simulator
) -> None:
    """Reading follows the merge: one person, whichever profile the booking matched."""
    ana = evening.links(spektrix.basket(ANA)["id"]).guest_id
    stray = evening.phones(ALSO_ANA)
    merge(evening, stray.guest_id, ana)
    assert evening.writes(evening.completes(evening.phones(ALSO_ANA))).state == "written"


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("D26")
def test_an_undo_waits_for_a_claim_that_is_being_settled_and_nothing_is_lost(
    evening: Evening, spektrix: Simulator
) -> None:
    ana, ben = evening.phones(ANA_TYPES).guest_id, evening.phones(BEN_TYPES).guest_id
    merge(evening, ana, ben)
    claim = evening.claims(spektrix.basket(BEN)["id"], who=BEN_TYPES)
    row = evening.completes(claim.booking)
    with transaction.atomic():
        locked_guest(ben)
        verifies = Other(lambda: evening.verifies(claim))
        until(lambda: waiting_for_locks() == 1)
        parts = Other(lambda: part(evening, ben))
        until(lambda: waiting_for_locks() == 2)
    verifies.ends()
    parts.ends()
    assert fresh(claim).state == "verified"
    assert links() == [(ben, BEN)]
    assert (is_linked(ana), is_linked(ben)) == (False, True)
    work()
    assert fresh(row).state == "written"


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("D26")
def test_a_booking_made_during_an_undo_or_a_merge_belongs_to_who_it_matched(evening: Evening) -> None:
    ana, ben = evening.phones(ANA_TYPES).guest_id, evening.phones(BEN_TYPES).guest_id
    for change in (partial(merge, evening, ana, ben), partial(part, evening, ben)):
        with transaction.atomic():
            locked_guest(ben)
            changes = Other(change)
            until(lambda: waiting_for_locks() == 1)
            booked = evening.phones(BEN_TYPES)
            assert booked.guest_id == ben
        changes.ends()
    assert Guest.objects.get(pk=ben).merged_into_id is None

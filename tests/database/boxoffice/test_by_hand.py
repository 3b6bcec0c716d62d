"""What may a person do with work that stands still, and what becomes of work that waited too long?"""

import pytest
from django.db import connection as database

from entracte.boxoffice import sweep
from entracte.boxoffice.by_hand import CannotTryAgain, discard, row_by_key, try_again
from entracte.boxoffice.connections.save import remove, switch
from entracte.boxoffice.handovers.open import withdraw_unwritten
from entracte.boxoffice.models import Claim, Connection, Handover, Link
from entracte.boxoffice.unlink import unlink
from entracte.guests.actions import merge_guests, unmerge_guest
from tests.bridge import (
    ANA,
    NOW,
    Evening,
    Person,
    a_restaurant,
    an_evening,
    claim_of,
    connect,
    fresh,
    jobs,
    raised,
    story,
)

pytestmark = pytest.mark.django_db

BASKET = "I-9QR3-2LTM"


@pytest.fixture
def evening() -> Evening:
    """A restaurant whose Spektrix does not answer; what has to be settled here is settled without it."""
    opened = an_evening()
    connect(opened.restaurant)
    return opened


def parked_claim(evening: Evening, reason: str = "switched_off") -> Claim:
    claim = evening.claims(BASKET)
    Claim.objects.filter(pk=claim.pk).update(state="parked", reason=reason)
    return fresh(claim)


def link(evening: Evening, guest_id: int, client_name: str = "alder", customer_id: str = ANA) -> None:
    Link.objects.create(
        restaurant=evening.restaurant,
        guest_id=guest_id,
        client_name=client_name,
        customer_id=customer_id,
        verified_at=NOW,
    )


def linked_handover(evening: Evening, state: str, reason: str = "") -> Handover:
    booking = evening.phones()
    if not Link.objects.filter(guest_id=booking.guest_id).exists():
        link(evening, booking.guest_id)
    row = evening.completes(booking)
    Handover.objects.filter(pk=row.pk).update(state=state, reason=reason)
    return fresh(row)


def empty_queue() -> None:
    with database.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.mark.rule("D18")
def test_a_parked_claim_can_be_tried_again(evening: Evening) -> None:
    claim = parked_claim(evening, "strange")
    empty_queue()
    try_again(claim, now=NOW)
    assert (fresh(claim).state, jobs()) == ("waiting", [("claim_made", claim.pk, None)])


@pytest.mark.rule("D18")
def test_a_settled_claim_can_be_neither_tried_again_nor_discarded(evening: Evening) -> None:
    claim = parked_claim(evening)
    discard(claim, now=NOW)
    for step in (try_again, discard):
        assert raised(CannotTryAgain, lambda step=step: step(claim, now=NOW))
    assert fresh(claim).reason == "discarded"


@pytest.mark.rule("D16")
def test_a_discarded_claim_erases_its_basket_and_ends_what_waited_for_it(evening: Evening) -> None:
    claim = evening.claims(BASKET)
    row = evening.completes(claim.booking)
    discard(claim, now=NOW)
    assert (fresh(claim).state, fresh(claim).basket_id) == ("unverified", None)
    assert (fresh(row).state, fresh(row).reason) == ("not_mirrored", "discarded")


@pytest.mark.rule("D18")
@pytest.mark.parametrize("state", ["failed", "parked"])
def test_a_failed_or_parked_handover_can_be_tried_again(evening: Evening, state: str) -> None:
    row = linked_handover(evening, state, "not_taken")
    empty_queue()
    try_again(row, now=NOW)
    assert (fresh(row).state, [job[:2] for job in jobs()]) == ("queued", [("handover_due", row.pk)])


@pytest.mark.parametrize("state", ["written", "withdrawn", "not_mirrored", "watched", "queued", "waiting"])
def test_another_handover_cannot(evening: Evening, state: str) -> None:
    row = linked_handover(evening, state)
    raised(CannotTryAgain, lambda: try_again(row, now=NOW))


@pytest.mark.parametrize("state", ["waiting", "queued", "parked", "failed"])
def test_a_handover_can_be_discarded_until_it_is_done(evening: Evening, state: str) -> None:
    row = linked_handover(evening, state)
    discard(row, now=NOW)
    assert (fresh(row).state, fresh(row).reason) == ("discarded", "discarded")
    raised(CannotTryAgain, lambda: discard(row, now=NOW))


def test_nothing_is_tried_again_while_nothing_may_be_asked(evening: Evening) -> None:
    claim = parked_claim(evening)
    switch(evening.restaurant, on=False, now=NOW)
    error = raised(CannotTryAgain, lambda: try_again(claim, now=NOW))
    assert "switched off" in str(error)


def test_a_row_is_found_by_its_key_in_its_own_restaurant_only(evening: Evening) -> None:
    claim = parked_claim(evening)
    row = linked_handover(evening, "failed")
    other = a_restaurant("other", "Other")
    assert row_by_key(evening.restaurant, claim.key) == claim
    assert row_by_key(evening.restaurant, row.key) == row
    assert row_by_key(other, claim.key) is None


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


@pytest.mark.parametrize("reason", ["bug", "strange"])
def test_saving_the_connection_leaves_what_a_person_has_to_look_at(evening: Evening, reason: str) -> None:
    claim = parked_claim(evening, reason)
    connect(evening.restaurant)
    assert fresh(claim).state == "parked"


@pytest.mark.rule("D16")
def test_a_removed_connection_parks_what_comes_and_a_new_one_resumes_it(evening: Evening) -> None:
    claim = evening.claims(BASKET)
    remove(evening.restaurant)
    assert evening.verifies(claim).reason == "no_connection"
    connect(evening.restaurant)
    assert fresh(claim).state == "waiting"


@pytest.mark.rule("D18")
@pytest.mark.parametrize("state", ["waiting", "parked"])
def test_a_claim_that_cannot_be_settled_ends_after_72_hours(evening: Evening, state: str) -> None:
    claim = evening.claims(BASKET)
    row = evening.completes(claim.booking)
    Claim.objects.filter(pk=claim.pk).update(state=state)
    empty_queue()
    evening.clock.passes(hours=71)
    assert sweep.sweep(now=evening.clock()) == 0
    evening.clock.passes(hours=1)
    assert sweep.sweep(now=evening.clock()) == 1
    assert jobs() == [("claim_overdue", claim.pk, None)]
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
    assert story(claim) == [("unverified", None)]


def test_a_handover_that_lost_its_claim_by_parting_profiles_is_found(evening: Evening) -> None:
    claim = evening.claims(BASKET)
    stray = evening.phones(Person("Anna", "Riley", "old@example.org", "07700 900177"))
    merge_guests(restaurant=evening.restaurant, stays_id=claim.guest_id, goes_id=stray.guest_id)
    row = evening.completes(stray)
    assert row.state == "waiting"
    unmerge_guest(restaurant=evening.restaurant, guest_id=stray.guest_id)
    empty_queue()
    sweep.sweep(now=NOW)
    assert jobs() == [("handover_stranded", row.pk, None)]
    sweep.release_stranded(row.pk, at=NOW)
    assert (fresh(row).state, fresh(row).reason) == ("not_mirrored", "no_basket")


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
    assert [job[2] for job in jobs()] == [f"handover:{evening.restaurant.pk}:I-OTHER"]


@pytest.mark.rule("D5")
def test_a_parked_handover_is_withdrawn_as_well(evening: Evening) -> None:
    row = linked_handover(evening, "parked", "settings")
    assert withdraw_unwritten(evening.turns(row.booking, "confirmed"), at=NOW) == 1
    assert (fresh(row).state, fresh(row).reason) == ("withdrawn", "reopened")


def test_a_parked_claim_keeps_its_handover_waiting(evening: Evening) -> None:
    claim = parked_claim(evening)
    assert evening.completes(claim_of(claim.booking).booking).state == "waiting"

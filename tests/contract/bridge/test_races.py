"""What if a claim settles while a handover decides to wait? Two real connections, both orders."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection as database
from django.db import connections, transaction

from entracte.boxoffice.claims.verify import verify
from entracte.boxoffice.connections.save import switch
from entracte.boxoffice.handovers.open import open_handover, withdraw_unwritten
from entracte.boxoffice.models import Claim, Connection, Handover
from entracte.boxoffice.person import locked_person
from entracte.boxoffice.reasons import plain
from entracte.guests.actions import merge_guests
from entracte.guests.queries import locked_guest
from entracte.jobs.tries import TryLater
from tests.bridge import ANA, ANA_TYPES, BEN_TYPES, Evening, claim_of, connect, fresh, jobs
from tests.contract.simulator import Simulator
from tests.waiting import waiting_for_locks

pytestmark = pytest.mark.django_db(transaction=True)


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.02)


class Other:
    """A piece of work on a connection of its own."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._done = self._pool.submit(self._run, work)

    def _run(self, work: Callable[[], object]) -> None:
        try:
            work()
        finally:
            connections.close_all()

    def ends(self) -> None:
        """Wait for its end, and fail where it failed."""
        self._done.result(timeout=20)
        self._pool.shutdown()


@pytest.mark.rule("D2")
@pytest.mark.parametrize("basket_of, ends", [(ANA, "queued"), (None, "not_mirrored")])
@pytest.mark.parametrize("first", ["claim", "handover"])
def test_a_handover_never_waits_for_a_claim_that_settles_at_the_same_moment(
    evening: Evening, spektrix: Simulator, first: str, basket_of: str | None, ends: str
) -> None:
    connect(evening.restaurant, spektrix.url, sign_in_minutes=0)
    booking = evening.books(spektrix.basket(basket_of)["id"]).booking
    claim = claim_of(booking)
    change_id = evening.turns(booking, "completed")
    spektrix.fault("slow", times=1, seconds=1)
    settles = Other(lambda: verify(claim.pk, clock=evening.clock))
    until(lambda: Claim.objects.get(pk=claim.pk).tries == 1)

    def decides() -> object:
        return open_handover(change_id, at=evening.clock())

    with transaction.atomic():
        locked_guest(booking.guest_id)
        if first == "claim":
            until(lambda: waiting_for_locks() == 1)
            decision = Other(decides)
        else:
            decision = Other(decides)
            until(lambda: waiting_for_locks() == 1)
        until(lambda: waiting_for_locks() == 2)
    settles.ends()
    decision.ends()
    row = Handover.objects.get()
    assert (row.state, fresh(claim).state != "waiting") == (ends, True)


def test_two_workers_on_one_claim_settle_it_once(evening: Evening, spektrix: Simulator) -> None:
    claim = evening.claims(spektrix.basket(ANA)["id"])
    spektrix.fault("slow", times=2, seconds=0.5)
    both = [Other(lambda: verify(claim.pk, clock=evening.clock)) for _ in range(2)]
    for each in both:
        each.ends()
    assert fresh(claim).state == "verified"
    assert list(claim.steps.values_list("what", flat=True)) == ["asked", "verified"]


@pytest.mark.rule("D16")
def test_work_never_parks_for_settings_that_were_put_right_meanwhile(
    evening: Evening, spektrix: Simulator
) -> None:
    """The old key is refused while a person saves the right one: the claim must not stay parked."""
    connect(evening.restaurant, spektrix.url, api_key="YW5vdGhlciBrZXk=")
    claim = evening.claims(spektrix.basket(ANA)["id"])
    spektrix.fault("slow", times=1, seconds=1)

    def verifies() -> None:
        with pytest.raises(Exception, match="the settings changed meanwhile"):
            verify(claim.pk, clock=evening.clock)

    asks = Other(verifies)
    until(lambda: Claim.objects.get(pk=claim.pk).tries == 1)
    evening.clock.passes(seconds=1)
    connect(evening.restaurant, spektrix.url, now=evening.clock())
    asks.ends()
    assert (fresh(claim).state, Connection.objects.get().trouble) == ("waiting", "")
    assert evening.verifies(claim).state == "verified"


@pytest.mark.rule("D16")
def test_switching_on_finds_what_parks_at_the_same_moment(evening: Evening, spektrix: Simulator) -> None:
    switch(evening.restaurant, on=False, now=evening.clock())
    claim = evening.claims(spektrix.basket(ANA)["id"])
    with transaction.atomic():
        locked_guest(claim.guest_id)
        parks = Other(lambda: verify(claim.pk, clock=evening.clock))
        until(lambda: waiting_for_locks() == 1)
        switches = Other(lambda: switch(evening.restaurant, on=True, now=evening.clock()))
        until(lambda: waiting_for_locks() == 2)
    parks.ends()
    switches.ends()
    assert fresh(claim).state == "waiting"
    assert [job[0] for job in jobs()] == ["claim_made", "claim_made"]


def test_two_who_lock_one_person_from_different_profiles_never_block_each_other(
    evening: Evening, spektrix: Simulator
) -> None:
    """Merged profiles are locked in the order of ids, whichever of them the work is about."""
    stays, goes = evening.phones(ANA_TYPES).guest_id, evening.phones(BEN_TYPES).guest_id
    merge_guests(restaurant=evening.restaurant, stays_id=stays, goes_id=goes)

    def locks_the_later() -> None:
        with transaction.atomic():
            locked_person(goes)

    with transaction.atomic():
        locked_guest(stays)
        other = Other(locks_the_later)
        until(lambda: waiting_for_locks() == 1)
        with database.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '500ms'")
        assert locked_person(stays).ids == {stays, goes}
    other.ends()


@pytest.mark.rule("D5")
def test_a_booking_put_back_during_the_write_does_not_deny_that_it_was_written(
    evening: Evening, spektrix: Simulator
) -> None:
    booking = evening.links(spektrix.basket(ANA)["id"])
    row = evening.completes(booking)
    spektrix.fault("slow", times=1, seconds=1.5, method="PATCH")
    writes = Other(lambda: evening.writes(row))
    until(lambda: Handover.objects.get().tries == 1)
    withdraw_unwritten(evening.turns(booking, "confirmed"), at=evening.clock())
    assert fresh(row).state == "withdrawn"
    writes.ends()
    assert fresh(row).state == "written"
    assert plain(fresh(row).reason) == (
        "It was written just as the booking was put back. The next Completed writes fresh values."
    )


@pytest.mark.rule("D9")
def test_a_basket_that_another_system_does_not_know_is_not_gone(
    evening: Evening, spektrix: Simulator
) -> None:
    """The client name is put right while the wrong one is being asked: the right one has not answered yet."""
    claim = evening.claims("I-9QR3-2LTM")
    Claim.objects.filter(pk=claim.pk).update(gone_since=evening.clock())
    evening.clock.passes(hours=1)
    spektrix.fault("slow", times=1, seconds=1.5, match="custom-payment-types")

    def verifies() -> None:
        with pytest.raises(TryLater, match="another Spektrix system"):
            verify(claim.pk, clock=evening.clock)

    asks = Other(verifies)
    until(lambda: claim.steps.count() == 1)
    Connection.objects.update(client_name="birch")
    asks.ends()
    assert fresh(claim).state == "waiting"

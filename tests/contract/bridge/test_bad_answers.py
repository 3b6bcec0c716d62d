"""Does a strange answer of Spektrix stop no more than what it is about, and for no longer than it must?"""

import json
from datetime import timedelta

import pytest

from entracte.boxoffice.activity.idle_work import idle_work
from entracte.boxoffice.connections.check import run_checks
from entracte.boxoffice.connections.client import client_for
from entracte.boxoffice.models import AttributeSight, Claim, Connection, Gate, Handover, Stoppage
from entracte.boxoffice.stoppages.begin_again import probe
from entracte.boxoffice.sweep import sweep
from entracte.clock import system_now
from entracte.jobs.tries import TryLater
from entracte.spektrix.errors import SpektrixError
from tests.bridge import ANA, LAST_DINED, VISITS, Evening, connect, fresh, raised, sentences
from tests.contract.simulator import Simulator
from tests.database.boxoffice.rows import link
from tests.unit.spektrix.wire import open_wire

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return list(Handover.objects.order_by("completed_at", "id").values_list("state", flat=True))


def stoppage(call: str) -> Stoppage:
    return Stoppage.objects.get(call=call)


@pytest.mark.rule("D27")
def test_a_basket_that_is_read_again_lets_baskets_go_on_though_its_customer_may_not_be_read(
    evening: Evening, spektrix: Simulator
) -> None:
    """Each kind of call stops and goes on by itself, also within one piece of work."""
    spektrix.control("POST", "switches", {"customer_shape": "id"})
    spektrix.fault("401", match="baskets/")
    claims = [evening.claims(spektrix.basket(ANA)["id"]) for _ in range(3)]
    evening.asks_until_parked(lambda: evening.verifies(claims[0]))
    evening.takes_turn()
    spektrix.clear_faults()
    spektrix.fault("403", match="customers/")
    evening.clock.passes(hours=1)
    probe(stoppage("read_basket").pk, at=evening.clock())
    raised(TryLater, lambda: evening.verifies(claims[0]))
    assert [fresh(claim).state for claim in claims] == ["waiting"] * 3
    assert (stoppage("read_basket").failing_since, stoppage("read_customer").failures) == (None, 1)


@pytest.mark.rule("D27")
def test_a_customer_that_is_read_again_lets_reads_go_on_though_the_write_is_refused(
    evening: Evening, spektrix: Simulator
) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    Handover.objects.update(tries=1)
    Stoppage.objects.create(
        restaurant=evening.restaurant, call="read_customer", failing_since=evening.clock(), failures=1
    )
    spektrix.fault("403", method="PATCH")
    raised(TryLater, lambda: evening.writes(row))
    assert (stoppage("read_customer").failing_since, stoppage("write_customer").failures) == (None, 1)


@pytest.mark.rule("D27")
def test_probes_that_end_without_a_word_on_the_settings_come_at_growing_intervals_too(
    evening: Evening, spektrix: Simulator
) -> None:
    """Each probe finds a basket that is gone by then; that says nothing, and is no reason to hurry."""
    spektrix.fault("401")
    claims = [evening.claims(spektrix.basket(ANA)["id"]) for _ in range(4)]
    evening.asks_until_parked(lambda: evening.verifies(claims[0]))
    evening.takes_turn()
    spektrix.clear_faults()
    spektrix.fault("404", match="baskets/")
    asked = []
    for _ in range(60):
        evening.clock.passes(minutes=1)
        sweep(now=evening.clock())
        due = stoppage("read_basket")
        if due.next_at is not None and due.next_at <= evening.clock():
            asked.append(evening.clock())
            probe(due.pk, at=evening.clock())
            evening.takes_turn()
    assert 0 < len(asked) <= 3


@pytest.mark.rule("D28")
def test_one_basket_whose_reads_end_in_an_outage_never_holds_the_others(
    evening: Evening, spektrix: Simulator
) -> None:
    baskets = [spektrix.basket(ANA)["id"] for _ in range(3)]
    claims = [evening.claims(basket) for basket in baskets]
    Claim.objects.update(state="parked", reason="strange")
    spektrix.fault("500", match=baskets[0])
    run_checks(Connection.objects.defer("api_key").get(), now=evening.clock())
    for _ in range(6):
        Gate.objects.update(closed_until=None)
        evening.takes_turn()
        sweep(now=evening.clock())
        evening.clock.passes(seconds=1)
    assert [fresh(claim).state for claim in claims] == ["waiting", "verified", "verified"]


@pytest.mark.parametrize("status", [403, 409, 503])
def test_the_wait_that_any_refusal_asks_for_holds_for_the_whole_connection(
    evening: Evening, status: int
) -> None:
    with open_wire() as wire:
        connect(evening.restaurant, wire.origin)
        wire.answers(status, b"{}", Retry_After="70")
        with client_for(Connection.objects.get()) as client:
            raised(SpektrixError, client.known_good)
    closed_until = Gate.objects.get().closed_until
    assert closed_until is not None
    assert closed_until - system_now() > timedelta(seconds=60)


@pytest.mark.rule("D15")
@pytest.mark.parametrize(
    "held, is_date",
    [
        ("2026-12-04T00:00:00", True),
        ("2026-12-04", True),
        ("2026-12-04T00:00:00.000Z", True),
        ("2026-12-04T19:00:00+00:00", False),
        ("2026-12-04 and more", False),
    ],
)
def test_only_a_day_without_a_time_is_called_an_attribute_of_type_date(
    evening: Evening, held: str, is_date: bool
) -> None:
    story = written_where_spektrix_holds(evening, held)
    assert f"Spektrix holds {held}" in story
    assert ("choose shape Date" in story) == is_date


@pytest.mark.parametrize("held", ["a\0b", "a\ud800b", "\u202egnp", "x" * 100_000, {"a": "\0"}, [["\0"]]])
def test_a_value_that_cannot_be_stored_is_shown_as_far_as_it_can(evening: Evening, held: object) -> None:
    story = written_where_spektrix_holds(evening, held)
    assert "but Spektrix holds" in story
    assert not {"\0", "\ud800", "\u202e"} & set(story)


def written_where_spektrix_holds(evening: Evening, held: object) -> str:
    """The end of the story of a write where Spektrix holds this as Last Dined At."""
    booking = evening.phones()
    link(evening, booking.guest_id)
    row = evening.completes(booking)
    with open_wire() as wire:
        connect(evening.restaurant, wire.origin)
        wire.answers(200, json.dumps({"id": ANA, LAST_DINED: held, VISITS: 1}).encode())
        ended = evening.writes(row)
    assert (ended.state, ended.reason) == ("failed", "kept_otherwise")
    return sentences(ended)[-1]


@pytest.mark.rule("D31")
def test_the_test_customer_is_a_customer_who_was_read(evening: Evening, spektrix: Simulator) -> None:
    connect(evening.restaurant, spektrix.url, test_customer_id=ANA)
    run_checks(Connection.objects.defer("api_key").get(), now=evening.clock())
    assert set(AttributeSight.objects.values_list("key", "form")) == {(LAST_DINED, "flat"), (VISITS, "flat")}


def test_work_that_goes_on_after_a_long_stop_is_not_shown_as_due_for_long(
    evening: Evening, spektrix: Simulator
) -> None:
    rows = [evening.completes(evening.links(spektrix.basket(ANA)["id"])) for _ in range(3)]
    Handover.objects.update(state="failed", reason="refused")
    evening.clock.passes(days=2)
    run_checks(Connection.objects.defer("api_key").get(), now=evening.clock())
    assert idle_work(now=evening.clock()) is None
    evening.writes(rows[0])
    assert states() == ["written", "queued", "queued"]
    assert idle_work(now=evening.clock()) is None
    evening.clock.passes(minutes=4)
    idle = idle_work(now=evening.clock())
    assert idle is not None
    assert (idle.number, evening.clock() - idle.since) == (2, timedelta(minutes=4))


@pytest.mark.parametrize("odd", ["x" * 201, "x" * 5000, 10**900, ".", ".."])
@pytest.mark.parametrize("is_whole", [True, False])
def test_a_customer_whose_id_cannot_be_one_ends_the_claim_with_a_reason(
    evening: Evening, odd: object, is_whole: bool
) -> None:
    details = {"firstName": "Ana", "lastName": "Riley", "email": "ana.riley@example.org", "phone": "1"}
    basket = {"id": "I-1", "customer": {"id": odd, **(details if is_whole else {})}}
    with open_wire() as wire:
        connect(evening.restaurant, wire.origin)
        wire.answers(200, json.dumps(basket).encode())
        claim = evening.verifies(evening.claims("I-9QR3-2LTM"))
        assert len(wire.requests) == 1
    assert (claim.state, claim.reason, claim.basket_id) == ("unverified", "odd_customer", None)
    assert "id" in sentences(claim)[-1]

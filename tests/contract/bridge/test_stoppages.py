"""Does work that stopped go on once it is mended: one piece first, the rest when it holds, oldest first?"""

import os
from collections import Counter
from datetime import datetime
from itertools import pairwise

import pytest
from pytest_django import Settings

from entracte.boxoffice.connections.check import run_checks
from entracte.boxoffice.gate.asking import _asking_here, begin_asking
from entracte.boxoffice.models import Claim, Connection, Handover, Stoppage
from entracte.boxoffice.stoppages.begin_again import probe
from entracte.jobs.tries import TryLater
from tests.bridge import ANA, BEN, BEN_TYPES, VISITS, Evening, connect, fresh, jobs, raised, work
from tests.contract.bridge.many_writes import stopped_writes
from tests.contract.simulator import Simulator

pytestmark = pytest.mark.django_db


def tests_connection(evening: Evening) -> None:
    run_checks(Connection.objects.defer("api_key").get(), now=evening.clock())


def states() -> list[str]:
    return list(Handover.objects.order_by("completed_at", "id").values_list("state", flat=True))


def failed_writes(evening: Evening, spektrix: Simulator, number: int = 3) -> list[Handover]:
    """Writes that Spektrix did not take, since one attribute is not available to the API."""
    spektrix.control("POST", f"attributes/{VISITS}", {"available": False})
    rows = []
    for _ in range(number):
        rows.append(evening.completes(evening.links(spektrix.basket(ANA)["id"])))
        evening.clock.passes(minutes=1)
        evening.writes(rows[-1])
    assert states() == ["failed"] * number
    return rows


@pytest.mark.rule("D28")
def test_writes_that_failed_go_on_after_the_mend_one_first_and_the_rest_when_it_holds(
    evening: Evening, spektrix: Simulator
) -> None:
    failed_writes(evening, spektrix)
    spektrix.control("POST", f"attributes/{VISITS}", {"available": True})
    tests_connection(evening)
    assert states() == ["queued", "failed", "failed"]
    evening.takes_turn()
    assert states() == ["written", "queued", "queued"]
    for _ in range(2):
        evening.takes_turn()
    assert states() == ["written"] * 3


@pytest.mark.rule("D28")
def test_a_mend_that_does_not_hold_leaves_the_others_alone_and_ends(
    evening: Evening, spektrix: Simulator
) -> None:
    """Each goes first once, one at a time; then the round is over and nothing is asked any more."""
    failed_writes(evening, spektrix)
    calls = len(spektrix.calls())
    connect(evening.restaurant, spektrix.url)
    for _ in range(6):
        assert states().count("queued") <= 1
        evening.takes_turn()
    assert states() == ["failed"] * 3
    assert not Stoppage.objects.filter(is_trying=True).exists()
    assert len([call for call in spektrix.calls()[calls:] if call["method"] == "PATCH"]) == 3


@pytest.mark.rule("D28")
def test_one_bad_customer_never_holds_the_others(evening: Evening, spektrix: Simulator) -> None:
    rows = [evening.completes(evening.links(spektrix.basket(BEN)["id"], who=BEN_TYPES))]
    evening.clock.passes(minutes=1)
    rows += [evening.completes(evening.links(spektrix.basket(ANA)["id"])) for _ in range(2)]
    Handover.objects.update(state="failed", reason="refused")
    spektrix.fault("not_json", match=BEN)
    spektrix.control("DELETE", f"customers/{BEN}")
    spektrix.clear_faults()
    tests_connection(evening)
    for _ in range(6):
        evening.takes_turn()
    assert states()[1:] == ["written", "written"]
    assert states()[0] != "written"


@pytest.mark.rule("D28")
@pytest.mark.parametrize(
    "reason",
    ["no_connection", "switched_off", "settings", "refused", "not_taken", "kept_otherwise", "strange"],
)
def test_every_reason_that_a_mend_may_lift_goes_on(
    evening: Evening, spektrix: Simulator, reason: str
) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    state = "failed" if reason in ("refused", "not_taken", "kept_otherwise") else "parked"
    Handover.objects.update(state=state, reason=reason)
    tests_connection(evening)
    evening.takes_turn()
    assert fresh(row).state == "written"


@pytest.mark.rule("D28")
@pytest.mark.parametrize(
    "state, reason", [("parked", "bug"), ("discarded", "discarded"), ("failed", "customer_gone")]
)
def test_a_bug_and_what_was_discarded_never_go_on_by_themselves(
    evening: Evening, spektrix: Simulator, state: str, reason: str
) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    Handover.objects.update(state=state, reason=reason)
    tests_connection(evening)
    evening.takes_turn()
    assert (fresh(row).state, fresh(row).reason) == (state, reason)


@pytest.mark.rule("D28")
def test_a_piece_that_goes_first_and_is_discarded_lets_the_next_go_first(
    evening: Evening, spektrix: Simulator
) -> None:
    from entracte.boxoffice import sweep
    from entracte.boxoffice.by_hand import discard

    rows = failed_writes(evening, spektrix)
    spektrix.control("POST", f"attributes/{VISITS}", {"available": True})
    tests_connection(evening)
    discard(fresh(rows[0]), now=evening.clock(), why="Twice")
    sweep.sweep(now=evening.clock())
    assert states() == ["discarded", "queued", "failed"]


@pytest.mark.rule("D27")
@pytest.mark.parametrize("fault", ["401", "403"])
def test_a_refusal_that_passes_parks_nothing(evening: Evening, spektrix: Simulator, fault: str) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    spektrix.fault(fault, times=2)
    for _ in range(2):
        later = raised(TryLater, lambda: evening.writes(row))
        assert isinstance(later, TryLater)
        evening.clock.passes(seconds=later.after_seconds or 0)
    assert evening.writes(row).state == "written"
    assert set(Stoppage.objects.values_list("failures", flat=True)) == {0}
    assert Connection.objects.get().trouble == ""


@pytest.mark.rule("D27")
def test_a_refusal_is_counted_for_the_kind_of_call_and_not_for_each_piece(
    evening: Evening, spektrix: Simulator
) -> None:
    claims = [evening.claims(spektrix.basket(ANA)["id"]) for _ in range(8)]
    spektrix.fault("401")
    for _ in range(40):
        evening.takes_turn()
        evening.clock.passes(seconds=20)
    assert len(spektrix.calls()) <= 7
    assert {fresh(claim).state for claim in claims} == {"parked"}


@pytest.mark.rule("D27")
def test_a_success_releases_its_own_kind_of_call_oldest_first(evening: Evening, spektrix: Simulator) -> None:
    spektrix.fault("401", method="PATCH")
    rows = [evening.completes(evening.links(spektrix.basket(ANA)["id"])) for _ in range(3)]
    evening.asks_until_parked(lambda: evening.writes(rows[0]))
    evening.takes_turn()
    assert states() == ["parked"] * 3
    verified = evening.verifies(evening.claims(spektrix.basket(ANA)["id"]))
    assert (verified.state, states()) == ("verified", ["parked"] * 3)
    spektrix.clear_faults()
    evening.clock.passes(hours=1)
    probe(Stoppage.objects.get(call="write_customer").pk, at=evening.clock())
    assert states() == ["queued", "parked", "parked"]
    evening.takes_turn()
    assert states() == ["written", "queued", "queued"]
    assert Connection.objects.get().trouble == ""


@pytest.mark.rule("D27")
def test_probes_of_a_parked_kind_come_at_growing_intervals(evening: Evening, spektrix: Simulator) -> None:
    spektrix.fault("403")
    claim = evening.claims(spektrix.basket(ANA)["id"])
    evening.asks_until_parked(lambda: evening.verifies(claim))
    waits = []
    for _ in range(6):
        stoppage = Stoppage.objects.get(call="read_basket")
        assert stoppage.next_at is not None
        waits.append((stoppage.next_at - evening.clock()).total_seconds())
        evening.clock.now = stoppage.next_at
        probe(stoppage.pk, at=evening.clock())
        assert fresh(claim).state == "waiting"
        evening.verifies(claim)
        assert fresh(claim).state == "parked"
    assert all(one <= other for one, other in pairwise(waits))
    assert (waits[0] >= 600, waits[-1] <= 4 * 3600, waits[-1] >= 2 * waits[0]) == (True, True, True)


def fullest_bucket(spektrix: Simulator, rate: float) -> float:
    """The most that ever stood in a bucket that lets so many calls out a second, by the record."""
    moments = [datetime.fromisoformat(call["at"]) for call in spektrix.calls("owner")]
    level, fullest = 0.0, 0.0
    for before, at in zip([moments[0], *moments], moments, strict=False):
        level = max(0.0, level - rate * (at - before).total_seconds()) + 1
        fullest = max(fullest, level)
    return fullest


def written_in_order(spektrix: Simulator, customers: list[str]) -> list[int]:
    """Which write each PATCH was, by the simulator's record: the first, the second ... of its customer."""
    count: Counter[str] = Counter()
    found = []
    for call in spektrix.calls("owner"):
        customer = call["path"].rpartition("/")[2]
        if call["method"] == "PATCH":
            found.append(count[customer] * len(customers) + customers.index(customer))
            count[customer] += 1
    return found


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("D27")
@pytest.mark.rule("D28")
@pytest.mark.timeout(3600)
def test_hundreds_of_writes_that_stood_still_go_out_in_order_and_never_above_the_rate(
    evening: Evening, spektrix: Simulator, settings: Settings
) -> None:
    number = int(os.environ.get("ENTRACTE_TEST_WRITES", "500"))
    rate = 60 if number == 500 else 300
    customers = stopped_writes(evening, spektrix, number)
    settings.SPEKTRIX_CALLS_PER_SECOND = rate
    spektrix.control("DELETE", "calls")
    tests_connection(evening)
    work(rounds=5)
    assert set(states()) == {"written"}
    order = written_in_order(spektrix, customers)
    assert sorted(order) == list(range(number))
    behind = [place - started for started, place in enumerate(order)]
    assert max(map(abs, behind)) <= settings.SPEKTRIX_CALLS_AT_ONCE
    assert fullest_bucket(spektrix, rate) <= rate + settings.SPEKTRIX_CALLS_AT_ONCE
    assert jobs() == []


@pytest.mark.django_db(transaction=True)
def test_an_outage_is_met_once_and_not_by_every_piece(
    evening: Evening, spektrix: Simulator, settings: Settings
) -> None:
    settings.RETRY_FIRST_SECONDS, settings.RETRY_CAP_SECONDS = 600, 600
    spektrix.fault("500")
    claims = [evening.claims(spektrix.basket(ANA)["id"]) for _ in range(10)]
    work(rounds=2)
    assert len(spektrix.calls()) == 1
    assert sorted(Claim.objects.values_list("tries", flat=True)) == [0] * 9 + [1]
    assert {fresh(claim).state for claim in claims} == {"waiting"}


@pytest.mark.django_db(transaction=True)
def test_the_wait_that_spektrix_asks_for_holds_for_the_whole_connection(
    evening: Evening, spektrix: Simulator
) -> None:
    spektrix.fault("429", times=1, seconds=90)
    for _ in range(4):
        evening.claims(spektrix.basket(ANA)["id"])
    row = evening.completes(evening.phones())
    work(rounds=2)
    assert [call["status"] for call in spektrix.calls()] == [429]
    assert fresh(row).tries == 0


@pytest.mark.django_db(transaction=True)
def test_what_a_lost_database_left_behind_keeps_nobody_waiting(evening: Evening, spektrix: Simulator) -> None:
    """The row that says who asks could not be removed; the process knows that nothing asks any more."""
    claim = evening.claims(spektrix.basket(ANA)["id"])
    begun = begin_asking(evening.restaurant.pk, lambda _: claim)
    assert begun is not None
    evening.takes_turn()
    assert fresh(claim).state == "waiting"
    _asking_here.clear()
    evening.takes_turn()
    assert fresh(claim).state == "verified"

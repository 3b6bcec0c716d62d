"""What if a worker is killed in the middle, or Spektrix is down all evening, and what is left behind?"""

from pathlib import Path

import pytest
from django.db import connection

from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.boxoffice.models import Claim, Handover
from tests.bridge import ANA, LAST_DINED, VISITS, Evening, claim_of, fresh, step_kinds
from tests.contract.bridge.processes import Worker, until
from tests.contract.simulator import Simulator

pytestmark = pytest.mark.django_db(transaction=True)

OUR_TABLES = """
SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
"""


def tables_with(text: str) -> list[str]:
    """The tables of which any row, as text, holds this."""
    with connection.cursor() as cursor:
        cursor.execute(OUR_TABLES)
        names = [name for (name,) in cursor.fetchall()]
        found = []
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {name} AS row WHERE row::text LIKE %s", [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.append(name)
    return found


def writes(spektrix: Simulator) -> list[str]:
    return [call["method"] for call in spektrix.calls() if call["method"] != "GET"]


@pytest.mark.rule("R6")
def test_a_claim_outlives_a_worker_killed_in_the_middle(
    evening: Evening, spektrix: Simulator, tmp_path: Path
) -> None:
    spektrix.fault("slow", seconds=30)
    claim = evening.claims(spektrix.basket(ANA)["id"])
    Worker(tmp_path / "first.log").dies_when(lambda: fresh(claim).tries == 1)
    spektrix.clear_faults()
    assert fresh(claim).state == "waiting"
    with Worker(tmp_path / "second.log"):
        until(lambda: fresh(claim).state == "verified", "the claim")
    assert fresh(claim).tries == 2


@pytest.mark.rule("D6")
def test_a_handover_outlives_a_worker_killed_in_the_middle_and_is_written_once(
    evening: Evening, spektrix: Simulator, tmp_path: Path
) -> None:
    """The write reached Spektrix, its answer was lost: the second worker reads, and is done."""
    booking = evening.links(spektrix.basket(ANA)["id"])
    spektrix.fault("slow", seconds=30, method="PATCH")
    evening.turns(booking, "completed")
    Worker(tmp_path / "first.log").dies_when(lambda: writes(spektrix) or spektrix.customer()["values"])
    spektrix.clear_faults()
    with Worker(tmp_path / "second.log"):
        until(lambda: Handover.objects.get().state == "written", "the handover")
    row = Handover.objects.get()
    assert (row.tries, step_kinds(row)) == (2, [("already_there", 200)])
    assert spektrix.customer()["values"] == {LAST_DINED: "2026-12-04T19:30:00+00:00", VISITS: 1}


@pytest.mark.rule("R5")
def test_the_basket_is_found_nowhere_once_the_claim_is_settled(
    evening: Evening, spektrix: Simulator, tmp_path: Path
) -> None:
    basket = spektrix.basket(ANA)["id"]
    spektrix.fault("500", times=1, match="/baskets/")
    claim = evening.claims(basket)
    assert tables_with(basket) == ["boxoffice_claim"]
    with Worker(tmp_path / "worker.log"):
        until(lambda: fresh(claim).state == "verified", "the claim")
        evening.turns(claim.booking, "completed")
        until(lambda: Handover.objects.filter(state="written").exists(), "the handover")
    assert tables_with(basket) == []
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in written if basket in path.read_text()] == []
    assert [path.name for path in written] == ["worker.log"]


def test_no_log_holds_a_name_an_e_mail_or_a_customer(
    evening: Evening, spektrix: Simulator, tmp_path: Path
) -> None:
    spektrix.fault("not_json", times=2)
    spektrix.fault("ignore_attributes")
    booking = evening.books(spektrix.basket(ANA)["id"], customer_id=ANA).booking
    with Worker(tmp_path / "worker.log"):
        until(lambda: claim_of(booking).state == "verified", "the claim")
        evening.turns(booking, "completed")
        until(lambda: Handover.objects.filter(state="failed").exists(), "the handover")
    log = (tmp_path / "worker.log").read_text()
    for personal in (ANA, "Riley", "ana.riley", "900101", spektrix.key, "SpektrixAPI3"):
        assert personal not in log


def test_spektrix_down_for_the_whole_evening_and_back(
    evening: Evening, spektrix: Simulator, tmp_path: Path
) -> None:
    spektrix.fault("502")
    bookings = [evening.books(spektrix.basket(ANA)["id"]).booking for _ in range(2)]
    with Worker(tmp_path / "worker.log"):
        for booking in reversed(bookings):
            change_status(
                booking_id=booking.pk,
                restaurant=evening.restaurant,
                to="completed",
                asker=Asker(actor=None, now=evening.clock()),
            )
        until(lambda: Claim.objects.filter(tries__gte=3).count() == 2, "a few tries")
        assert set(Handover.objects.values_list("state", flat=True)) == {"waiting"}
        spektrix.clear_faults()
        until(lambda: Handover.objects.filter(state="written").count() == 2, "both handovers")
    assert spektrix.customer()["values"] == {LAST_DINED: "2026-12-05T19:30:00+00:00", VISITS: 2}
    assert set(writes(spektrix)) == {"PATCH"}

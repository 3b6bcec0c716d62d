"""Does the bridge believe only what Spektrix really holds, in whichever form it comes?"""

import json

import pytest

from entracte.boxoffice.connections.attribute_choices import AttributeChoices
from entracte.boxoffice.connections.attribute_sights import sight_lines
from entracte.boxoffice.models import AttributeSight, Connection
from entracte.jobs.tries import TryLater
from tests.bridge import ANA, BEN, LAST_DINED, VISITS, Evening, connect, fresh, raised, sentences
from tests.contract.simulator import Simulator
from tests.database.boxoffice.rows import link
from tests.unit.spektrix.wire import open_wire

pytestmark = pytest.mark.django_db


@pytest.mark.rule("D31")
@pytest.mark.parametrize("form", ["flat", "list"])
def test_a_write_is_read_back_in_either_form(evening: Evening, spektrix: Simulator, form: str) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    spektrix.control("POST", "switches", {"attribute_form": form})
    assert evening.writes(row).state == "written"
    assert dict(AttributeSight.objects.values_list("key", "form")) == {LAST_DINED: form, VISITS: form}
    [body] = [call["body"] for call in spektrix.calls() if call["method"] == "PATCH"]
    assert set(body) == {LAST_DINED, VISITS}


@pytest.mark.rule("D31")
def test_an_attribute_of_type_date_is_named_with_what_spektrix_holds(
    evening: Evening, spektrix: Simulator
) -> None:
    spektrix.control("POST", "attributes", {"name": "Dined At", "kind": "date"})
    choices = AttributeChoices("Dined At", "", "date_time", "Number of Restaurant Visits", VISITS, "number")
    connect(evening.restaurant, spektrix.url, choices=choices)
    row = evening.writes(evening.completes(evening.links(spektrix.basket(ANA)["id"])))
    assert (row.state, row.reason) == ("failed", "kept_otherwise")
    assert sentences(row)[-1] == (
        "Dined At: written, but Spektrix holds 2026-12-04T00:00:00: "
        "the attribute has type Date, choose shape Date."
    )


@pytest.mark.rule("D15")
def test_a_reply_that_differs_is_not_believed_before_the_customer_was_read(
    evening: Evening, spektrix: Simulator
) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    spektrix.fault("ignore_attributes")
    evening.writes(row)
    assert [call["method"] for call in spektrix.calls()] == ["GET", "PATCH", "GET"]


@pytest.mark.rule("D31")
def test_a_reply_about_another_customer_parks_and_proves_nothing(evening: Evening) -> None:
    booking = evening.phones()
    link(evening, booking.guest_id)
    row = evening.completes(booking)
    with open_wire() as wire:
        connect(evening.restaurant, wire.origin)
        wire.answers(
            200, json.dumps({"id": BEN, LAST_DINED: "2026-12-04T19:30:00+00:00", VISITS: 1}).encode()
        )
        parked = evening.writes(row)
    assert (parked.state, parked.reason) == ("parked", "strange")
    assert "another customer" in sentences(parked)[-1]
    assert not AttributeSight.objects.exists()


@pytest.mark.rule("D31")
@pytest.mark.parametrize("fault", ["404", "409"])
def test_a_customer_that_is_missing_or_busy_is_asked_for_again_for_a_while(
    evening: Evening, spektrix: Simulator, fault: str
) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    spektrix.fault(fault, times=1, method="PATCH")
    raised(TryLater, lambda: evening.writes(row))
    assert fresh(row).state == "queued"
    assert evening.writes(row).state == "written"


@pytest.mark.rule("D31")
def test_a_conflict_that_stays_is_refused_and_no_missing_customer(
    evening: Evening, spektrix: Simulator
) -> None:
    row = evening.completes(evening.links(spektrix.basket(ANA)["id"]))
    spektrix.fault("409", method="PATCH")
    raised(TryLater, lambda: evening.writes(row))
    evening.clock.passes(minutes=5)
    ended = evening.writes(row)
    assert (ended.state, ended.reason) == ("failed", "refused")


@pytest.mark.rule("D31")
@pytest.mark.rule("D19")
def test_what_was_seen_stands_there_before_the_first_write_and_never_a_value(
    evening: Evening, spektrix: Simulator
) -> None:
    spektrix.control("POST", "switches", {"customer_shape": "id"})
    spektrix.control("POST", f"attributes/{VISITS}", {"available": False})
    shown = {line.key: line.sentence for line in sight_lines(Connection.objects.get())}
    assert shown == {LAST_DINED: "No customer was read yet.", VISITS: "No customer was read yet."}
    for _ in range(2):
        evening.links(spektrix.basket(ANA)["id"])
    shown = {line.key: line.sentence for line in sight_lines(Connection.objects.get())}
    assert shown[LAST_DINED].startswith("Seen, flat, ")
    assert shown[VISITS] == "Not seen yet on 2 customers. Is it made available to the API?"
    spektrix.control("POST", f"attributes/{VISITS}", {"available": True})
    evening.links(spektrix.basket(ANA)["id"])
    assert {line.is_seen for line in sight_lines(Connection.objects.get())} == {True}

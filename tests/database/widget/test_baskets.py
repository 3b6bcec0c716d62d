"""Does a basket cross with the booking where the widget says so, and never cost the guest a table?"""

from typing import Any

import pytest

from entracte.bookings.models import Booking
from entracte.boxoffice.models import Claim, Connection
from tests.bridge import claim_of, connect, jobs, step_kinds
from tests.database.widget.page import Page
from tests.submits import a_submit, as_json

BASKET, CUSTOMER = "I-9QR3-2LTM", "I-7K21-4WPD"

NONSENSE = {
    "a path": "../orders/1",
    "a path in backslashes": "1\\..\\orders",
    "per cent": "%2e%2e%2f",
    "per cent twice": "a%252f%252e%252e%252forders",
    "a dot": ".",
    "a line break": "I-9QR3\r\nX: y",
    "NUL": "I-9QR3\x00",
    "nothing seen": "\u200b",
    "half a letter": "I-\ud83d",
    "201 letters": "x" * 201,
    "10 kB": "x" * 10_240,
    "an object": {"id": BASKET},
    "a deep one": {"a": [{"b": {}}]},
    "a list": [BASKET],
    "a number": 17,
    "nought": 0,
    "a fraction": 1.5,
    "true": True,
    "false": False,
    "blank": "   ",
}


def settled_as_malformed(page: Page, **ids: Any) -> None:
    answer = page.books(idempotency_key="5f0c", **ids)
    assert (answer.status_code, answer.json()["status"]) == (201, "confirmed")
    claim = claim_of(Booking.objects.get())
    assert (claim.state, claim.reason) == ("unverified", "malformed")
    assert (claim.basket_id, claim.seen_customer_id, claim.settled_at is None) == (None, None, False)
    assert (step_kinds(claim), jobs()) == ([("unverified", None)], [])


@pytest.mark.rule("R5")
def test_the_basket_goes_with_the_submit_into_its_claim(bridged: Page) -> None:
    connect(bridged.house.restaurant)
    assert bridged.books(basket_id=BASKET, customer_id=CUSTOMER).status_code == 201
    claim = claim_of(Booking.objects.get())
    assert (claim.state, claim.basket_id, claim.seen_customer_id) == ("waiting", BASKET, CUSTOMER)
    assert jobs() == [("claim_made", claim.pk, None)]


ODD_IDS = ["x" * 200, "aGk/d2l0aA+b==", "two words", "x?y=1#z", "{9QR3-2LTM}", "İ-9QR3", "٣", "50%", "a..b"]


@pytest.mark.parametrize("basket_id", ODD_IDS)
def test_an_id_of_any_form_up_to_200_letters_is_claimed(bridged: Page, basket_id: str) -> None:
    connect(bridged.house.restaurant)
    assert bridged.books(basket_id=basket_id).status_code == 201
    claim = claim_of(Booking.objects.get())
    assert (claim.state, claim.basket_id) == ("waiting", basket_id)


@pytest.mark.rule("R4")
def test_the_answer_shows_nothing_of_the_basket(bridged: Page) -> None:
    connect(bridged.house.restaurant)
    shown = bridged.books(basket_id=BASKET, customer_id=CUSTOMER).content.decode()
    assert BASKET not in shown
    assert CUSTOMER not in shown


@pytest.mark.rule("R14")
@pytest.mark.parametrize("basket_id", NONSENSE.values(), ids=list(NONSENSE))
def test_a_basket_id_that_makes_no_sense_never_costs_a_table(bridged: Page, basket_id: object) -> None:
    connect(bridged.house.restaurant)
    settled_as_malformed(bridged, basket_id=basket_id)


@pytest.mark.rule("R14")
@pytest.mark.parametrize("customer_id", NONSENSE.values(), ids=list(NONSENSE))
def test_a_customer_id_that_makes_no_sense_never_costs_a_table(bridged: Page, customer_id: object) -> None:
    connect(bridged.house.restaurant)
    settled_as_malformed(bridged, basket_id=BASKET, customer_id=customer_id)


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"1e999", b"-0.0", rb'"\ud83d"'])
def test_json_that_only_some_can_read_never_costs_a_table(bridged: Page, number: bytes) -> None:
    body = as_json(a_submit(basket_id="HERE", customer_id="HERE")).replace(b'"HERE"', number)
    assert bridged.sends(body).status_code == 201
    assert claim_of(Booking.objects.get()).reason == "malformed"


@pytest.mark.parametrize("customer_id", [None, ""])
def test_a_basket_without_a_customer_is_claimed_too(bridged: Page, customer_id: object) -> None:
    connect(bridged.house.restaurant)
    bridged.books(basket_id=BASKET, customer_id=customer_id)
    claim = claim_of(Booking.objects.get())
    assert (claim.state, claim.basket_id, claim.seen_customer_id) == ("waiting", BASKET, "")


@pytest.mark.parametrize("ids", [{}, {"basket_id": None}, {"basket_id": ""}, {"customer_id": CUSTOMER}])
def test_without_a_basket_there_is_nothing_to_claim(bridged: Page, ids: dict[str, Any]) -> None:
    assert bridged.books(**ids).status_code == 201
    assert (Claim.objects.count(), jobs()) == (0, [])


@pytest.mark.rule("R1")
@pytest.mark.rule("D16")
@pytest.mark.parametrize("basket_id", [BASKET, *NONSENSE.values()], ids=["plausible", *NONSENSE])
def test_with_an_integration_of_none_the_ids_are_dropped_unread(page: Page, basket_id: object) -> None:
    connect(page.house.restaurant)
    assert page.books(basket_id=basket_id, customer_id=basket_id).status_code == 201
    assert (Booking.objects.count(), Claim.objects.count(), jobs()) == (1, 0, [])


@pytest.mark.rule("D16")
@pytest.mark.parametrize("is_removed", [True, False])
def test_with_the_connection_removed_or_off_the_guest_notices_nothing(
    bridged: Page, is_removed: bool
) -> None:
    connect(bridged.house.restaurant)
    if is_removed:
        Connection.objects.all().delete()
    else:
        Connection.objects.update(is_on=False)
    assert bridged.books(basket_id=BASKET).status_code == 201
    assert claim_of(Booking.objects.get()).state in ("waiting", "parked")


def test_the_same_submit_twice_is_one_claim(bridged: Page) -> None:
    connect(bridged.house.restaurant)
    answers = [bridged.books(idempotency_key="5f0c", basket_id=BASKET) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert (Booking.objects.count(), Claim.objects.count(), len(jobs())) == (1, 1, 1)


@pytest.mark.rule("D23")
@pytest.mark.parametrize(
    "ids", [{"basket_id": "I-0000-0000"}, {"basket_id": BASKET, "customer_id": "C-1"}, {"basket_id": {}}, {}]
)
def test_another_basket_is_the_same_attempt_and_the_claim_keeps_the_first(
    bridged: Page, ids: dict[str, object]
) -> None:
    connect(bridged.house.restaurant)
    first = bridged.books(idempotency_key="5f0c", basket_id=BASKET)
    again = bridged.books(idempotency_key="5f0c", **ids)
    assert (again.status_code, again.content) == (201, first.content)
    [claim] = Claim.objects.all()
    assert (claim.basket_id, claim.seen_customer_id) == (BASKET, "")

"""Are there four calls and no more, and do they say exactly what they should?"""

import dataclasses

import pytest

from entracte.spektrix import calls
from entracte.spektrix.errors import BadAttribute, BadId


@pytest.mark.rule("R15")
@pytest.mark.rule("R16")
@pytest.mark.rule("D19")
def test_the_client_knows_four_calls_and_none_of_them_names_orders_tickets_or_instances() -> None:
    assert [(crossing.method, crossing.path) for crossing in calls.ALL] == [
        ("GET", "baskets/{id}"),
        ("GET", "customers/{id}"),
        ("PATCH", "customers/{id}"),
        ("GET", "custom-payment-types"),
    ]


def test_each_call_says_what_it_is_for() -> None:
    assert all(crossing.purpose.endswith(".") for crossing in calls.ALL)
    assert len({crossing.name for crossing in calls.ALL}) == 4


def test_reads_have_no_body() -> None:
    for call in (calls.read_basket("B"), calls.read_customer("C"), calls.read_payment_types()):
        assert (call.method, call.body) == ("GET", None)


@pytest.mark.rule("R10")
def test_both_attributes_go_in_one_call() -> None:
    call = calls.write_customer("C-1", {"attribute_LastDinedAt": "2026-03-03", "attribute_Visits": 3})
    assert (call.method, call.path) == ("PATCH", "customers/C-1")
    assert call.body == b'{"attribute_LastDinedAt":"2026-03-03","attribute_Visits":3}'


@pytest.mark.parametrize(
    "attributes",
    [{}, {"email": "a@example.org"}, {"lastName": "X"}, {"attribute_": 1}, {"attribute_A": 1, "customer": 2}],
)
def test_nothing_but_attributes_can_be_written(attributes: dict[str, str | int]) -> None:
    with pytest.raises(BadAttribute):
        calls.write_customer("C-1", attributes)


@pytest.mark.parametrize(
    "basket_id,path",
    [
        ("I-9QR3-2LTM", "baskets/I-9QR3-2LTM"),
        ("a/b c+é", "baskets/a%2Fb%20c%2B%C3%A9"),
        ("../customers", "baskets/..%2Fcustomers"),
        ("x?mode=Web#y", "baskets/x%3Fmode%3DWeb%23y"),
        ("a\r\nHost: b", "baskets/a%0D%0AHost%3A%20b"),
        ("%2F", "baskets/%252F"),
        ("lower-Case~_.", "baskets/lower-Case~_."),
    ],
)
def test_an_odd_id_stays_one_segment_of_the_path(basket_id: str, path: str) -> None:
    assert calls.read_basket(basket_id).path == path


@pytest.mark.parametrize("odd", ["", ".", "..", "x" * 201, "\ud800"])
def test_an_id_that_would_change_the_path_is_refused(odd: str) -> None:
    for build in (calls.read_basket, calls.read_customer):
        with pytest.raises(BadId):
            build(odd)


def test_an_id_in_braces_is_not_taken_for_a_place_to_fill() -> None:
    assert calls.read_customer("{id}").path == "customers/%7Bid%7D"


def test_a_call_shows_neither_id_nor_body() -> None:
    call = calls.write_customer("C-SECRET", {"attribute_A": "PRIVATE"})
    assert "C-SECRET" not in repr(call)
    assert "PRIVATE" not in repr(call)


def test_a_call_cannot_be_changed_afterwards() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        calls.READ_BASKET.path = "orders"  # type: ignore[misc]

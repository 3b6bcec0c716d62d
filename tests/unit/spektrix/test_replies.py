"""Are Spektrix's answers understood in all the forms in which they may come?"""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from entracte.spektrix import errors, replies
from entracte.spektrix.records import Answered, Basket, Customer
from entracte.spektrix.replies import Reply

NOW = datetime(2026, 3, 3, 18, 45, 9, 500_000, tzinfo=UTC)
ANA = {
    "id": "I-7K21-4WPD",
    "firstName": "Ana",
    "lastName": "Riley",
    "email": "ana.riley@example.org",
    "phone": "",
    "mobile": "07700 900123",
}


def reply(body: object = None, *, status: int = 200, **headers: str) -> Reply:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status=status, headers=names, body=raw, received_at=NOW)


def basket_with(customer: object) -> Basket:
    return replies.basket(reply({"id": "B-1", "customer": customer}))


def test_a_customer_is_read_with_names_phones_and_attributes() -> None:
    found = replies.customer(reply({**ANA, "attribute_LastDinedAt": "x", "attribute_Visits": 3, "age": None}))
    assert found == Customer(
        id="I-7K21-4WPD",
        first_name="Ana",
        last_name="Riley",
        email="ana.riley@example.org",
        phone="",
        mobile="07700 900123",
        attributes={"attribute_LastDinedAt": "x", "attribute_Visits": 3},
    )
    assert found.has_details


def test_keys_may_come_in_another_casing() -> None:
    pascal = {key[0].upper() + key[1:]: value for key, value in ANA.items()}
    assert replies.customer(reply(pascal)) == replies.customer(reply(ANA))
    assert replies.basket(reply({"ID": "B", "Customer": {"ID": "C"}})) == Basket("B", Customer("C"))


def test_comments_on_deprecated_keys_are_passed_over_but_an_attribute_called_comment_is_not() -> None:
    found = replies.customer(
        reply(
            {"id": "C", "attribute_A": 1, "attribute_A_Comment": "see B", "attribute_Comment": "window seat"}
        )
    )
    assert dict(found.attributes) == {"attribute_A": 1, "attribute_Comment": "window seat"}


def test_an_attribute_is_found_whatever_its_casing() -> None:
    found = replies.customer(reply({"id": "C", "Attribute_LastDinedAt": "x"}))
    assert found.key_of("attribute_LastDinedAt") == "Attribute_LastDinedAt"
    assert found.key_of("attribute_Other") is None


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + json.dumps(ANA).encode(),
        json.dumps(ANA).encode("utf-16"),
        json.dumps([ANA]).encode(),
        b"  \n" + json.dumps({**ANA, "orders": [[[{}]]], "unknown": {"id": 4}}).encode(),
    ],
    ids=["byte order mark", "utf-16", "list of one", "unknown keys"],
)
def test_a_customer_may_come_in_another_wrapping(body: bytes) -> None:
    assert replies.customer(reply(body)).email == "ana.riley@example.org"


@pytest.mark.parametrize("customer", [{"id": "C-1"}, "C-1", " C-1 ", {"Id": "C-1", "firstName": None}])
def test_the_customer_on_a_basket_may_be_a_bare_reference(customer: object) -> None:
    assert basket_with(customer) == Basket("B-1", Customer("C-1"))


def test_the_customer_on_a_basket_may_be_a_whole_object() -> None:
    assert basket_with(ANA) == Basket("B-1", replies.customer(reply(ANA)))


def test_a_number_is_accepted_as_an_id() -> None:
    assert basket_with(1701) == Basket("B-1", Customer("1701"))


@pytest.mark.rule("R12")
@pytest.mark.parametrize(
    "empty", [None, "", " ", {}, {"id": None}, {"id": "", "firstName": "", "creditBalance": 0.0}]
)
def test_an_anonymous_basket_has_no_customer(empty: object) -> None:
    assert basket_with(empty) == Basket("B-1", None)


@pytest.mark.rule("R12")
def test_a_basket_without_the_key_is_anonymous_too() -> None:
    assert replies.basket(reply({"id": "B-1"})) == Basket("B-1", None)


@pytest.mark.parametrize(
    "odd", [[], ["C-1"], True, 1.5, {"email": "a@example.org"}, {"id": ["C-1"], "name": "x"}]
)
def test_an_odd_customer_is_not_taken_for_none(odd: object) -> None:
    with pytest.raises(errors.Strange):
        basket_with(odd)


def test_the_old_name_of_a_baskets_id_will_do() -> None:
    assert replies.basket(reply({"basketId": "B-1", "basketId_Comment": "see id"})).id == "B-1"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"3",
        b"{}",
        b"{",
        b"<html>",
        b"\xff\xfe\xfa",
        b"[" * 100_000,
        b"9" * 5000,
        b'{"id":""}',
    ],
    ids=[
        "empty",
        "null",
        "list",
        "number",
        "no id",
        "cut",
        "page",
        "not text",
        "deep",
        "long number",
        "empty id",
    ],
)
def test_a_good_status_with_a_body_that_makes_no_sense_is_strange(body: bytes) -> None:
    for read in (replies.basket, replies.customer):
        with pytest.raises(errors.Strange) as caught:
            read(reply(body))
        assert caught.value.status == 200
        assert caught.value.__context__ is None


def test_text_is_cleaned_of_what_no_database_would_take() -> None:
    found = replies.customer(
        reply(b'{"id":" C\\u0000\\ud800 ","firstName":"\\udc00","lastName":7,"email":null}')
    )
    assert found == Customer(id="C?", first_name="?")


@pytest.mark.rule("D15")
@pytest.mark.parametrize("body", [b"", b" \n", b"null", b"{}", b"[]", b'"ok"', b'{"attribute_A":1}'])
def test_a_write_may_be_answered_without_a_customer(body: bytes) -> None:
    assert replies.written(reply(body)) is None
    assert replies.written(reply(b"", status=204)) is None


@pytest.mark.rule("D15")
def test_a_write_may_be_answered_with_the_customer() -> None:
    found = replies.written(reply({"id": "C", "attribute_A": 1}))
    assert found is not None
    assert dict(found.attributes) == {"attribute_A": 1}


def test_a_page_in_answer_to_a_write_is_strange() -> None:
    with pytest.raises(errors.Strange):
        replies.written(reply(b"<html>checking your browser</html>"))


@pytest.mark.rule("R20")
@pytest.mark.parametrize(
    "status,kind",
    [
        (301, errors.BadOrigin),
        (302, errors.BadOrigin),
        (400, errors.Refused),
        (401, errors.Unauthorised),
        (403, errors.Forbidden),
        (404, errors.NotFound),
        (408, errors.Outage),
        (409, errors.Refused),
        (418, errors.Refused),
        (422, errors.Refused),
        (429, errors.TooMany),
        (500, errors.Outage),
        (502, errors.Outage),
        (530, errors.Outage),
        (101, errors.Strange),
        (777, errors.Strange),
    ],
)
def test_each_status_has_its_own_error_and_keeps_its_number(
    status: int, kind: type[errors.SpektrixError]
) -> None:
    for read in (replies.basket, replies.customer, replies.written, replies.known_good):
        with pytest.raises(errors.SpektrixError) as caught:
            read(reply({"message": "x"}, status=status))
        assert type(caught.value) is kind
        assert caught.value.status == status
        assert str(status) in str(caught.value)


@pytest.mark.rule("R20")
@pytest.mark.parametrize(
    "body,content_type,at_the_edge",
    [
        (b"<!doctype html>", "text/html; charset=utf-8", True),
        (b"  <html>", "", True),
        (b"blocked", "TEXT/HTML", True),
        (b'{"message":"no"}', "application/json", False),
        (b"", "", False),
    ],
)
def test_a_page_with_403_was_stopped_at_the_edge_and_json_was_not(
    body: bytes, content_type: str, at_the_edge: bool
) -> None:
    with pytest.raises(errors.Forbidden) as caught:
        replies.customer(reply(body, status=403, content_type=content_type))
    assert caught.value.at_the_edge is at_the_edge


@pytest.mark.parametrize(
    "text,seconds",
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 5 ", 5.0),
        ("999999999", 86400.0),
        ("Tue, 03 Mar 2026 18:46:09 GMT", 59.5),
        ("Tue, 03 Mar 2026 18:00:00 GMT", 0.0),
        ("Tue, 03 Mar 2099 18:00:00 GMT", 86400.0),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("²", None),
        ("99999999999999999999", None),
        ("Tue, 31 Feb 2026 18:46:09 GMT", None),
        ("Tue, 03 Mrz 2026 18:46:09 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_bounded_and_otherwise_ignored(
    text: str, seconds: float | None
) -> None:
    with pytest.raises(errors.TooMany) as caught:
        replies.customer(reply({}, status=429, retry_after=text))
    assert caught.value.retry_after == seconds


@pytest.mark.rule("R20")
def test_the_known_good_call_shows_the_difference_between_the_clocks() -> None:
    date = "Tue, 03 Mar 2026 18:43:09 GMT"
    expected = Answered(
        status=200, server_date=datetime(2026, 3, 3, 18, 43, 9, tzinfo=UTC), skew_seconds=-120.0
    )
    assert replies.known_good(reply([], date=date)) == expected
    assert replies.known_good(reply([])) == Answered(status=200, server_date=None, skew_seconds=None)


@pytest.mark.rule("R20")
def test_a_refused_signature_shows_the_difference_between_the_clocks_too() -> None:
    with pytest.raises(errors.Unauthorised) as caught:
        replies.known_good(reply({}, status=401, date="Tue, 03 Mar 2026 19:45:09 GMT"))
    assert caught.value.skew_seconds == 3600.0


@pytest.mark.parametrize("body", [b"", b"ok", b"<html>", b"3"])
def test_the_known_good_call_wants_json(body: bytes) -> None:
    with pytest.raises(errors.Strange):
        replies.known_good(reply(body))


@pytest.mark.rule("D19")
@pytest.mark.parametrize("status", [200, 400, 403, 404, 500])
def test_nothing_from_a_body_reaches_an_error(status: int) -> None:
    body = b'{"message":"ana.riley@example.org is SECRET"'
    with pytest.raises(errors.SpektrixError) as caught:
        replies.customer(reply(body, status=status, retry_after="SECRET"))
    shown: list[Any] = [
        caught.value.args,
        vars(caught.value),
        caught.value.__context__,
        caught.value.__cause__,
    ]
    assert "SECRET" not in repr(caught.value) + str(caught.value) + repr(shown)
    assert caught.value.__context__ is None


@pytest.mark.rule("D19")
def test_records_and_replies_show_no_personal_data() -> None:
    found = basket_with({**ANA, "attribute_A": "PRIVATE"})
    shown = repr(found) + repr(found.customer) + repr(reply(ANA, set_cookie="PRIVATE"))
    for private in (*filter(None, ANA.values()), "B-1", "PRIVATE"):
        assert private not in shown


@pytest.mark.rule("D31")
@pytest.mark.parametrize(
    "document, expected",
    [
        ({"attributes": [{"name": "Last Dined At", "value": "x"}]}, {"attribute_LastDinedAt": "x"}),
        ({"Attributes": [{"Name": "LastDinedAt", "Value": "x"}]}, {"attribute_LastDinedAt": "x"}),
        ({"attributes": [{"name": "attribute_LastDinedAt", "value": 1}]}, {"attribute_LastDinedAt": 1}),
        (
            {"attribute_LastDinedAt": "flat", "attributes": [{"name": "Last Dined At", "value": "list"}]},
            {"attribute_LastDinedAt": "flat"},
        ),
        ({"attributes": [{"name": "A", "value": 1}, {"name": "A", "value": 2}]}, {"attribute_A": 1}),
        ({"attributes": [None, 3, {"value": 1}, {"name": "!"}, {"name": 5}]}, {}),
        ({"attributes": {"name": "A", "value": 1}}, {}),
        ({"attributes": [{"name": "A"}]}, {"attribute_A": None}),
    ],
)
def test_attributes_are_read_flat_or_from_a_list_and_flat_wins(
    document: dict[str, Any], expected: dict[str, Any]
) -> None:
    found = replies.customer(reply({"id": "C", **document}))
    assert dict(found.attributes) == expected
    assert found.listed == frozenset(key for key in expected if key not in document)

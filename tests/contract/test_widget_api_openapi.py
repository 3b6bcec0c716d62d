"""Does the API describe itself truly, and answer what follows that description or breaks it?"""

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from tests.browser.stack import Stack
from tests.contract.installation import Answer, ask, call, offered, submit
from tests.submits import a_submit, somebody

DOCUMENT = "/api/widget/v1/openapi.json"
CALLS = [
    ("settings", "GET"),
    ("days", "GET"),
    ("offers", "GET"),
    ("bookings", "POST"),
    ("holds", "POST"),
    ("attempt", "GET"),
]
GIVE_UP = ("holds/{hold}", "DELETE")
RIGHT, WRONG = schemathesis.GenerationMode
TRUE_TO_ITS_WORD = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# The same examples each time, and no more than these.
BOUNDED = settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("starts_at", "party_size", "guest", "requests", "hold", "basket_id", "customer_id")
GUEST_FIELDS = ("first_name", "last_name", "email", "phone")


def document(stack: Stack) -> dict[str, Any]:
    found: dict[str, Any] = ask(stack, "GET", DOCUMENT).json
    return found


def test_the_document_is_valid_and_names_every_answer(installation: Stack) -> None:
    shown = document(installation)
    assert shown["openapi"].startswith("3.1.")
    schemathesis.openapi.from_dict(shown).validate()
    answers = {
        (path.rpartition("/")[2], method.upper()): set(operation["responses"])
        for path, operations in shown["paths"].items()
        for method, operation in operations.items()
    }
    refusals = {"403", "404", "413", "422", "503"}
    assert answers == {
        ("settings", "GET"): {"200", *refusals},
        ("days", "GET"): {"200", *refusals},
        ("offers", "GET"): {"200", *refusals},
        ("attempt", "GET"): {"200", *refusals},
        ("bookings", "POST"): {"201", "400", "409", "429", *refusals},
        ("holds", "POST"): {"201", "400", "409", "429", *refusals},
        ("{hold}", "DELETE"): {"204", *refusals},
        ("prolong", "POST"): {"200", "400", "409", "429", *refusals},
        ("release", "POST"): {"204", *refusals},
    }


@pytest.mark.parametrize(
    "name, method, mode",
    # There is nothing to ask of the settings, or to give up, in a wrong way.
    [(*each, RIGHT) for each in (*CALLS, GIVE_UP)] + [(*each, WRONG) for each in CALLS[1:]],
)
def test_whatever_is_asked_the_answer_is_one_of_those_described(
    installation: Stack, name: str, method: str, mode: schemathesis.GenerationMode
) -> None:
    schema = schemathesis.openapi.from_dict(document(installation))
    operation = schema[call("{widget}", name)][method]

    @BOUNDED
    @given(operation.as_strategy(generation_mode=mode, path_parameters={"widget": installation.widget}))
    def ask_and_check(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(base_url=installation.web, checks=TRUE_TO_ITS_WORD)

    ask_and_check()


def test_a_submit_with_anything_in_one_field_is_booked_or_refused_by_that_field(installation: Stack) -> None:
    starts = [start for ahead in range(40, 52) for start in offered(installation, ahead)]
    wishes = (a_submit(starts_at=start, guest=somebody(number)) for number, start in enumerate(starts))

    @BOUNDED
    @given(field=st.sampled_from(FIELDS), value=ANY_JSON)
    def one_field(field: str, value: Any) -> None:
        is_as_it_should_be(submit(installation, next(wishes) | {field: value}), field)

    @BOUNDED
    @given(field=st.sampled_from(GUEST_FIELDS), value=ANY_JSON)
    def one_field_of_the_guest(field: str, value: Any) -> None:
        wish = next(wishes)
        wish["guest"][field] = value
        is_as_it_should_be(submit(installation, wish), f"guest.{field}")

    one_field()
    one_field_of_the_guest()


def is_as_it_should_be(answer: Answer, field: str) -> None:
    assert answer.status in (201, 422), answer.body
    if answer.status == 422:
        assert field not in ("hold", "basket_id", "customer_id")
        assert all(each.startswith(field) for each in answer.json["fields"]), answer.body
    assert json.loads(answer.body)

"""Can anything at all come back from the wire without an error of another family?"""

import json
from datetime import UTC, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from entracte.spektrix import replies
from entracte.spektrix.errors import SpektrixError
from entracte.spektrix.records import Answered, Basket, Customer
from entracte.spektrix.replies import Reply

NOW = datetime(2026, 3, 3, 18, 45, 9, tzinfo=UTC)
KEYS = st.sampled_from(
    ["id", "Id", "customer", "Customer", "firstName", "email", "attribute_A", "attribute_A_Comment"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=8), inner, max_size=8)
    ),
    max_leaves=20,
)
BODIES = st.binary(max_size=400) | JSON.map(lambda value: json.dumps(value).encode("ascii"))
HEADERS = st.dictionaries(
    st.sampled_from(["date", "retry-after", "content-type", "x-odd"]),
    st.text(max_size=40) | st.sampled_from(["0", "99999999", "Tue, 03 Mar 2026 18:45:09 GMT", "text/html"]),
)
STATUSES = st.sampled_from([200, 200, 201, 204, 301, 400, 401, 403, 404, 429, 500, 503]) | st.integers(0, 999)


@given(status=STATUSES, headers=HEADERS, body=BODIES)
@example(status=200, headers={}, body=b"[" * 200_000)
@example(status=200, headers={}, body=b'{"id":' + b"1" * 5000 + b"}")
@example(status=200, headers={}, body=b'{"id":NaN,"customer":Infinity}')
def test_any_reply_gives_a_record_or_one_of_the_errors(
    status: int, headers: dict[str, str], body: bytes
) -> None:
    reply = Reply(status=status, headers=headers, body=body, received_at=NOW)
    for read in (replies.basket, replies.customer, replies.written, replies.known_good):
        found: object
        try:
            found = read(reply)
        except SpektrixError as error:
            found = error
        if isinstance(found, SpektrixError):
            assert found.__context__ is None
            assert found.retry_after is None or 0 <= found.retry_after <= 86400
        else:
            assert 200 <= status < 300
            assert found is None or isinstance(found, Basket | Customer | Answered)


@given(body=JSON)
def test_every_id_and_text_that_is_read_can_be_stored(body: object) -> None:
    reply = Reply(status=200, headers={}, body=json.dumps(body).encode("ascii"), received_at=NOW)
    try:
        found = replies.customer(reply)
    except SpektrixError:
        return
    assert found.id
    for text in (found.id, found.first_name, found.last_name, found.email, found.phone, found.mobile):
        assert "\0" not in text
        assert text.encode("utf-8").decode("utf-8") == text

"""Does the widget's API answer whatever the book refuses, and name in its document every code it answers?"""

import pytest

from entracte.bookings.errors import NotBooked
from entracte.refusal import Refusal
from entracte.widget.refusals import CallRefused, codes_answered
from tests.builders import NOON_BEFORE
from tests.database.widget.page import BASE, Page, refusal
from tests.refusals import below, made, raised, refusing
from tests.submits import STARTS_AT


def post_a_hold(page: Page) -> object:
    wish = {"starts_at": STARTS_AT, "party_size": 2, "visitor": "a-word-of-the-page"}
    return page.client.post(f"{BASE}/{page.key}/holds", wish, content_type="application/json")


@pytest.mark.parametrize("ask", [Page.books, post_a_hold], ids=["bookings", "holds"])
@pytest.mark.parametrize("kind", raised(), ids=lambda kind: kind.__name__)
def test_a_refusal_is_answered_in_its_own_words(page: Page, kind: type[Refusal], ask: object) -> None:
    with refusing(made(kind, NOON_BEFORE)):
        answer = ask(page)  # type: ignore[operator]
    fields = {kind.field: kind.for_guests} if kind.field else {}
    assert answer.json() == {"code": kind.code, "message": kind.for_guests, "fields": fields}
    waits = "Retry-After" in answer.headers
    assert answer.status_code == (429 if waits else 422 if fields else 409)


def test_one_that_is_added_is_answered_without_a_word_at_the_door(page: Page) -> None:
    class KitchenClosed(NotBooked):
        code, field = "kitchen_closed", "starts_at"
        for_staff = "The kitchen is closed then."
        for_guests = "The kitchen is closed then. Please choose another time."

    with refusing(KitchenClosed()):
        assert refusal(page.books()) == (422, "kitchen_closed", ["starts_at"])
    assert "kitchen_closed" in codes_answered()


def test_the_document_names_every_code_that_is_answered(page: Page) -> None:
    document = page.client.get(f"{BASE}/openapi.json").json()
    codes = document["components"]["schemas"]["RefusalOut"]["properties"]["code"]["enum"]
    assert codes == sorted(set(codes))
    own = {kind.code for kind in below(CallRefused) if 400 <= kind.status < 600 and kind.for_guests}
    assert own < set(codes)
    assert set(codes) - own == {
        *("closed", "hold_ended", "no_holds", "not_held", "off_grid", "party_too_large"),
        *("please_call", "service_needed", "slot_gone", "too_far", "too_soon"),
    }

"""Does a booking keep the language that its form spoke, and never lose a table by it?"""

from typing import Any

import pytest

from entracte.bookings.models import Booking
from tests.database.widget.page import Page


@pytest.mark.parametrize(
    "sent,kept",
    [("en", "en"), ("", ""), ("xx", ""), ("EN", ""), (None, ""), (7, ""), ("e\x00n", ""), (["en"], "")],
)
def test_a_language_that_the_form_speaks_is_kept_and_anything_else_is_none(
    page: Page, sent: Any, kept: str
) -> None:
    assert page.books(language=sent).status_code == 201
    assert Booking.objects.get().language == kept


@pytest.mark.rule("D23")
def test_the_same_wish_in_another_language_is_the_same(page: Page) -> None:
    assert page.books(idempotency_key="an-attempt-of-this", language="en").status_code == 201
    assert page.books(idempotency_key="an-attempt-of-this", language="").status_code == 201
    assert Booking.objects.get().language == "en"

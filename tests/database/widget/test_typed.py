"""Does each field of a submit reach the booking's row, with and without a basket?"""

from typing import Any

import pytest
from django.db.models import F

from entracte.bookings.models import BookedTable, Booking, Hold
from entracte.boxoffice.models import Claim
from entracte.widget.news_wording import version_of
from tests.builders import at
from tests.database.widget.page import BASE, Page
from tests.house import edit, width_of

# Each with a value of its own, which no other field could leave in its column.
GUEST = {
    "first_name": "Ottoline",
    "last_name": "Okafor",
    "email": "o.okafor@example.org",
    "phone": "+44 7700 900077",
}
WORDING = "Write to me about suppers."
NOTED = {"requests": "No nuts,\nplease", "language": "en"}
TYPED: dict[str, Any] = {
    "starts_at": "2026-12-05T20:30:00+00:00",
    "party_size": 3,
    "guest": GUEST,
    "hold": "a-word-of-this-page",
    **NOTED,
    "news_consent": version_of(WORDING),
}
BASKET = {"basket_id": "a1b2c3d4", "customer_id": "I-7K21-4WPD"}


def properties_of(page: Page, schema: str) -> dict[str, dict[str, Any]]:
    document = page.client.get(f"{BASE}/openapi.json").json()
    properties: dict[str, dict[str, Any]] = document["components"]["schemas"][schema]["properties"]
    return properties


def fields_of(page: Page, schema: str) -> set[str]:
    return set(properties_of(page, schema))


@pytest.mark.parametrize("has_basket", [False, True], ids=["without a basket", "with one"])
def test_every_field_that_the_document_names_reaches_its_row(
    page: Page, bridged: Page, has_basket: bool
) -> None:
    edit(page.house, page.house.restaurant, asks_for_news=True, news_wording=WORDING)
    form, typed = (bridged, TYPED | BASKET) if has_basket else (page, TYPED)
    sent = typed | {"service_key": page.house.dinner.key}
    assert (set(sent | BASKET), set(GUEST)) == (
        fields_of(page, "BookingWish"),
        fields_of(page, "GuestDetails"),
    )
    hold = {name: sent[name] for name in ("starts_at", "party_size", "service_key")}
    hold |= {"visitor": sent["hold"]}
    form.client.post(f"{BASE}/{form.key}/holds", hold, content_type="application/json")
    promised = BookedTable.objects.get(hold__visitor=TYPED["hold"]).table_id

    assert form.books(**sent).status_code == 201
    booking = Booking.objects.get()
    assert {name: getattr(booking, name) for name in GUEST | NOTED} == GUEST | NOTED
    assert (booking.starts_at, booking.party_size) == (at("2026-12-05 20:30"), 3)
    assert booking.service == page.house.dinner
    assert booking.news_consent == WORDING
    assert (booking.needs_step_free, booking.high_chairs, booking.is_pinned) == (False, 0, False)
    assert booking.booked_tables.get().table_id == promised
    assert not Hold.objects.exists()
    claims = list(Claim.objects.values("basket_id", customer_id=F("seen_customer_id")))
    assert claims == ([BASKET] if has_basket else [])


@pytest.mark.parametrize("schema, names", [("GuestDetails", GUEST), ("BookingWish", NOTED)])
def test_no_text_is_longer_than_its_column_is_wide(page: Page, schema: str, names: dict[str, str]) -> None:
    longest = {name: each.get("maxLength") for name, each in properties_of(page, schema).items()}
    widths = {name: width for name in names if (width := width_of(name))}
    assert {name for name, width in widths.items() if not (longest[name] or width + 1) <= width} == set()


def test_a_hold_that_is_not_named_is_left_to_its_visitor(page: Page) -> None:
    hold = {"starts_at": TYPED["starts_at"], "party_size": 3, "visitor": TYPED["hold"]}
    hold |= {"service_key": page.house.dinner.key}
    page.client.post(f"{BASE}/{page.key}/holds", hold, content_type="application/json")
    assert set(hold) == fields_of(page, "HoldWish")
    row = Hold.objects.get()
    assert (row.starts_at, row.party_size, row.visitor) == (at("2026-12-05 20:30"), 3, TYPED["hold"])
    assert page.books(**{**TYPED, "hold": ""}).status_code == 201
    assert Hold.objects.count() == 1

"""Does the widget's API name the service of each offer, and ask for it where two share a start?"""

from datetime import time
from typing import Any

import pytest

from entracte.bookings.models import Booking, Hold
from entracte.boxoffice.models import Claim
from entracte.dining.models import Service
from tests.bridge import connect
from tests.database.answer import Answer
from tests.database.widget.page import BASE, Page, refusal
from tests.house import edit, make_service

SIX = "2026-12-04T18:00:00+00:00"


@pytest.fixture
def early(page: Page) -> Service:
    """Pre-theatre, for 75 minutes, which shares its only start, 18:00, with dinner."""
    house, at_six = page.house, {"first_start": time(18), "last_start": time(18)}
    return make_service(house.restaurant, house.plan, name="Pre-theatre", turn_times=[[20, 75]], **at_six)


def holds(page: Page, **more: Any) -> Answer:
    wish = {"starts_at": SIX, "party_size": 2, "visitor": "a-word-of-the-page", **more}
    return page.client.post(f"{BASE}/{page.key}/holds", wish, content_type="application/json")


def test_each_offer_names_its_service_by_an_opaque_key(page: Page, early: Service) -> None:
    offers = page.get("offers", date="2026-12-04", party_size=2).json()["offers"]
    at_six = [(each["service"], each["service_key"]) for each in offers if each["starts_at"] == SIX]
    assert at_six == [("Dinner", page.house.dinner.key), ("Pre-theatre", early.key)]
    edit(page.house, early, name="Early supper")
    again = page.get("offers", date="2026-12-04", party_size=2).json()["offers"]
    assert ("Early supper", early.key) in [(each["service"], each["service_key"]) for each in again]


def test_the_offer_that_was_pressed_is_held_and_booked(page: Page, early: Service) -> None:
    for service, minutes in ((page.house.dinner, 90), (early, 75)):
        held = holds(page, service_key=service.key).json()["hold"]
        answer = page.books(starts_at=SIX, service_key=service.key, hold=held)
        assert (answer.status_code, Hold.objects.count()) == (201, 0)
        assert Booking.objects.latest("id").turn_minutes == minutes


def test_the_offer_that_was_pressed_is_booked_with_a_basket_too(
    page: Page, bridged: Page, early: Service
) -> None:
    connect(page.house.restaurant)
    assert bridged.books(starts_at=SIX, service_key=early.key, basket_id="b4sk3t").status_code == 201
    assert (Booking.objects.get().service, Claim.objects.count()) == (early, 1)


def test_a_script_in_an_open_tab_is_served_where_one_service_has_the_start(
    page: Page, early: Service
) -> None:
    assert holds(page, starts_at="2026-12-04T18:30:00Z").status_code == 201
    assert page.books(starts_at="2026-12-04T18:30:00Z").status_code == 201


@pytest.mark.parametrize("named", [{}, {"service_key": ""}])
def test_a_script_in_an_open_tab_is_asked_where_two_have_it(
    page: Page, early: Service, named: dict[str, str]
) -> None:
    assert refusal(holds(page, **named)) == (422, "service_needed", ["service_key"])
    assert refusal(page.books(starts_at=SIX, **named)) == (422, "service_needed", ["service_key"])
    assert not Booking.objects.exists()


@pytest.mark.parametrize(
    "key, code, field",
    [
        ("no-such-service", "off_grid", "starts_at"),
        ("a\x00b", "off_grid", "starts_at"),
        ("x" * 17, "invalid", "service_key"),
        (None, "invalid", "service_key"),
        (17, "invalid", "service_key"),
        (["a"], "invalid", "service_key"),
    ],
)
def test_a_service_that_is_none_is_refused_by_the_field(
    page: Page, early: Service, key: Any, code: str, field: str
) -> None:
    assert refusal(holds(page, service_key=key)) == (422, code, [field])
    assert refusal(page.books(starts_at=SIX, service_key=key)) == (422, code, [field])


def test_the_service_of_another_restaurant_is_none_of_this_one(page: Page, early: Service) -> None:
    from tests.builders import NOON_BEFORE
    from tests.house import make_house

    other = make_house(NOON_BEFORE, slug="the-other")
    answer = page.books(starts_at=SIX, service_key=other.dinner.key)
    assert refusal(answer) == (422, "off_grid", ["starts_at"])

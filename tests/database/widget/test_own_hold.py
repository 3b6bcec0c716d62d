"""Does a guest's own hold stay out of their way, end as they leave, and last longer once?"""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from entracte.bookings.models import Hold
from entracte.restaurants.details import raise_rules_version
from tests.builders import FRIDAY, NOON_BEFORE
from tests.database.answer import Answer
from tests.database.widget.page import BASE, Page, refusal
from tests.database.widget.test_days_and_offers import fill
from tests.database.widget.test_holds import VISITOR, holds
from tests.house import book, edit
from tests.submits import STARTS_AT


def offers(page: Page, party_size: int = 6, **more: Any) -> dict[str, object]:
    body: dict[str, object] = page.get("offers", date="2026-12-04", party_size=party_size, **more).json()
    return body


def starts(page: Page, **more: Any) -> list[str]:
    found = offers(page, **more)["offers"]
    assert isinstance(found, list)
    return [each["starts_at"] for each in found]


def posts(page: Page, hold: str, what: str) -> Answer:
    """Post without a body, as a page that is left does: no header makes the browser ask first."""
    return page.client.post(f"{BASE}/{page.key}/holds/{hold}/{what}", headers={"Origin": page.origin})


@pytest.mark.parametrize("paced", [False, True])
def test_ones_own_hold_is_seen_through_by_its_key(page: Page, paced: bool) -> None:
    if paced:
        page.house.restaurant.max_covers = 40
        page.house.restaurant.save()
        raise_rules_version(page.house.restaurant.pk)
    key = holds(page).json()["hold"]
    for name in ("", "somebody-elses-hold", VISITOR, "a%00b", "x" * 300):
        assert STARTS_AT not in starts(page, hold=name)
    assert STARTS_AT in starts(page, hold=key)


def test_seeing_through_a_hold_takes_no_query_more(page: Page) -> None:
    key = holds(page).json()["hold"]
    starts(page)
    counts = []
    for more in ({}, {"hold": key}):
        with CaptureQueriesContext(connection) as queries:
            starts(page, **more)
        counts.append(len(queries))
    assert counts == [2, 2]


def test_where_only_holds_are_in_the_way_the_answer_says_when_to_look_again(page: Page) -> None:
    edit(page.house, page.house.dinner, fixed_starts=["19:00"])
    holds(page)
    found = offers(page)
    assert (found["state"], found["offers"]) == ("full", [])
    seconds = found["look_again_seconds"]
    assert isinstance(seconds, int)
    assert 295 <= seconds <= 301
    assert offers(page, hold=Hold.objects.get().key)["look_again_seconds"] is None


def test_where_bookings_are_in_the_way_nobody_is_asked_to_look_again(page: Page) -> None:
    fill(page, "2026-12-04")
    assert offers(page)["look_again_seconds"] is None
    assert offers(page, party_size=2)["state"] == "full"
    edit(page.house, page.house.dinner, weekdays=[0])
    assert offers(page)["look_again_seconds"] is None


def test_the_time_to_look_again_is_when_enough_holds_have_ended(page: Page, settings: Settings) -> None:
    edit(page.house, page.house.dinner, fixed_starts=["19:00"])
    book(page.house, NOON_BEFORE, party_size=3)
    holds(page)
    settings.CLOCK_OFFSET_SECONDS += 60
    holds(page, visitor="another-visitor", party_size=2)
    seconds = offers(page)["look_again_seconds"]
    assert isinstance(seconds, int)
    assert 235 <= seconds <= 241


def test_a_page_that_is_left_gives_its_hold_up_by_its_key(page: Page) -> None:
    key = holds(page).json()["hold"]
    for name in (key, key, "nobody-has-this", "a%00b"):
        answer = posts(page, name, "release")
        assert (answer.status_code, answer.content) == (204, b"")
    assert not Hold.objects.exists()


def test_another_site_or_widget_gives_no_hold_up(page: Page, bridged: Page) -> None:
    key = holds(page).json()["hold"]
    assert posts(bridged, key, "release").status_code == 204
    page.origin = "https://www.elsewhere.example"
    assert refusal(posts(page, key, "release")) == (403, "origin_not_allowed", [])
    assert refusal(posts(page, key, "prolong")) == (403, "origin_not_allowed", [])
    assert Hold.objects.count() == 1


def test_a_hold_is_prolonged_once_from_the_moment_of_asking(page: Page, settings: Settings) -> None:
    key = holds(page).json()["hold"]
    settings.CLOCK_OFFSET_SECONDS += 240
    answer = posts(page, key, "prolong")
    assert (answer.status_code, set(answer.json())) == (200, {"hold", "expires_at", "seconds"})
    assert 295 <= answer.json()["seconds"] <= 300
    assert refusal(posts(page, key, "prolong")) == (409, "hold_ended", [])
    settings.CLOCK_OFFSET_SECONDS += 200
    assert STARTS_AT not in starts(page)
    assert page.books(party_size=6, hold=key).status_code == 201


def test_holding_the_same_again_does_not_make_it_longer(page: Page, settings: Settings) -> None:
    key = holds(page).json()["hold"]
    settings.CLOCK_OFFSET_SECONDS += 60
    posts(page, key, "prolong")
    ends = Hold.objects.get().expires_at
    settings.CLOCK_OFFSET_SECONDS += 60
    again = holds(page).json()["hold"]
    assert (again == key, Hold.objects.get().name == again) == (False, True)
    assert Hold.objects.get().expires_at == ends
    posts(page, key, "release")
    assert Hold.objects.get().name == again


@pytest.mark.rule("D24")
def test_what_has_ended_or_is_closed_is_not_prolonged(page: Page, bridged: Page, settings: Settings) -> None:
    key = holds(page).json()["hold"]
    for form, name in ((bridged, key), (page, VISITOR), (page, "nobody-has-this")):
        assert refusal(posts(form, name, "prolong")) == (409, "hold_ended", [])
    edit(page.house, page.house.dinner, last_date=FRIDAY.replace(day=3))
    assert refusal(posts(page, key, "prolong")) == (409, "hold_ended", [])
    edit(page.house, page.house.dinner, last_date=None)
    settings.CLOCK_OFFSET_SECONDS += 300
    assert refusal(posts(page, key, "prolong")) == (409, "hold_ended", [])

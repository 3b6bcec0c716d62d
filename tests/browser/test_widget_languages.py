"""The form speaks the language of its settings, and can be used where a language's file does not come."""

import json

import pytest
from playwright.sync_api import Page, Route, expect

from entracte.widget.script import BUILT
from tests.browser.people import ANA, Visitor, in_days
from tests.browser.stack import Stack

EVERYWHERE = {"Access-Control-Allow-Origin": "*"}


def speak(page: Page, code: str) -> None:
    """Let the settings name another language."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, json={**response.json(), "language": code})

    page.route("**/settings", answer)


def pseudo_language() -> str:
    """Return the English sentences, each in capitals but for the values that it takes."""
    texts = json.loads((BUILT / "languages" / "en.json").read_text())
    capitals = {
        key: text.upper() if isinstance(text, str) and "{" not in text else text
        for key, text in texts.items()
    }
    return json.dumps({**capitals, "title": "TABLES AT {restaurant}"})


def test_another_language_comes_from_a_file_of_its_own(visitor: Visitor) -> None:
    speak(visitor.page, "xx")
    visitor.page.route(
        "**/languages/xx.json",
        lambda route: route.fulfill(
            body=pseudo_language(), content_type="application/json", headers=EVERYWHERE
        ),
    )
    visitor.arrive()
    expect(visitor.widget.get_by_role("heading", name="TABLES AT The Prompt Side")).to_be_visible()
    expect(visitor.widget.get_by_text("PARTY SIZE")).to_be_visible()


def test_a_language_that_does_not_come_gives_way_to_english(visitor: Visitor) -> None:
    speak(visitor.page, "xx")
    visitor.arrive()
    expect(visitor.widget.get_by_role("heading", name="Book a table at The Prompt Side")).to_be_visible()


@pytest.mark.parametrize("failure", ["refused", "broken"])
def test_without_any_sentences_a_table_can_still_be_booked(
    visitor: Visitor, stack: Stack, failure: str
) -> None:
    visitor.page.route(
        "**/languages/*.json",
        lambda route: (
            route.abort()
            if failure == "refused"
            else route.fulfill(status=200, body="<html>", content_type="text/html", headers=EVERYWHERE)
        ),
    )
    visitor.arrive()
    on = in_days(3, stack=stack)
    expect(visitor.widget.get_by_role("grid")).to_be_visible()
    visitor.turn_to(on)
    visitor.widget.locator(f"[data-date='{on.isoformat()}']").click()
    visitor.choose("18:00")
    for name, text in vars(ANA).items():
        visitor.widget.locator(f"#{name}").fill(text)
    visitor.widget.locator("button[type=submit]").click()
    expect(visitor.widget.locator(".card h2")).to_have_text("Confirmed")
    assert stack.sql("SELECT language FROM bookings_booking") == [("en",)]
    assert stack.sql("SELECT count(*) FROM bookings_booking")[0][0] == 1

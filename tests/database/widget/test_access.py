"""Does the door know the widgets, let in their allowed origins only, and let the page read what it may?"""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import Settings

from entracte.bookings.models import Booking
from tests.builders import NOON_BEFORE
from tests.database.answer import Answer
from tests.database.widget.page import BASE, Page, refusal
from tests.house import book, make_house
from tests.submits import ORIGIN, a_submit, as_json

ELSEWHERE = "https://www.elsewhere.example"


def cors(answer: Answer) -> dict[str, str]:
    return {name: value for name, value in answer.items() if name.startswith("Access-Control-")}


def full_at_seven(page: Page) -> Answer:
    for number in range(4):
        book(page.house, NOON_BEFORE, email=f"earlier{number}@example.org")
    return page.books()


def too_many(page: Page) -> Answer:
    for _ in range(20):
        page.books(party_size=7)
    return page.books()


ANSWERS: dict[int, Callable[[Page], Answer]] = {
    200: lambda page: page.get("settings"),
    201: lambda page: page.books(),
    400: lambda page: page.sends(b"{"),
    404: lambda page: page.get("nothing"),
    405: lambda page: page.get("bookings"),
    409: full_at_seven,
    413: lambda page: page.sends(b" " * 65_537),
    422: lambda page: page.books(party_size=0),
    429: too_many,
}


@pytest.mark.parametrize("status", ANSWERS)
def test_an_allowed_page_may_read_every_answer_and_no_cookie_goes_along(page: Page, status: int) -> None:
    answer = ANSWERS[status](page)
    assert answer.status_code == status
    assert cors(answer) == {
        "Access-Control-Allow-Origin": ORIGIN,
        "Access-Control-Expose-Headers": "Retry-After",
    }
    assert ("Origin" in answer["Vary"], answer["Cache-Control"], dict(answer.cookies)) == (
        True,
        "no-store",
        {},
    )


@pytest.mark.parametrize(
    "origin",
    [
        *(ELSEWHERE, "null", "https://alder-theatre.example", "http://www.alder-theatre.example"),
        *(f"{ORIGIN}:8443", f"{ORIGIN}.evil.example", f"{ORIGIN}/", ORIGIN.upper(), "*", " ", "\xe9"),
    ],
)
def test_any_other_page_is_refused_and_may_not_read_why(page: Page, origin: str) -> None:
    page.origin = origin
    asks: tuple[Callable[[], Answer], ...] = (lambda: page.get("settings"), page.books)
    for ask in asks:
        answer = ask()
        assert refusal(answer) == (403, "origin_not_allowed", [])
        assert (cors(answer), answer["Vary"]) == ({}, "Origin")
    assert not Booking.objects.exists()


def test_a_widgets_origins_open_no_other_widget(page: Page) -> None:
    other = make_house(NOON_BEFORE, slug="opposite-prompt").widgets["none"]
    other.allowed_origins = [ELSEWHERE]
    other.save()
    page.origin = ELSEWHERE
    assert page.get("settings").status_code == 403
    assert page.get("settings", key=other.key).status_code == 200


def test_our_own_pages_and_programs_without_an_origin_are_let_in(page: Page, settings: Settings) -> None:
    page.origin = settings.PUBLIC_URL
    assert cors(page.get("settings"))["Access-Control-Allow-Origin"] == settings.PUBLIC_URL
    page.origin = ""
    answer = page.get("settings")
    assert (answer.status_code, cors(answer)) == (200, {})


@pytest.mark.parametrize("key", ["nobody", "x" * 17, "a%00b", "%F0%9F%8E%AD", "..", "'"])
def test_an_unknown_widget_is_said_to_whoever_asks(page: Page, key: str) -> None:
    answer = page.get("settings", key=key)
    assert refusal(answer) == (404, "unknown_widget", [])
    assert cors(answer)["Access-Control-Allow-Origin"] == ORIGIN
    assert refusal(page.sends(as_json(a_submit()), key=key)) == (404, "unknown_widget", [])


def preflight(page: Page, origin: str, call: str = "bookings") -> Answer:
    asked: Any = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,idempotency-key",
    }
    return page.client.options(f"{BASE}/{page.key}/{call}", headers=asked)


def test_the_preflight_of_an_allowed_page_is_answered_without_credentials(page: Page) -> None:
    answer = preflight(page, ORIGIN)
    assert (answer.status_code, answer.content) == (204, b"")
    assert cors(answer) == {
        "Access-Control-Allow-Origin": ORIGIN,
        "Access-Control-Allow-Methods": "GET, POST, DELETE",
        "Access-Control-Allow-Headers": "content-type, idempotency-key",
        "Access-Control-Expose-Headers": "Retry-After",
        "Access-Control-Max-Age": "600",
    }


def test_the_preflight_of_any_other_page_is_refused(page: Page) -> None:
    answer = preflight(page, ELSEWHERE)
    assert (answer.status_code, cors(answer)) == (403, {})


def test_a_body_over_the_limit_is_refused_and_one_at_the_limit_is_read(
    page: Page, settings: Settings
) -> None:
    body = as_json(a_submit())
    at_the_limit = body + b" " * (settings.LARGEST_BODY_BYTES - len(body))
    assert len(at_the_limit) == 65_536
    assert page.sends(at_the_limit).status_code == 201
    assert refusal(page.sends(at_the_limit + b" ")) == (413, "too_large", [])


def test_the_calls_name_the_methods_they_take(page: Page) -> None:
    answer = page.client.delete(f"{BASE}/{page.key}/bookings")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_an_address_that_is_no_call_is_refused_as_any(page: Page) -> None:
    assert refusal(page.get("orders")) == (404, "unknown_call", [])
    assert refusal(page.get("bookings/17/tickets")) == (404, "unknown_call", [])

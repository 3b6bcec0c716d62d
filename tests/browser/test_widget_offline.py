"""Does a submit find its way where the connection, the server or the table fails, with the phone to press?"""

import json
import re
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect

from entracte.widget.refusals import codes_answered
from tests.browser.axe import violations
from tests.browser.people import ANA, BEN, Visitor, in_days
from tests.browser.stack import Stack, until

BOOKED = "Your table is booked"
TEL = "tel:+44-117-496-0123"
WAITS = "Your booking is sent by itself once you are online"
NO_ANSWER = "No answer came."


@pytest.fixture
def typed(visitor: Visitor, stack: Stack) -> date:
    """A visitor who has chosen a time and typed their details."""
    stack.edit("UPDATE restaurants_restaurant SET phone = '0117 496 0123'")
    on = in_days(3, stack=stack)
    visitor.arrive()
    visitor.pick_date(on)
    visitor.choose()
    visitor.type_details(ANA)
    expect(visitor.widget.locator("section").get_by_text("Held for you for")).to_be_visible()
    return on


def phones(visitor: Visitor) -> Locator:
    """The restaurant's phone as an address to press, wherever the form shows it."""
    return visitor.widget.locator(f"a[href='{TEL}']:visible")


def bookings(stack: Stack) -> list[tuple[Any, ...]]:
    return stack.sql("SELECT email FROM bookings_booking")


def answer_with(visitor: Visitor, status: int, body: dict[str, Any], **headers: str) -> list[str]:
    """Answer submits on the wire as a server would; the keys that they come with."""
    keys: list[str] = []
    shared = {
        "Access-Control-Allow-Origin": visitor.stack.theatre,
        "Access-Control-Expose-Headers": "Retry-After",
    }

    def answer(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        route.fulfill(
            status=status, headers=shared | headers, body=json.dumps(body), content_type="application/json"
        )

    visitor.page.route("**/bookings", answer)
    return keys


def go_offline(visitor: Visitor) -> None:
    visitor.page.context.set_offline(True)
    until(lambda: visitor.page.evaluate("navigator.onLine === false"), what="the browser to be offline")


def test_every_code_of_the_document_names_the_phone_once(visitor: Visitor, stack: Stack, typed: date) -> None:
    assert len(codes_answered()) > 15
    for code in codes_answered():
        status = {"too_many": 429, "unavailable": 503, "invalid": 422}.get(code, 409)
        fields = {"guest.phone": "Write another phone."} if code == "invalid" else {}
        answer_with(visitor, status, {"code": code, "message": "No.", "fields": fields})
        visitor.widget.get_by_role("button", name=re.compile("^(Book a table for|Try again)")).click()
        if fields:
            expect(visitor.widget.get_by_text("Write another phone.")).to_be_visible()
        else:
            expect(visitor.widget.get_by_role("alert")).to_be_visible()
        expect(phones(visitor), code).to_have_count(1)
        visitor.page.unroute("**/bookings")
        if visitor.widget.get_by_role("heading", name="Your details").count() == 0:
            visitor.choose()
    assert bookings(stack) == []


@pytest.mark.parametrize(
    "status, retry_after",
    [(429, "40"), (429, "600"), (429, ""), (503, ""), (500, ""), (403, ""), (404, ""), (413, ""), (0, "")],
)
def test_whatever_goes_wrong_at_the_button_names_the_phone(
    visitor: Visitor, typed: date, status: int, retry_after: str
) -> None:
    if status:
        body: dict[str, Any] = {
            "code": "too_many" if status == 429 else "a_code_of_next_year",
            "message": "No.",
            "fields": {},
        }
        answer_with(visitor, status, body, **({"Retry-After": retry_after} if retry_after else {}))
    else:
        visitor.page.route("**/bookings", lambda route: route.abort())
    visitor.submit()
    expect(visitor.widget.get_by_role("alert")).to_be_visible()
    expect(phones(visitor)).to_have_count(1)
    assert violations(visitor.page, "entracte-widget") == []


def test_a_restaurant_without_a_phone_names_none(visitor: Visitor, stack: Stack) -> None:
    stack.edit("UPDATE restaurants_restaurant SET phone = ''")
    visitor.arrive()
    visitor.pick_date(in_days(3, stack=stack))
    visitor.choose()
    visitor.type_details(ANA)
    visitor.page.route("**/bookings", lambda route: route.abort())
    visitor.submit()
    expect(visitor.widget.get_by_role("alert")).to_contain_text(NO_ANSWER)
    expect(visitor.widget.get_by_text("Or call")).to_have_count(0)


@pytest.mark.rule("D23")
def test_a_submit_that_fails_offline_says_that_it_waits_and_is_sent_once_online(
    visitor: Visitor, stack: Stack, typed: date
) -> None:
    keys: list[str] = []
    visitor.page.on("request", lambda one: keys.append(one.headers.get("idempotency-key", "")))
    go_offline(visitor)
    visitor.submit()
    expect(visitor.widget.get_by_role("alert")).to_contain_text(WAITS)
    expect(visitor.widget.get_by_role("button", name="Stop waiting")).to_be_visible()
    expect(phones(visitor)).to_have_count(1)
    assert violations(visitor.page, "entracte-widget") == []
    assert bookings(stack) == []
    visitor.page.context.set_offline(False)
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()
    assert bookings(stack) == [(ANA.email,)]
    assert len({key for key in keys if key}) == 1


@pytest.mark.rule("D23")
def test_a_submit_that_was_booked_before_the_connection_went_is_never_booked_twice(
    visitor: Visitor, stack: Stack, typed: date
) -> None:
    def book_and_go_offline(route: Route) -> None:
        route.fetch()
        visitor.page.context.set_offline(True)
        route.abort()

    visitor.page.route("**/bookings", book_and_go_offline, times=1)
    visitor.submit()
    expect(visitor.widget.get_by_role("alert")).to_contain_text(WAITS)
    assert bookings(stack) == [(ANA.email,)]
    visitor.page.context.set_offline(False)
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()
    assert bookings(stack) == [(ANA.email,)]


@pytest.mark.parametrize("how", ["the button", "typing", "another time", "start again"])
def test_a_guest_who_stops_the_waiting_books_nothing(
    visitor: Visitor, stack: Stack, typed: date, how: str
) -> None:
    go_offline(visitor)
    visitor.submit()
    stop = visitor.widget.get_by_role("button", name="Stop waiting")
    expect(stop).to_be_visible()
    if how == "the button":
        stop.press("Enter")
        expect(visitor.widget.get_by_role("alert")).to_contain_text(NO_ANSWER)
        expect(visitor.widget.get_by_role("button", name="Try again")).to_be_focused()
    elif how == "typing":
        visitor.widget.get_by_label("First name").fill(BEN.first_name)
        expect(visitor.widget.get_by_role("alert")).to_contain_text(NO_ANSWER)
    elif how == "another time":
        visitor.widget.get_by_role("button", name="Change party, date or time").click()
    else:
        visitor.widget.get_by_role("button", name="Start again").click()
    expect(stop).to_have_count(0)
    visitor.page.context.set_offline(False)
    visitor.page.wait_for_timeout(2500)
    assert bookings(stack) == []


def test_a_press_while_it_waits_is_the_one_submit(visitor: Visitor, stack: Stack, typed: date) -> None:
    go_offline(visitor)
    visitor.submit()
    expect(visitor.widget.get_by_role("alert")).to_contain_text(WAITS)
    visitor.page.context.set_offline(False)
    visitor.widget.get_by_role("button", name="Try again").click()
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()
    visitor.page.wait_for_timeout(1500)
    assert bookings(stack) == [(ANA.email,)]


def test_once_online_an_answer_that_asks_to_wait_is_waited_for(
    visitor: Visitor, stack: Stack, typed: date
) -> None:
    go_offline(visitor)
    visitor.submit()
    expect(visitor.widget.get_by_role("alert")).to_contain_text(WAITS)
    sent = answer_with(
        visitor, 429, {"code": "too_many", "message": "No.", "fields": {}}, **{"Retry-After": "4"}
    )
    visitor.page.context.set_offline(False)
    expect(visitor.widget.get_by_role("alert")).to_contain_text("sent again by itself in 4 seconds")
    expect(phones(visitor)).to_have_count(1)
    visitor.page.context.set_offline(True)
    visitor.page.context.set_offline(False)
    visitor.page.wait_for_timeout(2000)
    assert len(sent) == 1
    visitor.page.unroute("**/bookings")
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()
    assert bookings(stack) == [(ANA.email,)]

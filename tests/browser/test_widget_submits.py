"""What does a guest meet on pressing Book, when all is well and when it is not?"""

import json
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.people import ANA, Typed, Visitor, as_written, in_days
from tests.browser.stack import Stack

BOOKED = "Your table is booked"
# one table of the demo restaurant, and one combination
TABLES_FOR_EIGHT = 2


@pytest.fixture
def day(visitor: Visitor, stack: Stack) -> date:
    """A visitor stands before the times of a day, three days ahead."""
    on = in_days(3, stack=stack)
    visitor.arrive()
    visitor.pick_date(on)
    return on


def refuse_once(page: Page, theatre: str, status: int, *, retry_after: str = "") -> None:
    """Answer the next submit on the wire, as a server or a proxy before it would."""
    body: dict[str, Any] = {
        "code": "too_many" if status == 429 else "unavailable",
        "message": "Later.",
        "fields": {},
    }
    headers = {"Access-Control-Allow-Origin": theatre, "Access-Control-Expose-Headers": "Retry-After"}
    if retry_after:
        headers["Retry-After"] = retry_after
    page.route(
        "**/bookings",
        lambda route: route.fulfill(
            status=status, headers=headers, body=json.dumps(body), content_type="application/json"
        ),
        times=1,
    )


def test_a_time_taken_meanwhile_is_shown_and_what_was_typed_stays(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    visitor.widget.get_by_label("Party size").select_option("8")
    visitor.choose("18:00")
    visitor.type_details(ANA)
    visitor.widget.get_by_label("Requests").fill("A high chair")
    expect(visitor.widget.locator("section").get_by_text("Held for you for")).to_be_visible()
    stack.sql("UPDATE bookings_hold SET expires_at = expires_at - interval '1 hour'")
    for _ in range(TABLES_FOR_EIGHT):
        stack.book_by_api(day, "18:00", party_size=8)
    visitor.submit()
    shown = visitor.widget.get_by_role("alert")
    expect(shown).to_have_text("18:00 has just gone. Here are the times that are left.")
    expect(shown).to_be_focused()
    expect(visitor.widget.get_by_role("button", name="18:00")).to_have_count(0)
    visitor.choose("21:00")
    for label, text in {"First name": "Ana", "E-mail": ANA.email, "Requests": "A high chair"}.items():
        expect(visitor.widget.get_by_label(label)).to_have_value(text)
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()
    assert stack.sql("SELECT party_size, requests FROM bookings_booking ORDER BY id") == [
        *[(8, "")] * TABLES_FOR_EIGHT,
        (8, "A high chair"),
    ]


def test_an_answer_lost_on_the_way_is_asked_again_and_books_once(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    keys: list[str] = []

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    visitor.page.on("request", lambda one: keys.append(one.headers.get("idempotency-key", "")))
    visitor.page.route("**/bookings", lose_the_answer, times=1)
    visitor.choose()
    visitor.type_details(ANA)
    visitor.submit()
    expect(visitor.widget.get_by_role("alert")).to_have_text(
        "No answer came. Check your connection and try again: you will not be booked twice."
    )
    assert stack.sql("SELECT count(*) FROM bookings_booking") == [(1,)]
    visitor.widget.get_by_role("button", name="Try again").click()
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()
    visitor.code()
    assert stack.sql("SELECT count(*) FROM bookings_booking") == [(1,)]
    used = [key for key in keys if key]
    assert len(used) == 2
    assert len(set(used)) == 1


@pytest.mark.parametrize(
    "status,retry_after,sentence",
    [
        (429, "40", "Too many tries for now. Wait 40 seconds, then try again."),
        (429, "600", "Too many tries for now. Wait 10 minutes, then try again."),
        (
            503,
            "",
            "The booking could not be taken just now. What you typed is kept; try again in a moment.",
        ),
    ],
)
def test_a_refusal_that_passes_is_shown_and_tried_again(
    visitor: Visitor, stack: Stack, day: date, status: int, retry_after: str, sentence: str
) -> None:
    refuse_once(visitor.page, stack.theatre, status, retry_after=retry_after)
    visitor.choose()
    visitor.type_details(ANA)
    visitor.submit()
    expect(visitor.widget.get_by_role("alert")).to_have_text(sentence)
    expect(visitor.widget.get_by_label("E-mail")).to_have_value(ANA.email)
    visitor.widget.get_by_role("button", name="Try again").click()
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()


def test_a_field_that_the_server_refuses_says_so_beside_itself(visitor: Visitor, day: date) -> None:
    visitor.choose()
    visitor.type_details(Typed(email="ana@nowhere"))
    visitor.submit()
    email = visitor.widget.get_by_label("E-mail")
    expect(email).to_be_focused()
    expect(email).to_have_accessible_description("Write an e-mail address, such as ana@example.org.")
    expect(visitor.widget.get_by_role("status")).to_have_text("Something needs another look.")
    email.fill(ANA.email)
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name=BOOKED)).to_be_visible()


@pytest.mark.parametrize(
    "setting,heading,sentence",
    [
        ("confirms_by_hand = true", "Your request is in", "The restaurant will confirm it soon."),
        (
            "deposit_from_party = 2",
            "Your table is held",
            "The restaurant will be in touch about the deposit.",
        ),
    ],
)
def test_the_card_says_what_comes_next(
    visitor: Visitor, stack: Stack, day: date, setting: str, heading: str, sentence: str
) -> None:
    stack.sql(f"UPDATE restaurants_restaurant SET {setting}")
    visitor.choose()
    visitor.type_details(ANA)
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name=heading)).to_be_focused()
    expect(visitor.widget.get_by_text(sentence)).to_be_visible()
    visitor.code()


def test_the_card_shows_the_whole_booking_and_saves_it_to_a_calendar(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    code = visitor.book(ANA)
    for text in (
        f"{day:%A} {day.day} {day:%B} {day.year}",
        "18:00 · 2 people",
        "The Prompt Side",
        "Bristol BS1 4QX",
        "Any question? Call",
    ):
        expect(visitor.widget.get_by_text(text)).to_be_visible()
    with visitor.page.expect_download() as saved:
        visitor.widget.get_by_role("button", name="Add to calendar").click()
    assert saved.value.suggested_filename == f"{code}.ics"
    text = saved.value.path().read_text()
    assert f"UID:{code}@entracte" in text
    assert ANA.email not in text
    visitor.page.reload()
    expect(visitor.widget.get_by_role("button", name="Add to calendar")).to_be_attached()
    visitor.code()
    visitor.widget.get_by_role("button", name="Done").click()
    expect(visitor.widget.get_by_role("heading", name="Book a table at")).to_be_focused()
    visitor.page.reload()
    expect(visitor.widget.get_by_role("button", name="Choose a date")).to_be_attached()
    assert as_written(day) not in visitor.inside()


@pytest.mark.rule("D39")
def test_the_others_get_date_time_and_address_and_never_the_link(
    visitor: Visitor, stack: Stack, day: date
) -> None:
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code = visitor.book(ANA)
    others = visitor.widget.get_by_role("button", name="Tell the others")
    others.click()
    expect(visitor.widget.get_by_text("Copied: date, time and address.")).to_be_visible()
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[:2] == ["The Prompt Side", f"{day:%A} {day.day} {day:%B} {day.year}, 18:00"]
    assert [word for word in ("http", "/b/", code, ANA.last_name) if word in copied] == []
    visitor.page.evaluate("() => void (navigator.clipboard.writeText = () => Promise.reject(new Error()))")
    others.click()
    by_hand = visitor.widget.get_by_role("textbox", name="Tell the others")
    expect(by_hand).to_be_focused()
    expect(by_hand).to_have_value(copied)

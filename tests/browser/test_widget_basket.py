"""What does the widget take from the basket, when, and where does it go?"""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Request, expect

from tests.browser.people import ANA, Visitor, as_written
from tests.browser.stack import Stack

WISH = {"starts_at", "service_key", "party_size", "guest", "requests", "language", "hold"}
HOLD = {"starts_at", "service_key", "party_size", "visitor"}


def basket_of(stack: Stack) -> dict[str, Any]:
    """Return the one basket with tickets, as the simulator keeps it."""
    [basket] = [one for one in stack.control("GET", "state")["baskets"] if one["tickets"]]
    return dict(basket)


def sent_to_entracte(visitor: Visitor) -> list[Request]:
    """Collect every request that the page sends to Entracte from now on."""
    sent: list[Request] = []
    visitor.page.on(
        "request", lambda one: sent.append(one) if one.url.startswith(visitor.stack.web) else None
    )
    return sent


def sent_body(request: Request) -> dict[str, Any]:
    """Return the JSON that was sent."""
    body = request.post_data_json
    assert isinstance(body, dict)
    return body


def is_submit(request: Request) -> bool:
    return request.method == "POST" and request.url.endswith("/bookings")


@pytest.mark.rule("R2")
def test_an_inline_widget_reads_the_basket_once_it_is_seen_and_once_only(
    visitor: Visitor, stack: Stack
) -> None:
    performance, show = stack.performance(days_ahead=3)
    visitor.page.goto(stack.theatre)
    visitor.page.wait_for_selector("body[data-state=ready]")
    visitor.put_in_basket(performance)
    visitor.page.reload(wait_until="networkidle")
    assert visitor.read_baskets() == 0
    assert "Choose a date" not in visitor.inside()
    visitor.widget.evaluate("element => element.scrollIntoView()")
    expect(visitor.selected_date()).to_have_text(as_written(show))
    visitor.page.evaluate("() => scrollTo(0, 0)")
    visitor.widget.evaluate("element => element.scrollIntoView()")
    visitor.book(ANA)
    assert visitor.read_baskets() == 1


@pytest.mark.rule("R2")
@pytest.mark.rule("R3")
@pytest.mark.rule("R4")
@pytest.mark.rule("R5")
def test_of_the_basket_only_the_date_shows_and_two_ids_go_with_the_submit(
    visitor: Visitor, stack: Stack
) -> None:
    visitor.arrive()
    visitor.sign_in(ANA)
    show = visitor.add_tickets()
    visitor.widget.evaluate("element => element.scrollIntoView()")
    sent = sent_to_entracte(visitor)
    expect(visitor.selected_date()).to_have_text(as_written(show))
    basket = basket_of(stack)
    ids = [basket["id"], basket["customer_id"], basket["tickets"][0]["instance_id"]]
    visitor.choose()
    expect(visitor.widget.get_by_role("heading", name="Your details")).to_be_focused()
    for secret in (*ANA.__dict__.values(), *ids):
        assert secret not in visitor.inside()
    visitor.type_details(ANA)
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name="Your table is booked")).to_be_visible()
    code = visitor.code()
    held, submit = [one for one in sent if one.method == "POST"]
    assert set(sent_body(held)) == HOLD
    wish = sent_body(submit)
    assert set(wish) == {*WISH, "basket_id", "customer_id"}
    assert (wish["basket_id"], wish["customer_id"]) == (basket["id"], basket["customer_id"])
    assert not any(secret in one.url for one in sent for secret in ids)
    assert stack.claim_of(code) == ("verified", "")
    assert stack.sql("SELECT basket_id FROM boxoffice_claim") == [(None,)]


@pytest.mark.rule("R2")
@pytest.mark.rule("R12")
def test_an_anonymous_basket_sends_its_own_id_alone(visitor: Visitor, stack: Stack) -> None:
    visitor.arrive()
    visitor.put_in_basket(stack.performance(days_ahead=3)[0])
    visitor.place_widget()
    with visitor.page.expect_request(is_submit) as submit:
        visitor.book(ANA)
    assert set(sent_body(submit.value)) == {*WISH, "basket_id"}


@pytest.mark.rule("D16")
@pytest.mark.rule("R1")
def test_with_integration_none_no_id_is_read_or_sent(visitor: Visitor, stack: Stack) -> None:
    stack.sql("UPDATE restaurants_widget SET integration = 'none', shows_curtain = true")
    visitor.arrive(looks=False)
    performance, show = stack.performance(days_ahead=3)
    visitor.put_in_basket(performance)
    visitor.place_widget()
    visitor.pick_date(show)
    expect(visitor.widget.get_by_text("curtain")).to_have_count(0)
    with visitor.page.expect_request(is_submit) as submit:
        visitor.book(ANA)
    assert set(sent_body(submit.value)) == WISH
    assert visitor.read_baskets() == 0


@pytest.mark.rule("D17")
def test_hints_and_other_shows_are_off_until_asked_for(visitor: Visitor, stack: Stack) -> None:
    visitor.arrive()
    earlier, show = stack.performance(days_ahead=3)
    later, _ = stack.performance(days_ahead=5)
    visitor.put_in_basket(earlier, later)
    visitor.place_widget()
    expect(visitor.selected_date()).to_have_text(as_written(show))
    expect(visitor.widget.get_by_role("button", name="18:00", exact=True)).to_be_visible()
    expect(visitor.widget.get_by_text("curtain")).to_have_count(0)
    expect(visitor.widget.get_by_role("group", name="Your other shows")).to_be_hidden()


@pytest.mark.rule("D17")
def test_hints_and_other_shows_stay_in_the_browser(visitors: Callable[..., Visitor], stack: Stack) -> None:
    stack.sql("UPDATE restaurants_widget SET shows_curtain = true, shows_other_performances = true")
    visitor = visitors(width=390)
    visitor.arrive(looks=False)
    sent = sent_to_entracte(visitor)
    earlier, show = stack.performance(days_ahead=3)
    later, other = stack.performance(days_ahead=5)
    visitor.put_in_basket(earlier, later)
    visitor.place_widget()
    names = {
        "17:00": "1 h before curtain up",
        "18:00": "too tight",
        "19:30": "curtain up",
        "20:00": "after curtain up",
    }
    for start, hint in names.items():
        expect(visitor.widget.get_by_role("button", name=f"{start} {hint}", exact=True)).to_be_visible()
    lunch = visitor.widget.get_by_role("group", name="Lunch").get_by_role("button", name="12:00", exact=True)
    if show.weekday() >= 2:
        expect(lunch).to_be_visible()
    others = visitor.widget.get_by_role("group", name="Your other shows")
    others.get_by_role("button", name=as_written(other)).click()
    expect(visitor.selected_date()).to_have_text(as_written(other))
    expect(visitor.widget.get_by_text("We picked the date of your show.")).to_be_hidden()
    expect(others.get_by_role("button")).to_have_text([as_written(show)])
    visitor.book(ANA)
    held, submit = [one for one in sent if one.method == "POST"]
    assert set(sent_body(held)) == HOLD
    assert set(sent_body(submit)) == {*WISH, "basket_id"}
    shown = re.compile(
        r"(settings|days\?month=\d{4}-\d\d&party_size=2|offers\?date=[\d-]{10}&party_size=2|holds|bookings)$"
    )
    assert all(shown.search(one.url) for one in sent if "/api/" in one.url)
    assert visitor.read_baskets() == 1


def test_the_widget_asks_nobody_else_sets_no_cookie_and_keeps_its_card_alone(
    visitor: Visitor, stack: Stack
) -> None:
    hosts: set[str] = set()
    visitor.page.on("request", lambda one: hosts.add("/".join(one.url.split("/")[:3])))
    visitor.arrive()
    visitor.put_in_basket(stack.performance(days_ahead=3)[0])
    visitor.place_widget()
    visitor.book(ANA)
    assert {host for host in hosts if host.startswith("http")} == {stack.theatre, stack.tickets, stack.web}
    cookies = visitor.page.context.cookies()
    assert {one["name"] for one in cookies} == {"spektrix_simulator_session"}
    kept = visitor.page.evaluate(
        "async () => [Object.keys(localStorage), {...sessionStorage}, await indexedDB.databases()]"
    )
    own = {name: text for name, text in kept[1].items() if name not in ("alder-said", "alder-later")}
    assert (kept[0], set(own), kept[2]) == ([], {f"entracte {stack.widget}"}, [])
    [of_the_tab] = [json.loads(text) for text in own.values()]
    assert set(of_the_tab) == {"word", "at", "card"}
    on_the_card = {"code", "status", "starts_at", "ends_at", "party_size", "link", "note"}
    assert set(of_the_tab["card"]) == on_the_card

"""Can somebody connect Spektrix, see what crossed and why not, and act on it?"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.people import ANA, BEN, Host, Visitor
from tests.browser.stack import CLIENT, KEY, LOGIN, Stack, until

Members = Callable[..., Host]
ANOTHER_KEY = "YSBuZXcga2V5IHdyaXR0ZW4gYnkgYSB0ZXN0"
HOUR = timedelta(hours=1).total_seconds()


@pytest.fixture
def manager(members: Members) -> Host:
    """A manager on the Spektrix page."""
    manager = members("manager")
    manager.opens("spektrix/")
    return manager


def presses_test(host: Host) -> None:
    host.page.get_by_role("button", name="Test connection").click()
    expect(host.page.locator("#checks li").first).to_be_visible()


def check(host: Host, title: str) -> Locator:
    return host.page.locator("#checks li").filter(has=host.page.locator("strong", has_text=title))


def saves(host: Host, **typed: str) -> None:
    host.opens("spektrix/")
    host.page.get_by_text("Attributes, test customer, API address").click()
    for name, text in typed.items():
        host.page.locator(f"[name={name}]").fill(text)
    host.page.get_by_role("button", name="Save connection").click()


def books(visitor: Visitor, *, signs_in: bool = True, start: str = "18:00") -> str:
    """Somebody books with tickets in the basket; Ana signs in before, or stays as she was."""
    visitor.arrive()
    if signs_in:
        visitor.sign_in(ANA)
    visitor.add_tickets()
    return visitor.book(ANA, start)


def patches(stack: Stack) -> int:
    return sum(call["method"] == "PATCH" for call in stack.calls("owner"))


def wait_for_claim(stack: Stack, state: str) -> None:
    until(
        lambda: stack.sql("SELECT state FROM boxoffice_claim ORDER BY id DESC LIMIT 1") == [(state,)],
        what=f"a claim that is {state}",
    )


@pytest.mark.rule("R19")
@pytest.mark.rule("R11")
def test_the_page_shows_the_steps_takes_the_three_and_never_shows_the_key_again(
    manager: Host, stack: Stack
) -> None:
    page = manager.page
    steps = page.get_by_role("region", name="Steps to take in Spektrix")
    for step in ("Make an API user", "Create two customer attributes", "List the websites"):
        expect(steps.get_by_text(step)).to_be_visible()
    expect(steps.get_by_text("“Last Dined At” and “Number of Restaurant Visits”")).to_be_visible()
    for name, text in {"client_name": CLIENT, "login": LOGIN, "api_key": f"  {ANOTHER_KEY} "}.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_role("button", name="Save connection").click()
    expect(manager.bar).to_contain_text("Saved. Now test the connection.")
    presses_test(manager)
    expect(check(manager, "Client name, login and key")).to_contain_text("HTTP 401")
    expect(page.locator("[name=api_key]")).to_have_value("")
    for path in ("spektrix/", "spektrix/activity/", "spektrix/what-crosses/"):
        manager.opens(path)
        assert KEY not in page.content()
        assert ANOTHER_KEY not in page.content()
    [(stored,)] = stack.sql("SELECT api_key FROM boxoffice_connection")
    assert ANOTHER_KEY not in str(stored)
    assert not any(ANOTHER_KEY in log.read_text() for log in stack.logs())


def test_a_key_that_is_no_key_is_refused_beside_its_field(manager: Host) -> None:
    saves(manager, api_key="not a key!")
    error = manager.page.locator("#id_api_key_error")
    expect(error).to_be_visible()
    expect(manager.page.locator("[name=api_key]")).to_have_attribute("aria-invalid", "true")
    assert "not a key!" not in manager.page.content()


@pytest.mark.rule("R20")
@pytest.mark.rule("R11")
@pytest.mark.rule("D19")
def test_the_test_says_what_works_reads_a_test_customer_and_writes_nothing(
    manager: Host, stack: Stack
) -> None:
    presses_test(manager)
    for title in ("Spektrix answers", "Client name, login and key", "Permission", "This server's clock"):
        expect(check(manager, title)).to_have_class("ok")
        expect(check(manager, title)).to_contain_text("HTTP 200")
    expect(check(manager, "Last Dined At")).to_contain_text("Name a test customer")
    expect(check(manager, "Custom domain")).to_contain_text("It answers this browser.")
    [ana] = [one for one in stack.control("GET", "state")["customers"] if one["email"] == ANA.email]
    stack.control("POST", "attributes/attribute_LastDinedAt", {"available": False})
    saves(manager, test_id=ana["id"])
    presses_test(manager)
    expect(check(manager, "Number of Restaurant Visits")).to_contain_text("It is there")
    expect(check(manager, "Last Dined At")).to_contain_text("not made available to the API, or not created")
    assert patches(stack) == 0
    assert {call["method"] for call in stack.calls("owner")} == {"GET"}


@pytest.mark.rule("R20")
@pytest.mark.parametrize(
    "made_so, title, status, sentence",
    [
        (
            lambda stack: stack.sql("UPDATE boxoffice_connection SET login = 'nobody'"),
            "Client name, login and key",
            "HTTP 401",
            "Copy both again, without stray spaces",
        ),
        (
            lambda stack: stack.fault(kind="403", mode="owner"),
            "Permission of the API user",
            "HTTP 403",
            "The protection in front of Spektrix stopped the call.",
        ),
        (
            lambda stack: stack.sql("UPDATE boxoffice_connection SET client_name = 'Alder'"),
            "Client name, login and key",
            "HTTP 404",
            "its case matters",
        ),
        (
            lambda stack: stack.fault(kind="500", mode="owner"),
            "Spektrix answers",
            "HTTP 500",
            "Spektrix has an outage on its side.",
        ),
        (
            lambda stack: stack.end("simulator"),
            "Spektrix answers",
            "",
            "Nothing answered at the API address.",
        ),
        (
            lambda stack: stack.control("POST", "clock", {"signing_offset_seconds": HOUR}),
            "This server's clock",
            "HTTP 401",
            "It is 60 minutes behind Spektrix's. Set this server's time",
        ),
    ],
    ids=["401", "403", "404", "500", "stopped", "clock"],
)
def test_each_fault_has_its_status_and_says_what_to_do(
    manager: Host,
    stack: Stack,
    made_so: Callable[[Stack], object],
    title: str,
    status: str,
    sentence: str,
) -> None:
    made_so(stack)
    presses_test(manager)
    expect(check(manager, title)).to_have_class("failed")
    expect(check(manager, title)).to_contain_text(status)
    expect(check(manager, title)).to_contain_text(sentence)


def test_a_custom_domain_that_does_not_answer_is_said_by_this_browser(manager: Host, stack: Stack) -> None:
    stack.sql("UPDATE boxoffice_connection SET custom_domain = 'http://127.0.0.1:9'")
    manager.opens("spektrix/")
    presses_test(manager)
    expect(check(manager, "Custom domain")).to_have_class("failed")
    expect(check(manager, "Custom domain")).to_contain_text("It does not answer this browser.")


@pytest.mark.rule("D21")
def test_a_watch_only_evening_shows_what_would_be_written_and_writes_nothing(
    manager: Host, visitor: Visitor, stack: Stack
) -> None:
    manager.page.get_by_label("Watch only").check()
    manager.page.get_by_role("button", name="Save connection").click()
    expect(manager.page.get_by_text("Watching only")).to_be_visible()
    code = books(visitor)
    assert stack.claim_of(code) == ("verified", "")
    manager.complete(code)
    stack.handover_of(code, "watched")
    manager.open_booking(code)
    expect(manager.beside).to_contain_text(
        "Watch-only: would have written Last Dined At, Number of Restaurant Visits."
    )
    manager.opens("spektrix/activity/")
    expect(manager.page.locator(".happened li").first).to_contain_text("Number of Restaurant Visits 1")
    assert patches(stack) == 0


@pytest.mark.rule("D16")
def test_switched_off_nothing_is_asked_and_switched_on_the_work_goes_on(
    manager: Host, visitor: Visitor, stack: Stack
) -> None:
    visitor.arrive()
    visitor.sign_in(ANA)
    visitor.add_tickets()
    visitor.choose()
    visitor.type_details(ANA)
    manager.page.get_by_role("button", name="Switch off").click()
    expect(manager.page.get_by_text("Switched off", exact=True)).to_be_visible()
    stack.control("DELETE", "calls")
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name="Your table is booked")).to_be_visible()
    code = visitor.code()
    wait_for_claim(stack, "parked")
    manager.complete(code)
    manager.opens("spektrix/")
    expect(manager.page.get_by_text("for a person.")).to_be_visible()
    assert stack.calls("owner") == []
    manager.page.get_by_role("button", name="Switch on").click()
    expect(manager.bar).to_contain_text("Work that waited goes on.")
    assert stack.claim_of(code) == ("verified", "")
    assert stack.handover_of(code, "written") == ("written", "")
    assert patches(stack) == 1


@pytest.mark.rule("D18")
def test_parked_work_is_tried_again_or_discarded_by_a_person(
    manager: Host, visitor: Visitor, stack: Stack
) -> None:
    stack.fault(kind="401", mode="owner")
    first = books(visitor)
    wait_for_claim(stack, "parked")
    manager.opens("spektrix/activity/")
    row = manager.page.locator(".happened li").first
    expect(row).to_contain_text("Spektrix did not accept the connection.")
    stack.control("DELETE", "faults")
    row.get_by_role("button", name="Try again").click()
    expect(manager.bar).to_contain_text("It is being tried again.")
    assert stack.claim_of(first) == ("verified", "")
    stack.fault(kind="401", mode="owner")
    visitor.is_done()
    second = books(visitor, signs_in=False, start="20:30")
    wait_for_claim(stack, "parked")
    manager.opens("spektrix/activity/")
    expect(manager.page.locator(".rail")).to_contain_text("1 wait for a person")
    expect(manager.page.locator(".waiting")).to_contain_text("1 waits for a person.")
    row.get_by_text("Discard…").click()
    row.get_by_label("Why?").fill("Booked twice")
    row.get_by_role("button", name="Discard").click()
    expect(manager.bar).to_contain_text("Discarded.")
    assert stack.claim_of(second) == ("unverified", "discarded")
    expect(row.get_by_role("button")).to_have_count(0)
    assert stack.sql("SELECT count(*) FROM boxoffice_claim WHERE basket_id <> ''") == [(0,)]


def test_the_activity_gives_reasons_and_the_share_of_bookings_verified(
    manager: Host, visitor: Visitor, visitors: Callable[..., Visitor], stack: Stack
) -> None:
    stack.claim_of(books(visitor))
    other = visitors()
    stack.claim_of(books(other, signs_in=False, start="20:30"))
    manager.opens("spektrix/activity/")
    page = manager.page
    share = page.locator(".share").filter(has_text="Theatre website")
    expect(share).to_contain_text("1 of 2, 50%")
    expect(share.get_by_role("listitem")).to_have_count(1)
    expect(page.locator(".happened li").nth(0)).to_contain_text("Link: unverified")
    expect(page.locator(".happened li").nth(1)).to_contain_text("Link: verified")
    expect(page.locator(".happened li").nth(0).locator(".what p").nth(1)).not_to_be_empty()


@pytest.mark.rule("D8")
def test_a_linked_guest_says_so_and_is_unlinked_by_a_manager(
    manager: Host, members: Members, visitor: Visitor, stack: Stack
) -> None:
    stack.claim_of(books(visitor))
    [(key,)] = stack.sql("SELECT key FROM guests_guest")
    host = members("host")
    host.opens(f"guests/{key}/")
    expect(host.page.get_by_text("Linked to Spektrix")).to_be_visible()
    expect(host.page.get_by_role("button", name="Unlink from Spektrix")).to_have_count(0)
    manager.opens(f"guests/{key}/")
    manager.page.get_by_role("button", name="Unlink from Spektrix").click()
    expect(manager.page.get_by_text("Not linked", exact=True)).to_be_visible()
    assert stack.sql("SELECT count(*) FROM boxoffice_link") == [(0,)]


@pytest.mark.rule("D7")
def test_two_profiles_of_one_customer_are_offered_a_merge_that_can_be_undone(
    manager: Host, visitor: Visitor, stack: Stack
) -> None:
    code = books(visitor)
    stack.claim_of(code)
    stack.sql(
        "WITH twin AS (INSERT INTO guests_guest (restaurant_id, key, first_name, last_name, email, phone, "
        "note, email_folded, surname_folded, created_at) SELECT restaurant_id, 'twin2345twin2345', 'Ana', "
        "'Riley-Hart', '', '+447700900188', '', '', 'riley hart', now() FROM guests_guest RETURNING id) "
        "INSERT INTO boxoffice_link (restaurant_id, guest_id, client_name, customer_id, verified_at) "
        "SELECT l.restaurant_id, twin.id, l.client_name, l.customer_id, now() FROM boxoffice_link l, twin"
    )
    [(key,)] = stack.sql("SELECT key FROM guests_guest WHERE last_name = 'Riley'")
    manager.opens(f"guests/{key}/")
    expect(manager.page.get_by_text("The same person in Spektrix: Ana Riley-Hart")).to_be_visible()
    manager.page.get_by_role("button", name="Merge into this profile").click()
    expect(manager.bar).to_contain_text("Merged into one profile.")
    manager.page.get_by_role("button", name="Undo").click()
    expect(manager.bar).to_contain_text("The two profiles stand apart again.")


def test_what_crosses_lists_every_call_and_the_help_is_one_press_away(manager: Host) -> None:
    page = manager.page
    page.get_by_role("link", name="What crosses", exact=True).click()
    calls = [
        f"GET /{CLIENT}/api/v3/baskets/{{id}}",
        f"GET /{CLIENT}/api/v3/customers/{{id}}",
        f"PATCH /{CLIENT}/api/v3/customers/{{id}}",
        f"GET /{CLIENT}/api/v3/custom-payment-types",
    ]
    expect(page.locator(".crossing .call")).to_have_text(calls)
    manager.opens("spektrix/")
    headings: dict[str, str | re.Pattern[str]] = {
        "Setting up the sync": "Setting up the sync",
        "Customising the widget": "Customising the widget",
        "When something does not work": re.compile("."),
    }
    for name, heading in headings.items():
        manager.opens("spektrix/")
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()


def test_a_phone_booking_of_nobodys_guest_says_that_it_is_not_mirrored(manager: Host, stack: Stack) -> None:
    manager.opens()
    code = manager.takes(stack.today() + timedelta(days=3), **BEN.__dict__)
    manager.complete(code)
    assert stack.handover_of(code, "not_mirrored") == ("not_mirrored", "no_basket")
    manager.open_booking(code)
    expect(manager.beside).to_contain_text("Not mirrored. The guest has not booked with a box-office basket")

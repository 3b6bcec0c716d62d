"""The whole story over real processes: basket, date of the show, booking, verified, Completed, written."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests.browser.people import ANA, BEN, Host, Visitor, as_written, in_days
from tests.browser.stack import Stack

LAST_DINED, VISITS = "attribute_LastDinedAt", "attribute_NumberofRestaurantVisits"
WRITES = {"POST", "PUT", "PATCH", "DELETE"}


def assert_only_allowed_calls(stack: Stack, *, writes: int) -> None:
    """No order, no ticket, no read of instances, and no other write than the customer's PATCH."""
    owner = stack.calls("owner")
    rooms = {(call["method"], call["path"].split("/api/v3/")[1].split("/")[0]) for call in owner}
    assert rooms <= {
        ("GET", "baskets"),
        ("GET", "customers"),
        ("PATCH", "customers"),
        ("GET", "custom-payment-types"),
    }
    changes = [call for call in owner if call["method"] in WRITES]
    assert len(changes) == writes
    for call in changes:
        assert set(call["body"]) == {LAST_DINED, VISITS}


@pytest.mark.rule("R2")
@pytest.mark.rule("R3")
@pytest.mark.rule("R6")
@pytest.mark.rule("R8")
@pytest.mark.rule("R9")
@pytest.mark.rule("R10")
@pytest.mark.rule("R15")
@pytest.mark.rule("R16")
def test_a_guest_with_tickets_books_dines_and_is_written(visitor: Visitor, host: Host, stack: Stack) -> None:
    visitor.arrive()
    visitor.sign_in(ANA)
    show = visitor.add_tickets()
    expect(visitor.selected_date()).to_have_text(as_written(show))
    expect(visitor.widget.get_by_text("We picked the date of your show.")).to_be_visible()
    code = visitor.book(ANA, "18:00")
    assert stack.claim_of(code) == ("verified", "")
    assert stack.attributes(ANA.email).get(LAST_DINED) in (None, "")
    host.complete(code)
    assert stack.handover_of(code, "written") == ("written", "")
    attributes = stack.attributes(ANA.email)
    ends = datetime.fromisoformat(str(attributes[LAST_DINED]))
    assert (ends.date(), f"{ends:%H:%M}", ends.utcoffset() is not None) == (show, "19:30", True)
    assert attributes[VISITS] == 1
    assert_only_allowed_calls(stack, writes=1)
    host.open_booking(code)
    expect(host.page.get_by_text("verified").first).to_be_visible()


@pytest.mark.rule("R12")
@pytest.mark.rule("R14")
def test_an_anonymous_basket_leaves_the_guest_unverified(visitor: Visitor, host: Host, stack: Stack) -> None:
    stack.asks_about_baskets_once()
    visitor.arrive()
    show = visitor.add_tickets()
    expect(visitor.selected_date()).to_have_text(as_written(show))
    code = visitor.book(ANA)
    assert stack.claim_of(code) == ("unverified", "anonymous")
    host.complete(code)
    assert stack.handover_of(code, "not_mirrored") == ("not_mirrored", "anonymous")
    assert_only_allowed_calls(stack, writes=0)


@pytest.mark.rule("R13")
def test_another_persons_basket_leaves_the_guest_unverified(
    visitor: Visitor, host: Host, stack: Stack
) -> None:
    visitor.arrive()
    visitor.sign_in(BEN)
    visitor.add_tickets()
    code = visitor.book(ANA)
    assert stack.claim_of(code) == ("unverified", "not_the_booker")
    host.complete(code)
    assert stack.handover_of(code, "not_mirrored") == ("not_mirrored", "not_the_booker")
    assert_only_allowed_calls(stack, writes=0)


@pytest.mark.rule("R1")
@pytest.mark.rule("D16")
def test_with_integration_none_nothing_is_read_and_nothing_written(
    visitor: Visitor, host: Host, stack: Stack
) -> None:
    stack.sql("UPDATE restaurants_widget SET integration = 'none' WHERE key = %s", stack.widget)
    visitor.arrive()
    visitor.sign_in(ANA)
    show = visitor.add_tickets()
    expect(visitor.selected_date()).to_have_text("Choose a date")
    visitor.pick_date(show)
    code = visitor.book(ANA)
    host.complete(code)
    stack.handover_of(code, "not_mirrored")
    assert stack.sql("SELECT count(*) FROM boxoffice_claim") == [(0,)]
    assert stack.calls("owner") == []
    assert [call for call in stack.calls("web") if "expand" in call["query"]] == []


@pytest.mark.rule("D13")
def test_a_basket_that_cannot_be_read_never_shows(visitor: Visitor, stack: Stack) -> None:
    stack.sql(
        "UPDATE boxoffice_connection SET custom_domain = %s",
        f"http://system.localhost:{stack.simulator_port}",
    )
    visitor.arrive()
    visitor.sign_in(ANA)
    visitor.add_tickets()
    expect(visitor.selected_date()).to_have_text("Choose a date")
    visitor.pick_date(in_days(3, stack=stack))
    visitor.book(ANA)
    assert stack.calls("owner") == []
    assert not any(ANA.email in line for line in visitor.said_in_console)


@pytest.mark.rule("R7")
@pytest.mark.rule("D2")
def test_completed_before_verified_waits_and_is_then_written(
    visitor: Visitor, host: Host, stack: Stack
) -> None:
    visitor.arrive()
    visitor.sign_in(ANA)
    visitor.add_tickets()
    stack.fault(kind="500", match="baskets/", mode="owner")
    code = visitor.book(ANA)
    host.complete(code)
    assert stack.handover_of(code, "waiting") == ("waiting", "")
    assert_only_allowed_calls(stack, writes=0)
    stack.control("DELETE", "faults")
    assert stack.claim_of(code) == ("verified", "")
    assert stack.handover_of(code, "written") == ("written", "")
    assert_only_allowed_calls(stack, writes=1)


@pytest.mark.rule("D18")
def test_spektrix_down_for_the_whole_evening_costs_nothing_and_is_made_up(
    visitor: Visitor, host: Host, stack: Stack
) -> None:
    visitor.arrive()
    visitor.sign_in(ANA)
    visitor.add_tickets()
    visitor.choose()
    stack.end("simulator")
    visitor.type_details(ANA)
    visitor.submit()
    expect(visitor.widget.get_by_role("heading", name="Your table is booked")).to_be_visible()
    code = visitor.code()
    host.complete(code)
    assert stack.handover_of(code, "waiting") == ("waiting", "")
    stack.start_simulator()
    assert stack.claim_of(code) == ("verified", "")
    assert stack.handover_of(code, "written") == ("written", "")
    assert stack.attributes(ANA.email)[VISITS] == 1
    assert_only_allowed_calls(stack, writes=1)


@pytest.mark.rule("D4")
@pytest.mark.rule("D7")
def test_two_bookings_completed_in_reverse_order_leave_the_latest_end(
    visitor: Visitor, host: Host, stack: Stack
) -> None:
    visitor.arrive()
    visitor.sign_in(ANA)
    first_show = visitor.add_tickets(days_ahead=3)
    earlier = visitor.book(ANA, "18:00")
    visitor.is_done()
    visitor.arrive()
    visitor.pick_date(in_days((first_show - in_days(0, stack=stack)).days + 4, stack=stack))
    later = visitor.book(ANA, "19:00")
    for code in (earlier, later):
        assert stack.claim_of(code) == ("verified", "")
    host.complete(later)
    stack.handover_of(later, "written")
    latest = stack.attributes(ANA.email)[LAST_DINED]
    host.complete(earlier)
    stack.handover_of(earlier, "written")
    attributes = stack.attributes(ANA.email)
    assert (attributes[LAST_DINED], attributes[VISITS]) == (latest, 2)
    assert_only_allowed_calls(stack, writes=len([c for c in stack.calls("owner") if c["method"] == "PATCH"]))

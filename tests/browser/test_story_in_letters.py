"""One story over real processes, told in letters.

Book, read the letter, open the booking by its link, cancel, read again; book again, be reminded, come, be
written to Spektrix, be thanked, answer, and be read by staff.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import ANA, Host, Visitor
from tests.browser.stack import Stack
from tests.browser.test_story import LAST_DINED, VISITS


def read(page: Page, stack: Stack, number: int) -> None:
    """Open a letter on the page of the mailbox."""
    page.goto(f"{stack.mailbox.url}/letters/{number}")
    expect(page.get_by_role("heading", level=2)).to_be_visible()


def follow_link(page: Page, words: str) -> Page:
    """Press a link of the letter that is open, inside its frame; the page that it opens."""
    with page.context.expect_page() as opened:
        page.frame_locator("iframe").get_by_role("link", name=words).click()
    opened.value.wait_for_load_state()
    return opened.value


def let_the_minute_pass(stack: Stack) -> None:
    """Let the minute be over in which a guest may take a cancellation back."""
    waiting = "SELECT 1 FROM mail_letter WHERE kind = 'cancelled' AND state = 'waiting'"
    stack.wait_until(waiting, what="the letter of the cancellation")
    stack.sql("UPDATE mail_letter SET due_at = due_at - interval '1 minute' WHERE state = 'waiting'")
    stack.sql("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE scheduled_at > now()")


def let_the_reminder_come(stack: Stack) -> None:
    """Let the booking be an old one, and its reminder due: a worker looks as it starts."""
    stack.sql("UPDATE restaurants_restaurant SET reminder_hours = 300")
    for table in ("bookings_booking", "mail_letter"):
        stack.sql(f"UPDATE {table} SET created_at = created_at - interval '30 days'")
    stack.end("worker")
    stack.start_worker()


def let_the_night_pass(stack: Stack) -> None:
    """Let it be ten o'clock on the day after the visit."""
    planned = "SELECT 1 FROM procrastinate_jobs WHERE scheduled_at > now() AND task_name ^@ 'thanks_due:'"
    stack.wait_until(planned, what="the letter of thanks to be planned")
    stack.sql("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE scheduled_at > now()")


def test_a_guest_books_reads_the_letter_opens_the_booking_and_cancels(
    visitor: Visitor, host: Host, stack: Stack
) -> None:
    visitor.arrive()
    visitor.sign_in(ANA)
    visitor.add_tickets()
    code = visitor.book(ANA)

    booked = stack.mailbox.letter(to=ANA.email)
    assert booked["links"][0].startswith(f"{stack.web}/b/{code}.")
    assert code in booked["text"]
    read(visitor.page, stack, booked["number"])
    own_page = follow_link(visitor.page, "See, change or cancel")
    expect(own_page.get_by_text(code)).to_be_visible()

    own_page.get_by_text("Cancel this booking").click()
    own_page.get_by_role("button", name="Yes, cancel the booking").click()
    expect(own_page.get_by_role("button", name="Take my table back")).to_be_visible()
    stack.wait_for_status(code, "cancelled")
    let_the_minute_pass(stack)
    cancelled = stack.mailbox.letter(to=ANA.email, subject="cancelled")
    assert "You have cancelled your booking" in cancelled["text"]

    host.open_booking(code)
    letters = host.beside.locator(".letters")
    expect(letters.get_by_text("Sent", exact=True)).to_have_count(2)
    letters.get_by_text("Read it").first.click()
    expect(letters.get_by_text(re.compile(r"/b/…")).first).to_be_visible()
    expect(letters.get_by_text(booked["links"][0])).to_have_count(0)


@pytest.mark.rule("R8")
def test_a_guest_is_reminded_comes_is_thanked_and_answers_and_staff_read_it(
    visitor: Visitor, host: Host, stack: Stack
) -> None:
    visitor.arrive()
    visitor.sign_in(ANA)
    visitor.add_tickets()
    code = visitor.book(ANA)
    stack.mailbox.letter(to=ANA.email)
    assert stack.claim_of(code) == ("verified", "")
    let_the_reminder_come(stack)
    reminder = stack.mailbox.letter(to=ANA.email, subject="Reminder")
    assert code in reminder["text"]

    host.complete(code)
    assert stack.handover_of(code, "written") == ("written", "")
    attributes = stack.attributes(ANA.email)
    assert [bool(attributes[LAST_DINED]), attributes[VISITS]] == [True, 1]
    let_the_night_pass(stack)
    thanks = stack.mailbox.letter(to=ANA.email, subject="Thank you")
    assert thanks["links"][0].startswith(f"{stack.web}/f/{code}.")

    read(visitor.page, stack, thanks["number"])
    question = follow_link(visitor.page, "Say how it was")
    expect(question.get_by_role("heading", name="How was it?")).to_be_visible()
    question.get_by_role("radio", name="Good 4 of 5", exact=True).check()
    question.get_by_label("A few words, if you like").fill("Warm bread")
    question.get_by_role("button", name="Send my answer").click()
    expect(question.get_by_role("heading", name="Thank you for your answer")).to_be_visible()
    expect(question.get_by_text("Warm bread")).to_be_visible()

    host.open_booking(code)
    expect(host.beside.get_by_text("4 of 5")).to_be_visible()
    host.opens("guests/feedback/")
    answer = host.page.locator(".answers li")
    expect(answer).to_contain_text("4 of 5")
    expect(answer).to_contain_text("Warm bread")
    answer.get_by_role("link", name="Ana Riley").click()
    expect(host.beside.get_by_text("Warm bread")).to_be_visible()

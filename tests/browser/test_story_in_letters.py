"""One story over real processes: book, read the letter, open the booking by its link, cancel, read again."""

import re

from playwright.sync_api import Page, expect

from tests.browser.people import ANA, Host, Visitor
from tests.browser.stack import Stack


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

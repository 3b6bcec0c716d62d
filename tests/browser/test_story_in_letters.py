"""One story over real processes, told in letters, from the booking to what staff read of the visit.

Book, read the letter, open the booking by its link, change it, cancel it, each with its letter; book again,
be reminded, come, be written to Spektrix, be thanked, answer, and be read by staff. Once by keyboard alone,
once in the pseudo-language on the narrowest screen.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import ANA, Host, Visitor
from tests.browser.stack import Stack
from tests.browser.telling import COMMENT, Telling, events_of
from tests.browser.test_story import LAST_DINED, VISITS

TELLINGS = {
    "by keyboard alone": Telling(width=1280, by_keyboard=True, is_pseudo=False),
    "in the pseudo-language": Telling(width=320, by_keyboard=False, is_pseudo=True),
}


def let_it_go(stack: Stack, kind: str) -> None:
    """Let the minute be over for which the letter about the last change waits."""
    last = "(SELECT max(id) FROM bookings_change)"
    waiting = f"SELECT 1 FROM mail_letter WHERE kind = %s AND state = 'waiting' AND change_id = {last}"
    stack.wait_until(waiting, kind, what=f"the letter {kind}")
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


@pytest.fixture(params=[*TELLINGS.values()], ids=[*TELLINGS])
def telling(request: pytest.FixtureRequest, stack: Stack, pseudo_folder: Path) -> Telling:
    telling: Telling = request.param
    telling.begins(stack, pseudo_folder)
    return telling


@pytest.fixture
def visitor(visitors: Callable[..., Visitor], telling: Telling) -> Visitor:
    """Somebody on the theatre's page, with the screen of the story."""
    return visitors(width=telling.width)


def test_a_guest_books_reads_the_letter_changes_and_cancels(
    visitor: Visitor, host: Host, stack: Stack, telling: Telling
) -> None:
    code = telling.books(visitor)
    booked = telling.reads(stack.mailbox.letter(to=ANA.email))
    assert booked["links"][0].startswith(f"{stack.web}/b/{code}.")
    assert code in booked["text"]
    own_page = telling.follows(booked, "See, change or cancel", visitor.page, stack)
    telling.sees(own_page, "Your table is booked")
    expect(own_page.get_by_text(code)).to_be_visible()

    changes(own_page, telling)
    let_it_go(stack, "changed")
    changed = telling.reads(stack.mailbox.letter(to=ANA.email, count=2))
    [was], [event] = events_of(booked), events_of(changed)
    assert (event["UID"], event["SEQUENCE"]) == (was["UID"], was["SEQUENCE"] + 1)
    assert (f"{was['DTSTART'].dt:%H:%M}", f"{event['DTSTART'].dt:%H:%M}") == ("18:00", "19:30")

    cancels(own_page, telling)
    stack.wait_for_status(code, "cancelled")
    let_it_go(stack, "cancelled")
    cancelled = telling.reads(stack.mailbox.letter(to=ANA.email, count=3))
    assert telling.says("You have cancelled your booking") in cancelled["text"]
    assert [event["STATUS"] for event in events_of(cancelled)] == ["CANCELLED"]
    assert stack.claim_of(code) == ("verified", "")
    assert stack.sql("SELECT count(*) FROM boxoffice_handover") == [(0,)]

    host.open_booking(code)
    expect(host.beside.get_by_text("the guest", exact=True).first).to_be_visible()
    letters = host.beside.locator(".letters")
    expect(letters.get_by_text("Sent", exact=True)).to_have_count(3)
    letters.get_by_text("Read it").first.click()
    expect(letters.get_by_text(re.compile(r"/b/…")).first).to_be_visible()
    expect(letters.get_by_text(booked["links"][0])).to_have_count(0)


def changes(own_page: Page, telling: Telling) -> None:
    """Change the time, as the guest does on the page of the booking."""
    telling.presses(own_page, "Change this booking")
    telling.sees(own_page, "Change your booking")
    telling.presses(own_page, "19:30 until 21:00")
    telling.sees(own_page, "Your table is booked")
    expect(own_page.get_by_text("19:30").first).to_be_visible()


def cancels(own_page: Page, telling: Telling) -> None:
    """Cancel, take it back, and cancel after all."""
    cancels_once(own_page, telling)
    telling.presses(own_page, "Take my table back")
    telling.sees(own_page, "Your table is booked")
    cancels_once(own_page, telling)


def cancels_once(own_page: Page, telling: Telling) -> None:
    telling.presses(own_page, "Cancel this booking")
    telling.looks_at(own_page)
    telling.presses(own_page, "Yes, cancel the booking")
    telling.sees(own_page, "This booking is cancelled")


@pytest.mark.rule("R8")
def test_a_guest_is_reminded_comes_is_thanked_and_answers_and_staff_read_it(
    visitor: Visitor, host: Host, stack: Stack, telling: Telling
) -> None:
    code = telling.books(visitor)
    telling.reads(stack.mailbox.letter(to=ANA.email))
    assert stack.claim_of(code) == ("verified", "")
    let_the_reminder_come(stack)
    reminder = telling.reads(stack.mailbox.letter(to=ANA.email, count=2, seconds=60))
    assert telling.says("Reminder") in reminder["subject"]
    assert code in reminder["text"]

    host.complete(code)
    assert stack.handover_of(code, "written") == ("written", "")
    attributes = stack.attributes(ANA.email)
    assert [bool(attributes[LAST_DINED]), attributes[VISITS]] == [True, 1]
    let_the_night_pass(stack)
    thanks = telling.reads(stack.mailbox.letter(to=ANA.email, count=3))
    assert thanks["links"][0].startswith(f"{stack.web}/f/{code}.")

    question = telling.follows(thanks, "Say how it was", visitor.page, stack)
    telling.sees(question, "How was it?")
    telling.answers(question)
    telling.sees(question, "Thank you for your answer")
    expect(question.get_by_text(COMMENT)).to_be_visible()

    host.open_booking(code)
    expect(host.beside.get_by_text("4 of 5")).to_be_visible()
    host.opens("guests/feedback/")
    answer = host.page.locator(".answers li")
    expect(answer).to_contain_text("4 of 5")
    expect(answer).to_contain_text(COMMENT)
    answer.get_by_role("link", name="Ana Riley").click()
    expect(host.beside.get_by_text(COMMENT)).to_be_visible()

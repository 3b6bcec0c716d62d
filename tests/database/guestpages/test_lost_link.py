"""Does who lost the link get it by letter, and does nobody learn from the page who has booked?"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entracte.bookings.models import Booking
from entracte.bookings.own_link import link_of
from entracte.mail.composing import compose
from entracte.mail.models import Letter
from tests.builders import NOON_BEFORE
from tests.database.answer import Answer
from tests.database.backoffice.desk import text_of
from tests.database.guestpages.own_page import OwnPage, it_is
from tests.house import book

if TYPE_CHECKING:
    from pytest_django import Settings


def asks(email: str, *, client: Client | None = None) -> Answer:
    return (client or Client()).post("/b/", {"email": email})


def letters() -> list[tuple[str, str]]:
    return [(letter.to_address, letter.state) for letter in Letter.objects.order_by("id")]


def without_chance(answer: Answer) -> str:
    return re.sub(r'nonce="[^"]+"', "", answer.content.decode())


@pytest.mark.parametrize("typed", ["ana@example.org", " ANA@EXAMPLE.org ", "ana@EXAMPLE.ORG"])
def test_the_link_goes_to_the_address_of_the_booking(guest: OwnPage, typed: str) -> None:
    assert asks(typed).status_code == 200
    assert letters() == [("ana@example.org", "waiting")]
    assert link_of(guest.booking) in compose(Letter.objects.get()).text


def test_everybody_reads_the_same_after_the_same_questions_to_the_database(guest: OwnPage) -> None:
    answers, questions = [], []
    for email in ("ana@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as asked:
            answers.append(without_chance(asks(email)))
        queries = [query["sql"].partition(" ")[0] for query in asked.captured_queries]
        # what comes after the last of the counting is done when the answer has gone out
        questions.append(queries[:3])
    assert answers[0] == answers[1]
    assert questions[0] == questions[1]
    assert "If there is a booking to come with that address" in answers[0]
    assert "example.org" not in answers[0]


def test_an_unknown_address_gets_no_letter(guest: OwnPage) -> None:
    asks("nobody@example.org")
    assert letters() == []


@pytest.mark.parametrize("status", ["cancelled", "completed", "no_show"])
def test_only_of_what_is_to_come_the_link_is_written(guest: OwnPage, status: str) -> None:
    Booking.objects.update(status=status)
    asks("ana@example.org")
    assert letters() == []


def test_of_a_visit_that_is_over_no_link_is_written(guest: OwnPage, settings: Settings) -> None:
    it_is(settings, guest.booking.ends_at)
    asks("ana@example.org")
    assert letters() == []


def test_each_booking_to_come_has_its_own_letter_and_five_at_most(guest: OwnPage) -> None:
    for day in range(5, 12):
        book(guest.house, NOON_BEFORE, f"2026-12-{day:02} 19:00")
    asks("ana@example.org")
    assert letters() == [("ana@example.org", "waiting")] * 5


def test_an_address_is_not_written_to_again_within_a_quarter_of_an_hour(
    guest: OwnPage, settings: Settings
) -> None:
    asks("ana@example.org")
    asks("ana@example.org")
    Letter.objects.update(state="sent", ended_at=NOON_BEFORE)
    it_is(settings, NOON_BEFORE + timedelta(minutes=14))
    asks("ana@example.org")
    assert letters() == [("ana@example.org", "sent")]
    it_is(settings, NOON_BEFORE + timedelta(minutes=16))
    asks("ana@example.org")
    assert letters() == [("ana@example.org", "waiting")]


def test_who_asks_too_often_reads_the_same_and_nothing_is_written(guest: OwnPage) -> None:
    first = without_chance(asks("nobody@example.org"))
    for number in range(9):
        asks(f"{number}@example.org")
    assert without_chance(asks("ana@example.org")) == first
    assert letters() == []


@pytest.mark.parametrize("typed", ["", "ana", "ana@", "ana@example.org\0", "a" * 400 + "@example.org"])
def test_what_is_no_address_is_said_at_the_field(guest: OwnPage, typed: str) -> None:
    answer = asks(typed)
    assert (answer.status_code, 'aria-invalid="true"' in answer.content.decode()) == (200, True)
    assert letters() == []


@pytest.mark.rule("D34")
def test_opening_the_page_writes_nothing_and_sets_no_cookie(guest: OwnPage) -> None:
    answer = Client().get("/b/?email=ana@example.org")
    assert (answer.status_code, dict(answer.cookies), answer["Cache-Control"]) == (200, {}, "no-store")
    assert letters() == []


def test_a_link_that_opens_nothing_offers_to_write_it_again(guest: OwnPage) -> None:
    answer = Client().get("/b/nothing")
    assert (answer.status_code, "Send me my link" in text_of(answer)) == (404, True)

"""Does the question after a visit take one answer, by a press, and say what to do where it takes none?"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.choices import Status
from entracte.bookings.models import Booking, Feedback
from entracte.bookings.own_link import Opens
from tests.builders import NOON_BEFORE
from tests.database.answer import Answer
from tests.database.backoffice.desk import text_of
from tests.database.guestpages.own_page import OwnPage, it_is

if TYPE_CHECKING:
    from pytest_django import Settings


@pytest.fixture
def asked(guest: OwnPage) -> OwnPage:
    """The guest, whose visit is completed."""
    Booking.objects.update(status="completed")
    return guest


def answers(guest: OwnPage, **typed: object) -> Answer:
    return guest.client.post(guest.address(Opens.FEEDBACK), typed)


def given() -> list[tuple[int, str]]:
    return list(Feedback.objects.order_by("id").values_list("points", "comment"))


@pytest.mark.rule("D34")
def test_opening_the_link_asks_and_writes_nothing(asked: OwnPage) -> None:
    answer = asked.opens(Opens.FEEDBACK)
    assert "Your visit to The Prompt Side, Fri 4 Dec." in text_of(answer)
    assert given() == []
    headers = ("Cache-Control", "Referrer-Policy", "X-Robots-Tag", "Set-Cookie")
    assert [answer.headers.get(each) for each in headers] == [
        "no-store",
        "no-referrer",
        "noindex, nofollow",
        None,
    ]


@pytest.mark.rule("D34")
def test_the_address_names_no_person(asked: OwnPage) -> None:
    assert asked.address(Opens.FEEDBACK).startswith(f"/f/{asked.booking.code}.1.")


def test_an_answer_is_kept_and_shown_as_it_was_given(asked: OwnPage) -> None:
    answer = answers(asked, points=4, comment=" Warm bread\x00 ")
    assert (answer.status_code, answer.headers["Location"]) == (302, asked.address(Opens.FEEDBACK))
    assert given() == [(4, "Warm bread")]
    page = asked.sees(Opens.FEEDBACK)
    assert "Thank you for your answer" in page
    assert "4 of 5 Warm bread" in page


def test_a_second_answer_changes_nothing_and_is_thanked_for(asked: OwnPage) -> None:
    answers(asked, points=2)
    again = answers(asked, points=5, comment="Better")
    assert again.status_code == 302
    assert given() == [(2, "")]
    page = asked.sees(Opens.FEEDBACK)
    assert "It is given once" in page
    assert "2 of 5" in page
    assert "Better" not in page


@pytest.mark.parametrize("points", ["", 0, 6, -1, "x", "9" * 30])
def test_without_one_of_the_five_it_says_so_and_keeps_the_words(asked: OwnPage, points: object) -> None:
    answer = answers(asked, points=points, comment="Warm bread")
    assert (answer.status_code, given()) == (422, [])
    assert "Choose one of the five" in text_of(answer)
    assert "Warm bread</textarea>" in answer.content.decode()


def test_a_comment_that_is_too_long_is_not_cut(asked: OwnPage) -> None:
    answer = answers(asked, points=3, comment="a" * 1001)
    assert (answer.status_code, given()) == (422, [])
    assert "Shorten it to a thousand letters" in text_of(answer)


def becomes(guest: OwnPage, to: Status) -> str:
    """Let staff press this, and return the link of a question that would follow."""
    asker = Asker(actor=guest.house.host, now=NOON_BEFORE)
    change_status(booking_id=guest.booking.pk, restaurant=guest.house.restaurant, to=to, asker=asker)
    return guest.address(Opens.FEEDBACK)


@pytest.mark.rule("D5")
def test_a_correction_ends_the_question_for_good_and_the_next_completed_asks_by_a_link_of_its_own(
    guest: OwnPage,
) -> None:
    first = becomes(guest, Status.COMPLETED)
    assert guest.client.get(first).status_code == 200
    becomes(guest, Status.CONFIRMED)
    again = becomes(guest, Status.COMPLETED)
    page = guest.client.get(first)
    assert page.status_code == 410
    assert "you have nothing to do" in text_of(page)
    assert guest.client.post(first, {"points": 1}).status_code == 302
    assert given() == []
    assert guest.client.post(again, {"points": 5}).status_code == 302
    assert given() == [(5, "")]


@pytest.mark.rule("D5")
def test_while_the_visit_is_taken_back_no_answer_is_taken(guest: OwnPage) -> None:
    asked = becomes(guest, Status.COMPLETED)
    becomes(guest, Status.CONFIRMED)
    assert guest.client.get(asked).status_code == 410
    guest.client.post(asked, {"points": 5})
    assert given() == []


def test_an_old_link_and_a_cut_one_say_what_to_do(asked: OwnPage, settings: Settings) -> None:
    address = asked.address(Opens.FEEDBACK)
    for cut in (address[:-5], "/f/", "/f/a/b", address.replace("/f/", "/b/")):
        answer = asked.client.get(cut)
        assert (cut, answer.status_code) == (cut, 404)
        assert "This link opens nothing" in text_of(answer)
    it_is(settings, asked.booking.ends_at + timedelta(days=30, seconds=1))
    answer = answers(asked, points=5)
    assert (answer.status_code, given()) == (410, [])
    assert "This link is too old" in text_of(answer)


@pytest.mark.rule("D39")
def test_a_corrected_e_mail_ends_the_link(asked: OwnPage) -> None:
    address = asked.address(Opens.FEEDBACK)
    Booking.objects.update(link_number=2)
    assert asked.client.post(address, {"points": 5}).status_code == 404
    assert given() == []


def test_every_word_of_ours_comes_from_the_language_file(asked: OwnPage, pseudo_language: Path) -> None:
    Booking.objects.update(language="en-xa")
    shown = [asked.opens(Opens.FEEDBACK), answers(asked, comment="1")]
    answers(asked, points=5)
    shown.append(asked.opens(Opens.FEEDBACK))
    Feedback.objects.all().delete()
    Booking.objects.update(status="confirmed")
    shown.append(asked.opens(Opens.FEEDBACK))
    assert [each.status_code for each in shown] == [200, 422, 200, 410]
    assert [set(re.findall("[A-Za-z]+", text_of(each))) for each in shown] == [{"The", "Prompt", "Side"}] * 4


def test_it_is_asked_before_a_month_is_over(asked: OwnPage, settings: Settings) -> None:
    it_is(settings, NOON_BEFORE + timedelta(days=30))
    assert "How was it?" in asked.sees(Opens.FEEDBACK)

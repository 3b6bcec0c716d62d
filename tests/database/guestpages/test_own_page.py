"""What does the link of a booking show, to whom, and for how long?"""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entracte.bookings.actions.correct import correct_booking
from entracte.bookings.asker import Asker
from entracte.bookings.models import Booking
from entracte.bookings.own_link import Opens, token_of
from entracte.guests.models import Guest
from tests.builders import NOON_BEFORE
from tests.database.backoffice.desk import text_of
from tests.database.guestpages.own_page import OwnPage, it_is

if TYPE_CHECKING:
    from pytest_django import Settings

BOTH = (Opens.OWN_PAGE, Opens.WHEN_AND_WHERE)


@pytest.mark.rule("D39")
def test_the_link_shows_when_where_for_how_many_how_it_stands_and_what_was_typed(guest: OwnPage) -> None:
    seen = guest.sees()
    for words in (
        *("Your table is booked", "Fri 4 Dec, 19:00", "2 people", "yours until 20:30"),
        *("The Prompt Side", "12 Foundry Lane", "0117 496 0123", guest.booking.code),
        *("Ana Lima", "ana@example.org", "+44 7700 900001", "A quiet corner"),
    ):
        assert words in seen


@pytest.mark.rule("D39")
def test_nothing_of_the_profile_stands_on_the_page(guest: OwnPage) -> None:
    Guest.objects.update(first_name="Profile", last_name="Profile", email="profile@example.org", phone="0")
    assert "rofile" not in guest.sees()


@pytest.mark.rule("D39")
def test_the_second_link_shows_when_and_where_alone(guest: OwnPage) -> None:
    seen = guest.sees(Opens.WHEN_AND_WHERE)
    assert "Fri 4 Dec, 19:00" in seen
    assert "12 Foundry Lane" in seen
    for words in ("Ana", "Lima", "example.org", "900001", "quiet", "people", "booked", guest.booking.code):
        assert words not in seen


@pytest.mark.rule("D39")
def test_neither_link_opens_the_page_of_the_other(guest: OwnPage) -> None:
    for opens, other in (BOTH, BOTH[::-1]):
        assert Client().get(f"/{other}/{token_of(guest.booking, opens)}").status_code == 404


@pytest.mark.rule("D34")
@pytest.mark.parametrize("opens", BOTH)
def test_nothing_happens_by_opening_a_link_however_often(guest: OwnPage, opens: Opens) -> None:
    with CaptureQueriesContext(connection) as asked:
        for method in ("get", "head", "options", "put", "delete", "post"):
            getattr(guest.client, method)(guest.address(opens))
    assert {query["sql"].partition(" ")[0] for query in asked.captured_queries} == {"SELECT"}


@pytest.mark.parametrize("opens", BOTH)
def test_a_page_is_kept_nowhere_found_nowhere_and_sets_no_cookie(guest: OwnPage, opens: Opens) -> None:
    answer = guest.opens(opens)
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert (dict(answer.cookies), answer.has_header("Vary")) == ({}, False)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert ("script-src 'self'" in policy) is (opens is Opens.OWN_PAGE)
    assert "script-src" not in policy.replace("script-src 'self'", "")


def for_others(guest: OwnPage) -> str:
    """Return the text that the page has for the others, as a browser reads it."""
    [text] = re.findall(r"<textarea[^>]*>([^<]*)</textarea>", guest.opens().content.decode())
    return unescape(text)


@pytest.mark.rule("D39")
def test_what_the_others_get_is_date_time_and_address_and_no_link(guest: OwnPage) -> None:
    where = "Alder Theatre, 12 Foundry Lane, Bristol BS1 4QX"
    assert for_others(guest) == f"The Prompt Side\nFri 4 Dec, 19:00\n{where}"
    Booking.objects.update(status="pending")
    assert for_others(guest).endswith("\nNot confirmed yet.")
    Booking.objects.update(status="cancelled")
    assert "Tell the others" not in guest.sees()


@pytest.mark.parametrize("opens", BOTH)
def test_an_address_names_nobody(guest: OwnPage, opens: Opens) -> None:
    """Nothing but the code, a number and a signature, in which any three letters may stand by chance."""
    assert re.fullmatch(rf"/{opens}/{guest.booking.code}\.1\.[\w-]{{43}}", guest.address(opens))


@pytest.mark.rule("D39")
@pytest.mark.parametrize("opens", BOTH)
def test_a_link_that_was_cut_changed_or_made_up_says_what_to_do(guest: OwnPage, opens: Opens) -> None:
    token = token_of(guest.booking, opens)
    code, number, signature = token.split(".")
    broken = [token[:-1], token[:-9], code, f"{code}.{number}", f"{code}.{number}.", f"{token}x", "%00"]
    broken += [f"{code}.2.{signature}", f"{code}2.{number}.{signature}", token.upper(), f"{token}/", "é"]
    for rest in broken:
        answer = Client().get(f"/{opens}/{rest}")
        assert (rest, answer.status_code) == (rest, 404)
        assert "This link opens nothing" in text_of(answer)
        assert "Prompt Side" not in text_of(answer)
        assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("around", ["{}.", "{})", "<{}>", " {}", "{},", '"{}"', "{}>"])
def test_what_a_mail_program_leaves_around_a_link_does_no_harm(guest: OwnPage, around: str) -> None:
    address = around.format(token_of(guest.booking))
    assert guest.client.get(f"/b/{address}").status_code == 200


@pytest.mark.rule("D39")
def test_a_higher_number_at_the_booking_ends_the_older_links(guest: OwnPage) -> None:
    old = guest.address()
    Booking.objects.update(link_number=2)
    assert guest.client.get(old).status_code == 404
    guest.booking.refresh_from_db()
    assert guest.client.get(guest.address()).status_code == 200


@pytest.mark.rule("D39")
@pytest.mark.parametrize("opens", BOTH)
def test_a_link_is_good_until_thirty_days_after_the_visit(
    guest: OwnPage, settings: Settings, opens: Opens
) -> None:
    last = guest.booking.ends_at + timedelta(days=30)
    it_is(settings, last - timedelta(minutes=1))
    assert guest.opens(opens).status_code == 200
    it_is(settings, last + timedelta(minutes=1))
    answer = guest.opens(opens)
    assert (answer.status_code, "0117 496 0123" in text_of(answer)) == (410, True)
    assert "Ana" not in text_of(answer)


@pytest.mark.parametrize(
    "status,heading",
    [
        ("pending", "The restaurant still has to confirm"),
        ("pending_payment", "A deposit is due"),
        ("cancelled", "This booking is cancelled"),
        ("completed", "This booking is over"),
        ("no_show", "This booking is over"),
    ],
)
def test_each_status_is_said_in_plain_words(guest: OwnPage, status: str, heading: str) -> None:
    Booking.objects.update(status=status)
    seen = guest.sees()
    assert heading in seen
    assert ("yours until" in seen) == status.startswith("pending")


def test_a_booking_whose_time_is_over_says_so(guest: OwnPage, settings: Settings) -> None:
    it_is(settings, guest.booking.ends_at)
    assert "This booking is over" in guest.sees()


def test_a_page_asks_four_questions_of_the_database(guest: OwnPage) -> None:
    with CaptureQueriesContext(connection) as asked:
        guest.opens()
    assert len(asked) == 4


def test_the_colour_is_that_of_the_form_and_what_stands_on_it_can_be_read(guest: OwnPage) -> None:
    guest.house.widgets["none"].__class__.objects.update(accent="#ffe08a")
    page = guest.opens().content.decode()
    day, night = page.split("@media (prefers-color-scheme: dark)")
    assert "--accent: #998653; --on: #000000;" in day
    assert "--accent: #ffe08a; --on: #000000;" in night


@pytest.mark.parametrize("opens", BOTH)
def test_every_word_of_ours_comes_from_the_language_file(
    guest: OwnPage, pseudo_language: Path, opens: Opens
) -> None:
    Booking.objects.update(language="en-xa")
    answer = guest.opens(opens)
    assert 'lang="en-xa"' in answer.content.decode()
    theirs = (
        "Ana Lima ana@example.org The Prompt Side Alder Theatre Foundry Lane Bristol BS QX A quiet corner"
    )
    known = {*re.findall("[A-Za-z]+", f"{theirs} {guest.booking.code}")}
    assert {*re.findall("[A-Za-z]+", text_of(answer))} - known == set()


@pytest.mark.rule("D39")
@pytest.mark.parametrize("field,is_ended", [("email", True), ("phone", False), ("last_name", False)])
def test_a_corrected_e_mail_ends_the_older_links_and_nothing_else_does(
    guest: OwnPage, field: str, is_ended: bool
) -> None:
    old, booking = guest.address(), guest.booking
    typed = {name: getattr(booking, name) for name in ("first_name", "last_name", "email", "phone")}
    correct_booking(
        booking_id=booking.pk,
        restaurant=guest.house.restaurant,
        typed={**typed, field: "ana.maria@example.org"},
        profile_too=False,
        asker=Asker(actor=guest.house.host, now=NOON_BEFORE),
    )
    assert (guest.client.get(old).status_code == 404) == is_ended
    booking.refresh_from_db()
    assert guest.opens().status_code == 200

"""Does the restaurant read that a guest says again to come, once, and only of what is still to come?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from entracte.bookings.models import Booking, Change
from entracte.mail.by_hour.reminders import remind_guests
from entracte.mail.composing import compose
from entracte.mail.models import Letter, LetterSettings
from tests.builders import at
from tests.database.answer import Answer
from tests.database.backoffice.desk import Desk, text_of
from tests.database.guestpages.own_page import OwnPage, it_is
from tests.database.mail.letters.correspondence import become, moved

if TYPE_CHECKING:
    from pytest_django import Settings

REMINDED = at("2026-12-09 10:00")
QUESTION = "Are you coming?"


@pytest.fixture
def asked(guest: OwnPage, settings: Settings) -> OwnPage:
    """Ana, whose table is a week ahead, the day before: the reminder asked whether she comes."""
    LetterSettings.objects.create(restaurant=guest.house.restaurant, asks_to_reconfirm=True)
    guest.booking = moved(guest.house, guest.booking, "2026-12-10 19:00", now=at("2026-12-03 12:30"))
    remind_guests(at=REMINDED)
    Letter.objects.update(state="sent")
    it_is(settings, REMINDED + timedelta(minutes=5))
    return guest


def presses(guest: OwnPage, version: int | None = None) -> Answer:
    answer = guest.sends("coming", version=version or guest.booking.version)
    guest.booking.refresh_from_db()
    return answer


def mark() -> datetime | None:
    return Booking.objects.get().reconfirmed_at


def lines() -> list[tuple[str, bool]]:
    found = Change.objects.filter(what="reconfirmed").order_by("number")
    return [(each.what, each.by_guest) for each in found]


def test_the_reminder_asks_and_both_answers_lead_to_the_page(asked: OwnPage) -> None:
    composed = compose(Letter.objects.select_related("booking__restaurant", "change").get(kind="reminder"))
    assert composed.subject == "Are you coming? Your table at The Prompt Side"
    for answer, part in (("Coming", "coming"), ("Cancel", "cancel")):
        assert f"{answer}:\nhttp" in composed.text
        assert f"{asked.address()}#{part}\n" in composed.text
        assert f'{asked.address()}#{part}"' in composed.html
    page = asked.opens().content.decode()
    assert ('id="coming"' in page, 'id="cancel"' in page) == (True, True)


@pytest.mark.rule("D34")
def test_a_guest_says_so_by_a_press_and_staff_read_it_in_the_list_and_at_the_booking(asked: OwnPage) -> None:
    assert QUESTION in asked.sees()
    asked.client.get(f"{asked.address()}/coming")
    assert lines() == []
    assert presses(asked).status_code == 302
    assert mark() is not None
    assert lines() == [("reconfirmed", True)]
    assert QUESTION not in asked.sees()
    assert "the restaurant reads that you are coming" in asked.sees()
    host = Desk(asked.house, "host")
    assert "confirmed by guest, Wed 9 Dec 10:05" in host.sees("bookings/", date="2026-12-10")
    opened = host.sees(f"bookings/{asked.booking.code}/")
    assert "Confirmed by guest Wed 9 Dec 10:05" in opened
    assert "Confirms that they come" in opened


def test_two_tabs_and_a_second_press_say_it_once(asked: OwnPage) -> None:
    version = asked.booking.version
    assert [presses(asked, version).status_code for _ in range(3)] == [302, 302, 302]
    assert lines() == [("reconfirmed", True)]


def test_another_start_takes_the_mark_away_and_another_table_or_party_does_not(asked: OwnPage) -> None:
    presses(asked)
    moved(asked.house, asked.booking, "", 3, now=REMINDED + timedelta(minutes=10))
    assert mark() is not None
    moved(asked.house, asked.booking, "2026-12-11 19:00", now=REMINDED + timedelta(minutes=11))
    assert mark() is None
    assert QUESTION not in asked.sees()
    assert "confirmed by guest" not in Desk(asked.house, "host").sees("bookings/", date="2026-12-11")


def test_what_is_cancelled_is_not_confirmed_any_more_and_says_so_kindly(asked: OwnPage) -> None:
    presses(asked)
    become(asked.house, asked.booking, Booking.Status.CANCELLED, now=REMINDED + timedelta(minutes=10))
    assert mark() is None
    assert "The booking was changed meanwhile." in text_of(presses(asked))
    answer = presses(asked)
    assert answer.status_code == 409
    assert "There is nothing to say here any more." in text_of(answer)
    assert "This booking is cancelled" in text_of(answer)


@pytest.mark.parametrize("columns", [{}, {"seated_at": at("2026-12-10 18:55")}, {"status": "pending"}])
def test_once_the_table_is_taken_or_waits_for_staff_nothing_is_confirmed(
    asked: OwnPage, settings: Settings, columns: dict[str, object]
) -> None:
    Booking.objects.update(**columns)
    it_is(settings, at("2026-12-10 18:56") if columns else at("2026-12-10 22:00"))
    assert (presses(asked).status_code, lines()) == (409, [])
    assert QUESTION not in asked.sees()


def test_nobody_is_asked_where_the_restaurant_does_not_wish_so_or_no_reminder_went(asked: OwnPage) -> None:
    LetterSettings.objects.update(asks_to_reconfirm=False)
    composed = compose(Letter.objects.select_related("booking__restaurant", "change").get(kind="reminder"))
    assert ("Coming:" in composed.text, QUESTION in asked.sees()) == (False, False)
    LetterSettings.objects.update(asks_to_reconfirm=True)
    Letter.objects.filter(kind="reminder").update(state="failed")
    assert QUESTION not in asked.sees()

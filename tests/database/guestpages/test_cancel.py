"""Does a guest cancel by the link within the rules, once, and back within a minute?"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from entracte.bookings.actions.milestones import Milestone, mark_milestone
from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.models import Booking, Change
from entracte.bookings.own_link import Opens
from tests.builders import NOON_BEFORE
from tests.database.answer import Answer
from tests.database.backoffice.desk import text_of
from tests.database.guestpages.own_page import OwnPage, it_is
from tests.house import book, edit, held

if TYPE_CHECKING:
    from pytest_django import Settings

OPEN = ("confirmed", "pending", "pending_payment")


def presses(guest: OwnPage, call: str, version: object = 1) -> Answer:
    answer = guest.sends(call, version=version)
    guest.booking.refresh_from_db()
    return answer


def lines() -> list[tuple[str, bool]]:
    """What stands in the history after the booking was made, and whether the guest did it."""
    return [(change.what, change.by_guest) for change in Change.objects.order_by("number")[1:]]


def by_staff(guest: OwnPage, now: datetime = NOON_BEFORE) -> Asker:
    return Asker(actor=guest.house.host, now=now)


@pytest.mark.rule("D38")
@pytest.mark.parametrize("status", OPEN)
def test_a_guest_cancels_and_the_table_is_free(guest: OwnPage, status: str) -> None:
    Booking.objects.update(status=status)
    assert "Cancel this booking" in guest.sees()
    answer = presses(guest, "cancel")
    assert (answer.status_code, answer["Location"]) == (302, guest.address())
    assert (guest.booking.status, held(guest.booking)) == ("cancelled", [])
    assert lines() == [("status", True)]
    assert "This booking is cancelled" in guest.sees()


@pytest.mark.rule("D38")
@pytest.mark.parametrize("status", OPEN)
def test_within_a_minute_the_booking_gets_back_its_status_and_its_table(
    guest: OwnPage, settings: Settings, status: str
) -> None:
    Booking.objects.update(status=status)
    had = held(guest.booking)
    presses(guest, "cancel")
    it_is(settings, NOON_BEFORE + timedelta(seconds=50))
    assert "Take my table back" in guest.sees()
    presses(guest, "undo", 2)
    assert (guest.booking.status, held(guest.booking)) == (status, had)
    assert lines() == [("status", True), ("status", True)]
    assert "Take my table back" not in guest.sees()


@pytest.mark.rule("D38")
def test_after_the_minute_the_page_offers_no_undo_and_a_late_press_does_nothing(
    guest: OwnPage, settings: Settings
) -> None:
    presses(guest, "cancel")
    it_is(settings, NOON_BEFORE + timedelta(seconds=70))
    assert "Take my table back" not in guest.sees()
    answer = presses(guest, "undo", 2)
    assert (answer.status_code, guest.booking.status) == (409, "cancelled")
    assert "The minute in which this can be undone is over" in text_of(answer)


@pytest.mark.rule("D38")
def test_a_table_that_went_to_others_meanwhile_does_not_come_back(guest: OwnPage) -> None:
    presses(guest, "cancel")
    for number in range(4):
        book(guest.house, NOON_BEFORE, last_name=f"Other{number}", email=f"{number}@example.org", phone="")
    answer = presses(guest, "undo", 2)
    assert (answer.status_code, guest.booking.status) == (409, "cancelled")
    assert "Your table has been given to another party" in text_of(answer)


@pytest.mark.rule("D38")
def test_what_staff_cancelled_no_guest_takes_back(guest: OwnPage) -> None:
    change_status(
        booking_id=guest.booking.pk,
        restaurant=guest.house.restaurant,
        to="cancelled",
        asker=by_staff(guest),
    )
    assert "Take my table back" not in guest.sees()
    assert presses(guest, "undo", 2).status_code == 409
    assert guest.booking.status == "cancelled"


def test_a_press_twice_or_in_two_tabs_changes_once_and_the_page_says_what_is(guest: OwnPage) -> None:
    first, second = presses(guest, "cancel"), presses(guest, "cancel")
    assert (first.status_code, second.status_code) == (302, 302)
    assert lines() == [("status", True)]
    presses(guest, "undo", 2)
    assert presses(guest, "undo", 2).status_code == 302
    assert lines() == [("status", True), ("status", True)]


def test_a_stale_page_changes_nothing_and_shows_the_booking_as_it_is(guest: OwnPage) -> None:
    Booking.objects.update(version=4)
    for version in (1, 5, "", "x", -1, 2**40):
        answer = presses(guest, "cancel", version)
        assert (answer.status_code, guest.booking.status) == (409, "confirmed")
        assert "The booking was changed meanwhile. Please look at it again." in text_of(answer)
        assert 'name="version" value="4"' in answer.content.decode()


def test_a_party_that_has_come_is_not_cancelled_by_the_link(guest: OwnPage) -> None:
    mark_milestone(
        booking_id=guest.booking.pk,
        restaurant=guest.house.restaurant,
        milestone=Milestone.SEATED,
        asker=by_staff(guest),
    )
    assert "Cancel this booking" not in guest.sees()
    answer = presses(guest, "cancel", 2)
    assert (answer.status_code, guest.booking.status) == (409, "confirmed")
    assert "You have arrived already. Please speak to the team." in text_of(answer)


@pytest.mark.parametrize("status", ["completed", "no_show"])
def test_a_booking_that_is_over_is_not_cancelled(guest: OwnPage, status: str) -> None:
    Booking.objects.update(status=status)
    assert presses(guest, "cancel").status_code == 409
    assert guest.booking.status == status


def test_from_the_restaurants_hours_before_the_start_on_the_page_gives_the_phone(
    guest: OwnPage, settings: Settings
) -> None:
    last = guest.booking.starts_at - timedelta(hours=2)
    it_is(settings, last - timedelta(minutes=1))
    assert "Cancel this booking" in guest.sees()
    it_is(settings, last + timedelta(minutes=1))
    seen = guest.sees()
    assert ("Cancel this booking" in seen, "please call us" in seen, "0117 496 0123" in seen) == (
        False,
        True,
        True,
    )
    answer = presses(guest, "cancel")
    assert (answer.status_code, guest.booking.status) == (409, "confirmed")
    assert "This cannot be done online now. Please call us." in text_of(answer)


def test_a_restaurant_may_keep_cancelling_to_itself(guest: OwnPage) -> None:
    edit(guest.house, guest.house.restaurant, guests_cancel=False)
    assert "Cancel this booking" not in guest.sees()
    assert presses(guest, "cancel").status_code == 409


@pytest.mark.rule("D34")
@pytest.mark.parametrize("call", ["cancel", "undo"])
def test_opening_the_address_of_a_button_leads_to_the_page_and_does_nothing(
    guest: OwnPage, call: str
) -> None:
    answer = guest.client.get(f"{guest.address()}/{call}")
    assert (answer.status_code, answer["Location"], answer["Cache-Control"]) == (
        302,
        guest.address(),
        "no-store",
    )
    assert lines() == []


def test_a_press_with_a_broken_link_or_the_second_link_does_nothing(guest: OwnPage) -> None:
    for address in (f"{guest.address()}x", guest.address(Opens.WHEN_AND_WHERE), "/b/x"):
        assert guest.client.post(f"{address}/cancel", {"version": 1}).status_code == 404
    assert lines() == []


def test_no_press_sets_a_cookie(guest: OwnPage) -> None:
    for call in ("cancel", "undo", "cancel"):
        assert dict(presses(guest, call, guest.booking.version).cookies) == {}

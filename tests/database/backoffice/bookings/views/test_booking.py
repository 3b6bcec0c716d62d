"""What is there to see and to press on one booking?"""

from datetime import datetime
from typing import Any

import pytest

from entracte.bookings.models import Booking, Change
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, book

SOON = "2026-12-04 18:30"


@pytest.fixture
def booking(house: House, now: datetime) -> Booking:
    return book(house, now, SOON, requests="A quiet corner")


def press(desk: Desk, row: Booking, to: str, **typed: Any) -> str:
    row.refresh_from_db()
    answer = desk.sends(
        f"bookings/{row.code}/move/", part=True, **{"to": to, "version": row.version, **typed}
    )
    row.refresh_from_db()
    return text_of(answer)


def test_a_booking_opens_beside_its_list_also_without_scripts(host: Desk, booking: Booking) -> None:
    page = host.sees(f"bookings/{booking.code}/")
    assert ("A quiet corner" in page, "Tonight" in page, "History" in page) == (True, True, True)


def test_a_part_brings_the_booking_alone(host: Desk, booking: Booking) -> None:
    part = host.opens(f"bookings/{booking.code}/", part=True).content.decode()
    assert ("<html" in part, "A quiet corner" in part) == (False, True)


def test_the_evening_is_pressed_step_by_step(host: Desk, booking: Booking) -> None:
    assert "Ana Lima: arrived. Undo" in press(host, booking, "arrived")
    assert booking.arrived_at is not None
    press(host, booking, "seated")
    press(host, booking, "completed", sure="yes")
    assert booking.status == "completed"
    assert [line.what for line in Change.objects.filter(booking=booking).order_by("number")] == [
        *("made", "milestone", "milestone", "status")
    ]


def test_undo_takes_back_a_milestone_and_a_status(host: Desk, booking: Booking) -> None:
    press(host, booking, "arrived")
    press(host, booking, "not-arrived")
    assert booking.arrived_at is None
    press(host, booking, "no_show")
    press(host, booking, "confirmed")
    assert booking.status == "confirmed"


def test_completed_before_the_start_asks_once(host: Desk, booking: Booking) -> None:
    assert "Yes, completed" in press(host, booking, "completed")
    assert booking.status == "confirmed"
    press(host, booking, "completed", sure="yes")
    assert booking.status == "completed"


def test_a_stale_page_is_shown_and_changes_nothing(host: Desk, booking: Booking) -> None:
    press(host, booking, "arrived")
    answer = host.sends(f"bookings/{booking.code}/move/", part=True, to="no_show", version=1)
    assert (answer.status_code, "changed meanwhile" in text_of(answer)) == (409, True)
    booking.refresh_from_db()
    assert booking.status == "confirmed"


def test_completed_pressed_twice_is_shown_and_written_once(host: Desk, booking: Booking) -> None:
    press(host, booking, "completed", sure="yes")
    again = press(host, booking, "completed", sure="yes", version=1)
    assert "already done" in again
    assert Change.objects.filter(booking=booking, what="status").count() == 1


@pytest.mark.parametrize("to", ["pending", "nonsense", "", "left"])
def test_a_step_that_is_not_allowed_is_refused(host: Desk, booking: Booking, to: str) -> None:
    press(host, booking, "completed", sure="yes")
    answer = host.sends(f"bookings/{booking.code}/move/", to=to, version=booking.version)
    assert answer.status_code == 409


def test_only_moves_of_the_table_are_offered(host: Desk, booking: Booking) -> None:
    press(host, booking, "cancelled")
    page = host.opens(f"bookings/{booking.code}/", part=True).content.decode()
    assert ('value="confirmed"' in page, 'value="completed"' in page) == (True, False)


def test_a_deposit_received_leads_on_as_the_restaurant_is_set(
    house: House, host: Desk, now: datetime
) -> None:
    restaurant = house.restaurant
    restaurant.deposit_from_party, restaurant.confirms_by_hand = 2, True
    restaurant.save()
    row = book(house, now, SOON)
    assert "Deposit received" in host.sees(f"bookings/{row.code}/")
    press(host, row, "pending")
    assert row.status == "pending"
    press(host, row, "confirmed")
    assert row.status == "confirmed"


def test_without_scripts_a_press_leads_back_to_the_booking(host: Desk, booking: Booking) -> None:
    answer = host.sends(f"bookings/{booking.code}/move/", to="arrived", version=1)
    assert answer["Location"] == host.address(f"bookings/{booking.code}/")


def test_a_press_in_the_list_leaves_the_panel_shut(host: Desk, booking: Booking) -> None:
    answer = host.sends(
        f"bookings/{booking.code}/move/", part=True, to="arrived", version=1, **{"from": "list"}
    )
    assert ("History" in text_of(answer), "arrived. Undo" in text_of(answer)) == (False, True)


def test_two_hosts_who_note_at_once_both_keep_their_words(host: Desk, booking: Booking) -> None:
    host.sends(f"bookings/{booking.code}/note/", note="COELIAC, SEVERE")
    later = host.sends(f"bookings/{booking.code}/note/", part=True, note="Likes the window")
    page = text_of(later)
    assert (later.status_code, "COELIAC, SEVERE" in page, "Likes the window" in page) == (200, True, True)


def test_a_note_that_is_struck_out_leaves_the_list_and_stays_on_the_booking(
    host: Desk, booking: Booking
) -> None:
    host.sends(f"bookings/{booking.code}/note/", note="COELIAC, SEVERE")
    note = booking.notes.get()
    struck = text_of(host.sends(f"bookings/{booking.code}/note/", part=True, strike=note.key))
    assert ("struck out by Host" in struck, "Note struck out: COELIAC, SEVERE" in struck) == (True, True)
    listed = host.opens("list/", date=booking.service_date.isoformat()).content.decode()
    assert "COELIAC" not in listed

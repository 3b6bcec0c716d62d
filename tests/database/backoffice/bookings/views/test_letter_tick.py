"""Is the guest written to about what staff do, unless staff take the tick away?"""

import re
from datetime import datetime
from typing import Any

import pytest
from pytest_django import Settings

from entracte.bookings.models import Booking, Change
from tests.database.backoffice.desk import Desk
from tests.house import House, book

SAID = [({}, True), ({"write_to_guest": ["no", "on"]}, True), ({"write_to_guest": "no"}, False)]
TICK = re.compile(r'<input type="checkbox" name="write_to_guest"[^>]*>')


@pytest.fixture
def booking(house: House, now: datetime) -> Booking:
    return book(house, now, "2026-12-05 19:00")


def last_change() -> Change:
    return Change.objects.latest("number")


def move(host: Desk, booking: Booking, to: str, **typed: Any) -> str:
    booking.refresh_from_db()
    sent = {"to": to, "version": booking.version, **typed}
    answer = host.sends(f"bookings/{booking.code}/move/", part=True, **sent)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("typed,writes", SAID)
def test_a_step_writes_to_the_guest_unless_the_tick_is_taken_away(
    host: Desk, booking: Booking, typed: dict[str, Any], writes: bool
) -> None:
    move(host, booking, "cancelled", **typed)
    assert (last_change().after["status"], last_change().guest_gets_letter) == ("cancelled", writes)


@pytest.mark.parametrize("typed,writes", SAID)
def test_a_new_booking_writes_to_the_guest_unless_the_tick_is_taken_away(
    house: House, host: Desk, typed: dict[str, Any], writes: bool
) -> None:
    start: dict[str, Any] = {"starts_at": "2026-12-05T19:30:00+00:00", "service_key": house.dinner.key}
    who: dict[str, Any] = {
        "date": "2026-12-05",
        "party_size": "2",
        "last_name": "Okafor",
        "email": "o@example.org",
    }
    assert host.sends("bookings/new/", **start, **who, **typed).status_code == 302
    assert last_change().guest_gets_letter is writes


@pytest.mark.parametrize("typed,writes", SAID)
def test_a_change_writes_to_the_guest_unless_the_tick_is_taken_away(
    host: Desk, booking: Booking, typed: dict[str, Any], writes: bool
) -> None:
    when: dict[str, Any] = {"date": "2026-12-05", "time": "20:00", "end": "21:30", "party_size": "3"}
    sent = {**when, "version": booking.version, **typed}
    assert host.sends(f"bookings/{booking.code}/change/", **sent).status_code == 302
    assert last_change().guest_gets_letter is writes


@pytest.mark.parametrize("typed,writes", SAID)
def test_what_was_not_written_is_not_written_when_it_is_undone(
    host: Desk, booking: Booking, typed: dict[str, Any], writes: bool
) -> None:
    bar = move(host, booking, "cancelled", **typed)
    [kept] = re.findall(r'name="write_to_guest"\s+value="(\w+)">\s*<button', bar)
    move(host, booking, "confirmed", write_to_guest=kept)
    assert (last_change().after["status"], last_change().guest_gets_letter) == ("confirmed", writes)


@pytest.mark.parametrize("path", ["bookings/{}/", "bookings/{}/change/"])
def test_the_tick_stands_where_the_guest_has_an_address(
    house: House, host: Desk, now: datetime, booking: Booking, path: str
) -> None:
    without = book(house, now, "2026-12-05 20:30", email="", last_name="Weiss")
    [tick] = TICK.findall(host.opens(path.format(booking.code)).content.decode())
    assert " checked" in tick
    assert TICK.findall(host.opens(path.format(without.code)).content.decode()) == []


@pytest.mark.parametrize("path", ["bookings/{}/", "bookings/{}/change/", "bookings/new/"])
def test_without_a_mail_server_there_is_no_tick(
    host: Desk, booking: Booking, path: str, settings: Settings
) -> None:
    assert TICK.findall(host.opens(path.format(booking.code)).content.decode())
    settings.MAIL_BACKEND = ""
    assert not TICK.findall(host.opens(path.format(booking.code)).content.decode())


def test_a_tick_taken_away_stays_away_when_the_form_comes_back(host: Desk) -> None:
    page = host.sends("bookings/new/", write_to_guest="no").content.decode()
    [tick] = TICK.findall(page)
    assert " checked" not in tick

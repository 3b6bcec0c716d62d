"""Do other programs read the calendar file of a letter as it is meant?"""

import json
import os
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import vobject

from entracte.bookings.choices import Status
from entracte.bookings.models import Booking
from entracte.bookings.own_link import Opens, link_of
from entracte.mail.calendar import Method, calendar_file
from tests.builders import NOON_BEFORE, at
from tests.database.mail.letters.correspondence import become, moved, written
from tests.house import House, book, edit

ROOT = Path(__file__).parents[4]


def read_by_ical_js(file: bytes) -> dict[str, Any]:
    """Return what ical.js, which Thunderbird uses, makes of a file."""
    paths = {**os.environ, "PATH": f"{ROOT / '.venv/bin'}:{os.environ['PATH']}"}
    command = ["node", "tests/read-calendar.mjs"]
    done = subprocess.run(command, cwd=ROOT / "embed", input=file, env=paths, capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def read_by_vobject(file: bytes) -> Mapping[str, Any]:
    """Return what vobject makes of the same."""
    calendar = vobject.readOne(file.decode())
    event = calendar.vevent
    return {
        "method": calendar.method.value,
        "uid": event.uid.value,
        "sequence": int(event.sequence.value),
        "status": event.status.value,
        "starts_at": event.dtstart.value,
        "ends_at": event.dtend.value,
        "summary": event.summary.value,
        "location": event.location.value,
        "description": event.description.value,
        "organizer": event.organizer.value,
        "attendees": [[each.value, each.params["RSVP"][0]] for each in event.contents.get("attendee", [])],
    }


def facts(file: bytes) -> list[Any]:
    """Return UID, SEQUENCE, METHOD and STATUS, on which both readers agree."""
    names = ("uid", "sequence", "method", "status")
    one, other = read_by_ical_js(file), read_by_vobject(file)
    assert [one[name] for name in names] == [other[name] for name in names]
    return [one[name] for name in names]


def test_a_booking_its_change_and_its_end_are_one_event_of_rising_sequence(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    uid = f"{booking.code}@entracte"
    assert facts(written(booking).calendar) == [uid, 1, "REQUEST", "CONFIRMED"]
    booking = moved(house, booking, "2026-12-05 20:00")
    assert facts(written(booking).calendar) == [uid, 2, "REQUEST", "CONFIRMED"]
    booking = become(house, booking, Status.CANCELLED)
    assert facts(written(booking).calendar) == [uid, 3, "CANCEL", "CANCELLED"]
    assert written(booking).calendar_method == "CANCEL"


def test_a_booking_that_is_not_certain_is_tentative(house: House) -> None:
    edit(house, house.restaurant, confirms_by_hand=True)
    waiting = book(house, NOON_BEFORE)
    assert facts(written(waiting).calendar)[1:] == [1, "REQUEST", "TENTATIVE"]
    confirmed = become(house, waiting, Status.CONFIRMED)
    assert facts(written(confirmed).calendar)[1:] == [2, "REQUEST", "CONFIRMED"]


@pytest.mark.rule("D39")
def test_both_readers_find_the_whole_booking(house: House) -> None:
    edit(house, house.restaurant, name="Bar; Grill, & Söhne", address="1 Foundry Lane,\nBristol")
    booking = book(house, NOON_BEFORE, party_size=4)
    file = written(booking).calendar
    expected = {
        "summary": "Table for 4 at Bar; Grill, & Söhne",
        "location": "Bar; Grill, & Söhne, 1 Foundry Lane,, Bristol",
        "description": (
            f"Booking code: {booking.code}\nPhone: 0117 496 0100\n"
            f"When and where: {link_of(booking, Opens.WHEN_AND_WHERE)}"
        ),
        "organizer": "mailto:letters@127.0.0.1",
        "attendees": [["mailto:ana@example.org", "FALSE"]],
    }
    one, other = read_by_ical_js(file), read_by_vobject(file)
    assert {name: one[name] for name in expected} == expected
    assert {name: other[name] for name in expected} == expected
    assert (one["starts_at"], one["ends_at"]) == ("2026-12-04T19:00:00.000Z", "2026-12-04T20:45:00.000Z")
    assert (other["starts_at"], other["ends_at"]) == (at("2026-12-04 19:00"), at("2026-12-04 20:45"))
    assert one["alarm"] == "-PT2H"
    assert link_of(booking).encode() not in file.replace(b"\r\n ", b"")
    assert b"Lima" not in file


def test_a_file_that_a_page_offers_invites_nobody(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    file = calendar_file(booking, method=Method.PUBLISH, at=NOON_BEFORE)
    assert facts(file)[2:] == ["PUBLISH", "CONFIRMED"]
    assert read_by_ical_js(file)["attendees"] == []


def test_a_cancelled_booking_rings_no_alarm(house: House) -> None:
    booking = become(house, book(house, NOON_BEFORE), Status.CANCELLED)
    assert read_by_ical_js(written(booking).calendar)["alarm"] is None


@pytest.mark.parametrize(
    "zone,start",
    [
        ("Europe/London", "2027-03-28T00:30Z"),
        ("Europe/London", "2027-03-28T01:30Z"),
        ("Europe/London", "2027-10-31T00:30Z"),
        ("Europe/London", "2027-10-31T01:30Z"),
        ("America/New_York", "2027-03-14T06:59Z"),
        ("America/New_York", "2027-03-14T07:00Z"),
        ("America/New_York", "2027-11-07T05:30Z"),
        ("America/New_York", "2027-11-07T06:30Z"),
        ("Asia/Kathmandu", "2026-12-31T23:00Z"),
        ("Australia/Lord_Howe", "2027-04-03T15:00Z"),
    ],
)
def test_the_instant_is_right_where_the_clocks_change(zone: str, start: str, house: House) -> None:
    booking = book(house, NOON_BEFORE)
    edit(house, house.restaurant, time_zone=zone)
    starts_at = datetime.fromisoformat(start)
    Booking.objects.filter(pk=booking.pk).update(starts_at=starts_at, ends_at=starts_at.replace(year=2028))
    booking = Booking.objects.select_related("restaurant").get(pk=booking.pk)
    file = calendar_file(booking, method=Method.REQUEST, at=NOON_BEFORE)
    assert datetime.fromisoformat(read_by_ical_js(file)["starts_at"]) == starts_at
    assert read_by_vobject(file)["starts_at"] == starts_at


def test_lines_are_folded_at_75_bytes_and_end_as_the_format_asks(house: House) -> None:
    edit(house, house.restaurant, name="É" * 120, address="Ü" * 200)
    file = written(book(house, NOON_BEFORE)).calendar
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    assert file.replace(b"\r\n", b"").count(b"\n") == 0

"""What do staff read of the letters to a guest, in the opened booking and on the list?"""

import re
from datetime import datetime, timedelta

import pytest

from entracte.bookings.models import Booking
from tests.database.backoffice.desk import Desk
from tests.database.letters import letter_of
from tests.house import House, book

SOON = "2026-12-04 18:30"


@pytest.fixture
def booking(house: House, now: datetime) -> Booking:
    return book(house, now - timedelta(days=1), SOON)


def letters_on(host: Desk, booking: Booking) -> str:
    """The part *Letters* of the opened booking, as text; '' where there is none."""
    page = host.sees(f"bookings/{booking.code}/")
    found = re.search(r" Letters (.*?) History ", page)
    return found.group(1) if found else ""


@pytest.mark.parametrize(
    "state,reason,read",
    [
        ("waiting", "", "Waits"),
        ("sending", "", "Is being sent"),
        ("sent", "", "Sent"),
        ("perhaps_sent", "No answer came.", "Perhaps sent. No answer came."),
        ("failed", "The mail server answered 550.", "Could not be sent. The mail server answered 550."),
        ("superseded", "", "Not sent: a newer one took its place"),
    ],
)
def test_a_letter_stands_at_its_booking_with_its_fate_in_words(
    host: Desk, booking: Booking, now: datetime, state: str, reason: str, read: str
) -> None:
    letter_of(booking, now, state, reason=reason)
    assert f"Booked to {booking.email} {read}" in letters_on(host, booking)


def test_its_text_stands_behind_a_disclosure(host: Desk, booking: Booking, now: datetime) -> None:
    letter_of(booking, now, "sent", subject="Your table", text="Hello <b>Ana</b>\nhttp://e.example/b/…")
    page = host.opens(f"bookings/{booking.code}/").content.decode()
    [shown] = re.findall(r"<details>\s*<summary>Read it.*?</details>", page, flags=re.DOTALL)
    assert "<strong>Your table</strong>" in shown
    assert "Hello &lt;b&gt;Ana&lt;/b&gt;\nhttp://e.example/b/…" in shown


def test_a_booking_without_letters_has_no_such_part(host: Desk, booking: Booking) -> None:
    assert letters_on(host, booking) == ""


def test_a_letter_to_the_team_or_of_another_booking_does_not_stand_there(
    house: House, host: Desk, booking: Booking, now: datetime
) -> None:
    letter_of(booking, now, "sent", account=house.members["owner"].account, kind="new_booking")
    letter_of(book(house, now, "2026-12-04 20:30", email="b@example.org"), now, "sent")
    assert letters_on(host, booking) == ""


@pytest.mark.parametrize("state,seconds", [("waiting", 2), ("sending", 2), ("sent", None), ("failed", None)])
def test_a_letter_on_its_way_is_looked_at_again(
    host: Desk, booking: Booking, now: datetime, state: str, seconds: int | None
) -> None:
    letter_of(booking, now, state)
    part = host.opens(f"bookings/{booking.code}/", part=True).content.decode()
    found = re.search(r'hx-trigger="every (\d+)s"', part)
    assert (int(found.group(1)) if found else None) == seconds


@pytest.mark.parametrize(
    "states,is_marked",
    [
        (["sent"], False),
        (["failed"], True),
        (["perhaps_sent"], True),
        (["failed", "sent"], False),
        (["sent", "failed"], True),
        (["failed", "waiting"], True),
        (["failed", "superseded"], True),
        ([], False),
    ],
)
def test_the_list_marks_a_booking_whose_last_letter_may_not_have_arrived(
    host: Desk, booking: Booking, now: datetime, states: list[str], is_marked: bool
) -> None:
    for state in states:
        letter_of(booking, now, state, change=None)
    assert ("a letter may not have arrived" in host.sees("list/")) is is_marked

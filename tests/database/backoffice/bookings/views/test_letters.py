"""What do staff read of the letters to a guest, in the opened booking and on the list?"""

import re
from datetime import datetime, timedelta

import pytest

from entracte.bookings.models import Booking
from entracte.mail.marks import mark_address
from entracte.mail.models import Letter
from tests.database.answer import Answer
from tests.database.backoffice.desk import Desk, text_of
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


def press(host: Desk, booking: Booking, letter: Letter, **typed: str) -> Answer:
    return host.sends(f"bookings/{booking.code}/letter/", part=True, letter=letter.key, **typed)


def state_of(letter: Letter) -> tuple[str, str]:
    letter.refresh_from_db()
    return letter.state, str(letter.pressed_by or "")


@pytest.mark.parametrize(
    "state,is_offered",
    [
        *(("sent", True), ("failed", True), ("perhaps_sent", True)),
        *(("waiting", False), ("sending", False), ("superseded", False), ("dropped", False)),
    ],
)
def test_a_letter_is_sent_again_by_a_press_where_that_makes_sense(
    house: House, host: Desk, booking: Booking, now: datetime, state: str, is_offered: bool
) -> None:
    letter = letter_of(booking, now, state)
    assert ("Send it again" in letters_on(host, booking)) is is_offered
    answer = press(host, booking, letter, sure="yes")
    if is_offered:
        assert (state_of(letter), "The letter goes again." in text_of(answer)) == (
            ("waiting", str(house.host)),
            True,
        )
    else:
        assert (state_of(letter), "on its way already" in text_of(answer)) == ((state, ""), True)


def test_a_letter_that_perhaps_arrived_is_asked_about_once(
    host: Desk, booking: Booking, now: datetime
) -> None:
    letter = letter_of(booking, now, "perhaps_sent")
    asked = text_of(press(host, booking, letter))
    assert ("It may have arrived" in asked, state_of(letter)) == (True, ("perhaps_sent", ""))
    press(host, booking, letter, sure="yes")
    assert state_of(letter)[0] == "waiting"


@pytest.mark.parametrize("key", ["", "nothing", "x" * 40])
def test_a_letter_that_is_not_there_is_said_so(host: Desk, booking: Booking, key: str) -> None:
    answer = host.sends(f"bookings/{booking.code}/letter/", part=True, letter=key)
    assert (answer.status_code, "does not stand at the booking" in text_of(answer)) == (409, True)


def test_a_letter_of_another_booking_does_not_go_by_this_one(
    house: House, host: Desk, booking: Booking, now: datetime
) -> None:
    letter = letter_of(book(house, now, "2026-12-04 20:30", email="b@example.org"), now, "failed")
    assert press(host, booking, letter).status_code == 409
    assert state_of(letter) == ("failed", "")


@pytest.mark.parametrize("page", ["booking", "guest"])
def test_a_marked_address_is_said_and_written_to_again_by_a_press(
    house: House, host: Desk, booking: Booking, now: datetime, page: str
) -> None:
    path = f"bookings/{booking.code}/" if page == "booking" else f"guests/{booking.guest.key}/"
    assert "No letters go to this address." not in host.sees(path)
    mark_address(house.restaurant.pk, booking.email, "The mail server answered 550.", at=now)
    assert "No letters go to this address. The mail server answered 550. Write to it again" in host.sees(path)
    assert host.sends(f"{path}write-again/").status_code == 302
    assert "No letters go to this address." not in host.sees(path)


@pytest.mark.parametrize("page", ["booking", "guest"])
def test_who_let_letters_go_to_a_marked_address_again_stands_in_the_history_once(
    house: House, host: Desk, booking: Booking, now: datetime, page: str
) -> None:
    path = f"bookings/{booking.code}/" if page == "booking" else f"guests/{booking.guest.key}/"
    mark_address(house.restaurant.pk, booking.email, "The mail server answered 550.", at=now)
    for _ in range(2):
        assert host.sends(f"{path}write-again/").status_code == 302
    seen = host.sees(path)
    assert seen.count("address again") == 1
    line = {"booking": "Letters go to the guest’s address again", "guest": "Letters go to the address again"}
    assert re.search(rf"{line[page]} {house.host}", seen)


def test_a_mark_of_another_restaurant_says_nothing_here(
    other: House, host: Desk, booking: Booking, now: datetime
) -> None:
    mark_address(other.restaurant.pk, booking.email, "", at=now)
    assert "No letters go to this address." not in host.sees(f"bookings/{booking.code}/")


def test_the_part_that_a_page_asks_for_again_has_the_letters_with_their_presses(
    host: Desk, booking: Booking, now: datetime
) -> None:
    letter_of(booking, now, "failed")
    part = host.opens(f"bookings/{booking.code}/story/", part=True)
    assert (part.status_code, "Send it again" in text_of(part)) == (200, True)
    assert f'action="/r/prompt-side/bookings/{booking.code}/letter/"' in part.content.decode()

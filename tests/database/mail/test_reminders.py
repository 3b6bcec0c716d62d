"""Who is reminded of a booking, when, and once only?"""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.bookings.choices import Status
from entracte.bookings.models import Booking
from entracte.mail.by_hour.reminders import remind_guests
from entracte.mail.composing import compose
from entracte.mail.models import Letter
from entracte.mail.outbox import put_in_outbox
from tests.builders import at
from tests.database.mail.letters.correspondence import become, last_change, moved
from tests.house import House, book, edit

MONDAY = at("2026-11-30 12:00")
DAY_BEFORE = at("2026-12-03 10:00")


@pytest.fixture
def house(db: None) -> House:
    from tests.house import make_house

    return make_house(MONDAY)


def reminders(now: datetime) -> list[int]:
    """Write the reminders of this moment, and return the bookings of all that were written, each time."""
    remind_guests(at=now)
    rows = Letter.objects.filter(kind="reminder").order_by("id")
    return [row.booking_id or 0 for row in rows]


def write_letter(booking: Booking, now: datetime) -> None:
    put_in_outbox(last_change(booking).pk, at=now)


def test_the_day_before_at_ten_by_the_restaurants_clock(house: House) -> None:
    booking = book(house, MONDAY)
    assert reminders(DAY_BEFORE - timedelta(seconds=1)) == []
    assert reminders(DAY_BEFORE) == [booking.pk]
    assert reminders(DAY_BEFORE + timedelta(hours=5)) == [booking.pk]
    edit(house, house.restaurant, time_zone="America/New_York")
    other = book(house, MONDAY, "2026-12-10 23:00")
    assert reminders(at("2026-12-09 14:59")) == [booking.pk]
    assert reminders(at("2026-12-09 15:00")) == [booking.pk, other.pk]


def test_by_hours_or_never_where_the_restaurant_says_so(house: House) -> None:
    booking = book(house, MONDAY)
    edit(house, house.restaurant, reminder_hours=0)
    assert reminders(at("2026-12-04 18:59")) == []
    edit(house, house.restaurant, reminder_hours=100)
    assert reminders(booking.starts_at - timedelta(hours=100, seconds=1)) == []
    assert reminders(booking.starts_at - timedelta(hours=100)) == [booking.pk]


def test_never_for_a_booking_made_after_that_moment_nor_once_it_began(house: House) -> None:
    late = book(house, DAY_BEFORE + timedelta(minutes=1))
    assert reminders(late.starts_at - timedelta(hours=1)) == []
    early = book(
        house, MONDAY, "2026-12-05 19:00", first_name="Ben", email="ben@example.org", phone="07700 900002"
    )
    assert reminders(early.starts_at) == []


def test_who_was_written_to_after_that_moment_is_not_reminded_and_a_new_date_is(house: House) -> None:
    booking = book(house, MONDAY)
    write_letter(moved(house, booking, "2026-12-04 20:00", now=DAY_BEFORE), DAY_BEFORE)
    assert reminders(DAY_BEFORE + timedelta(minutes=1)) == []
    moved(house, booking, "2026-12-11 20:00", now=DAY_BEFORE + timedelta(minutes=2))
    assert reminders(at("2026-12-10 10:00")) == [booking.pk]


def test_only_a_confirmed_booking_with_an_address_is_reminded_of(house: House) -> None:
    become(house, book(house, MONDAY), Status.CANCELLED, now=MONDAY)
    book(house, MONDAY, email="", first_name="Ben", phone="07700 900002")
    edit(house, house.restaurant, confirms_by_hand=True)
    book(house, MONDAY, first_name="Eve", last_name="Ito", email="eve@example.org", phone="07700 900003")
    assert reminders(DAY_BEFORE) == []


def test_a_reminder_says_the_booking_and_carries_its_calendar(house: House) -> None:
    booking = book(house, MONDAY)
    reminders(DAY_BEFORE)
    composed = compose(Letter.objects.select_related("booking__restaurant", "change").get(kind="reminder"))
    assert composed.subject == "Reminder: your table at The Prompt Side"
    assert "When: Fri 4 Dec, 19:00\n" in composed.text
    assert booking.code in composed.text


@pytest.mark.parametrize("number", [1, 3])
def test_what_is_asked_of_the_database_does_not_grow_with_who_waits(
    house: House, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(number):
        person = {"email": f"guest{each}@example.org", "phone": f"07700 9{each:05}", "last_name": f"L{each}"}
        book(house, MONDAY, f"2026-12-04 {17 + each}:30", **person)
    with django_assert_num_queries(2):
        remind_guests(at=DAY_BEFORE - timedelta(hours=1))

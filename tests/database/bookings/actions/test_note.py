"""Does a note of the team ever disappear, or stand without the name of its author?"""

import pytest

from entracte.bookings.actions.note import add_note, strike_note
from entracte.bookings.asker import Asker
from entracte.bookings.errors import AlreadyDone
from entracte.bookings.models import Booking, BookingNote, Change
from entracte.bookings.queries import diary_for, history_of
from tests.builders import NOON_BEFORE, at
from tests.house import House, book

EVENING = at("2026-12-04 18:00")


@pytest.fixture
def booking(house: House) -> Booking:
    return book(house, NOON_BEFORE)


def notes(house: House, booking: Booking, text: str, role: str = "host") -> BookingNote:
    asker = Asker(actor=house.members[role].account, now=EVENING)
    add_note(booking_id=booking.pk, restaurant=house.restaurant, text=text, asker=asker)
    return BookingNote.objects.latest("id")


def strikes(house: House, booking: Booking, note: BookingNote, role: str = "host") -> None:
    asker = Asker(actor=house.members[role].account, now=EVENING)
    strike_note(booking_id=booking.pk, restaurant=house.restaurant, key=note.key, asker=asker)


def test_two_hosts_who_write_at_once_both_keep_their_words(house: House, booking: Booking) -> None:
    notes(house, booking, " COELIAC, SEVERE\u202e ")
    notes(house, booking, "Left-handed", "manager")
    kept = [(note.text, note.author, note.added_at) for note in booking.notes.all()]
    owner = house.members["manager"].account
    assert kept == [("COELIAC, SEVERE", house.host, EVENING), ("Left-handed", owner, EVENING)]


def test_history_points_to_the_words_and_holds_none(house: House, booking: Booking) -> None:
    note = notes(house, booking, "COELIAC")
    strikes(house, booking, note, "manager")
    added, struck = history_of(booking)[-2:]
    assert [(line.what, line.note, line.before, line.after) for line in (added, struck)] == [
        ("note_added", note, {}, {}),
        ("note_struck", note, {}, {}),
    ]
    note.delete()
    assert not Change.objects.exclude(note=None).exists()
    assert len(history_of(booking)) == 3


def test_a_note_that_is_struck_out_stays_with_the_name_of_who_did_it(house: House, booking: Booking) -> None:
    note = notes(house, booking, "COELIAC")
    strikes(house, booking, note, "manager")
    note.refresh_from_db()
    assert (note.text, note.author, note.struck_by, note.struck_at) == (
        "COELIAC",
        house.host,
        house.members["manager"].account,
        EVENING,
    )


def test_the_same_words_twice_are_one_note_and_a_note_is_struck_out_once(
    house: House, booking: Booking
) -> None:
    note = notes(house, booking, "COELIAC")
    with pytest.raises(AlreadyDone):
        notes(house, booking, " COELIAC ", "manager")
    strikes(house, booking, note)
    with pytest.raises(AlreadyDone):
        strikes(house, booking, note, "manager")
    notes(house, booking, "COELIAC")
    assert booking.notes.count() == 2


def test_a_note_of_another_booking_is_not_struck_out(house: House, booking: Booking) -> None:
    other = book(house, NOON_BEFORE, "2026-12-05 19:00")
    note = notes(house, other, "COELIAC")
    with pytest.raises(AlreadyDone):
        strikes(house, booking, note)
    note.refresh_from_db()
    assert note.struck_at is None


def test_the_diary_reads_all_notes_in_one_query(
    house: House, booking: Booking, django_assert_num_queries: object
) -> None:
    other = book(house, NOON_BEFORE, "2026-12-04 20:00", email="b@example.org", last_name="Weiss")
    for number in range(3):
        notes(house, booking, f"One {number}")
        notes(house, other, f"Other {number}")
    with django_assert_num_queries(3):  # type: ignore[operator]
        rows = diary_for(house.restaurant, booking.service_date)
        assert [len([(note.text, str(note.author)) for note in row.notes.all()]) for row in rows] == [3, 3]


def test_notes_go_with_the_booking(house: House, booking: Booking) -> None:
    notes(house, booking, "COELIAC")
    booking.delete()
    assert not BookingNote.objects.exists()

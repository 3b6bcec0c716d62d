"""How do staff take a booking by phone?"""

from datetime import datetime
from typing import Any

from entracte.bookings.models import Booking
from tests.builders import at
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, book, held

TYPED: dict[str, Any] = {
    "party_size": "2",
    "date": "2026-12-05",
    "starts_at": "2026-12-05T19:30:00+00:00",
    "first_name": "Ines",
    "last_name": "Duarte",
    "phone": "07700 900123",
}


def test_a_phone_booking_is_made_and_opens(host: Desk) -> None:
    answer = host.sends("bookings/new/", **TYPED)
    row = Booking.objects.get()
    assert (row.source, row.starts_at, row.last_name) == ("phone", at("2026-12-05 19:30"), "Duarte")
    assert answer["Location"] == host.address(f"bookings/{row.code}/")


def test_the_form_keeps_what_was_typed_and_says_what_is_missing(host: Desk) -> None:
    answer = host.sends("bookings/new/", **{**TYPED, "starts_at": "", "email": "ines@"})
    page = answer.content.decode()
    assert (answer.status_code, 'value="Duarte"' in page, 'value="ines@"' in page) == (422, True, True)
    assert ("Choose a time." in page, Booking.objects.count()) == (True, 0)


def test_a_slot_that_went_meanwhile_is_shown(house: House, host: Desk, now: datetime) -> None:
    for number in range(4):
        book(house, now, "2026-12-05 19:30", email=f"{number}@example.org")
    answer = host.sends("bookings/new/", **TYPED)
    assert (answer.status_code, "No table is free" in text_of(answer)) == (422, True)


def test_staff_may_choose_the_table_and_a_large_party(house: House, host: Desk) -> None:
    host.sends("bookings/new/", **{**TYPED, "larger_party": "12", "table": house.tables["4"].key})
    row = Booking.objects.get()
    assert (row.party_size, row.booked_tables.get().table.name) == (12, "4")


def test_slots_follow_party_and_date(host: Desk) -> None:
    page = text_of(host.opens("bookings/new/slots/", part=True, date="2026-12-05", party_size="4"))
    assert "17:30" in page
    too_many = text_of(host.opens("bookings/new/slots/", part=True, date="2026-12-05", larger_party="40"))
    assert "No table takes a party of this size" in too_many


def test_times_that_are_past_are_not_offered_tonight(host: Desk) -> None:
    page = text_of(host.opens("bookings/new/slots/", part=True, date="2026-12-04", party_size="2"))
    assert ("17:30" in page, "18:00" in page) == (False, True)


def test_a_guest_is_looked_up_as_staff_type_and_filled_in(house: House, host: Desk, now: datetime) -> None:
    guest = book(house, now, "2026-12-04 19:00").guest
    assert "Ana Lima" in text_of(host.opens("bookings/new/guests/", part=True, look="lim"))
    page = host.opens(f"bookings/new/guests/{guest.key}/", part=True).content.decode()
    assert ('value="Lima"' in page, 'value="ana@example.org"' in page, "1 booking" in page) == (
        True,
        True,
        True,
    )


def test_what_was_refused_may_be_booked_all_the_same_with_a_reason(house: House, host: Desk) -> None:
    late: dict[str, Any] = {**TYPED, "starts_at": "", "other_time": "22:45"}
    answer = host.sends("bookings/new/", **late)
    assert (answer.status_code, "No service has a start" in text_of(answer)) == (422, True)
    assert "Why all the same?" in text_of(answer)
    answer = host.sends("bookings/new/", **late, past_limit="yes")
    assert (answer.status_code, "Write why, in a few words." in text_of(answer)) == (422, True)
    host.sends("bookings/new/", **late, past_limit="yes", reason="The director of the play")
    row = Booking.objects.get()
    assert row.starts_at == at("2026-12-05 22:45")
    assert row.changes.get().reason.endswith("The director of the play")


def test_a_party_is_split_over_tables_chosen_by_hand(house: House, host: Desk) -> None:
    tables = house.tables
    chosen: dict[str, Any] = {"larger_party": "12", "table": tables["3"].key, "more_tables": tables["4"].key}
    host.sends("bookings/new/", **{**TYPED, **chosen})
    row = Booking.objects.get()
    assert (held(row), row.is_pinned) == ([("3", "19:30", "21:30"), ("4", "19:30", "21:30")], True)

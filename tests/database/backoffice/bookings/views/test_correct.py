"""Do hosts correct the phone of a booking, and of its guest's profile with it?"""

import re
from datetime import datetime

import pytest

from entracte.bookings.models import Booking
from entracte.boxoffice.models import Link
from entracte.guests.actions import merge_guests
from entracte.guests.models import Guest
from tests.bridge import connect
from tests.database.answer import Answer
from tests.database.backoffice.desk import Desk, text_of
from tests.house import ANA, House, book


@pytest.fixture
def booking(house: House, now: datetime) -> Booking:
    return book(house, now)


def corrects(desk: Desk, booking: Booking, shown: int = 1, **typed: str) -> Answer:
    """Send the form as a page sends it that showed this version of Ana's booking."""
    remembered = {f"initial-{name}": text for name, text in ANA.items()}
    return desk.sends(f"bookings/{booking.code}/correct/", version=shown, **remembered, **{**ANA, **typed})


def phones(booking: Booking) -> tuple[str, str]:
    booking.refresh_from_db()
    return booking.phone, Guest.objects.get(pk=booking.guest_id).phone


def test_a_phone_is_corrected_on_the_booking_and_where_it_is_ticked_on_the_profile(
    host: Desk, booking: Booking
) -> None:
    assert "Correct name, phone or e-mail" in host.sees(f"bookings/{booking.code}/")
    page = host.opens(f"bookings/{booking.code}/correct/").content.decode()
    assert re.search(r'name="profile_too"[^>]*checked', page)
    assert corrects(host, booking, phone="07700 900 555").status_code == 302
    assert phones(booking) == ("07700 900 555", "+447700900001")
    assert corrects(host, booking, 2, phone="07700 900 666", profile_too="on").status_code == 302
    assert phones(booking) == ("07700 900 666", "+447700900666")
    assert booking.phone_folded == "+447700900666"


def test_history_names_who_corrected_which_field_and_holds_none_of_it(host: Desk, booking: Booking) -> None:
    corrects(host, booking, phone="07700 900 555", email="ana.lima@example.org", profile_too="on")
    line = booking.changes.latest("number")
    assert (line.what, line.reason, line.before, line.after) == (
        "corrected",
        "e-mail, phone; on the profile too",
        {},
        {},
    )
    assert "Corrected: e-mail, phone; on the profile too Host" in host.sees(f"bookings/{booking.code}/")
    assert "Corrected: e-mail, phone Host" in host.sees(f"guests/{booking.guest.key}/")


def test_a_stale_page_overwrites_nothing_and_shows_what_the_other_wrote(
    host: Desk, manager: Desk, booking: Booking
) -> None:
    corrects(manager, booking, phone="07700 900 555", first_name="Anna")
    answer = corrects(host, booking, phone="07700 900 666")
    words = text_of(answer)
    assert answer.status_code == 409
    assert "Corrected: first name, phone Manager" in words
    assert "Meanwhile somebody wrote: 07700 900 555" in words
    page = answer.content.decode()
    assert ('value="Anna"' in page, 'value="07700 900 666"' in page) == (True, True)
    assert phones(booking)[0] == "07700 900 555"


def test_what_is_corrected_already_is_said_and_is_no_second_line(host: Desk, booking: Booking) -> None:
    answer = corrects(host, booking)
    assert (answer.status_code, "already done" in text_of(answer)) == (200, True)
    assert booking.changes.count() == 1


@pytest.mark.rule("D25")
@pytest.mark.parametrize("phone", ["00000 000000", "ask her", "020 7946 0018 ext. 12", "1234567"])
def test_a_phone_that_reaches_nobody_is_kept_as_typed_and_is_no_evidence(
    host: Desk, booking: Booking, phone: str
) -> None:
    corrects(host, booking, phone=phone, profile_too="on")
    assert phones(booking) == (phone, phone)
    assert booking.phone_folded == Guest.objects.get(pk=booking.guest_id).phone_folded == ""


@pytest.mark.parametrize("status", ["completed", "cancelled", "no_show"])
def test_a_booking_that_is_over_is_corrected_too(host: Desk, booking: Booking, status: str) -> None:
    Booking.objects.filter(pk=booking.pk).update(status=status)
    assert corrects(host, booking, phone="07700 900 555").status_code == 302
    assert phones(booking)[0] == "07700 900 555"


@pytest.mark.rule("D26")
def test_the_profile_that_this_one_was_merged_into_gets_only_what_both_had(
    house: House, host: Desk, now: datetime, booking: Booking
) -> None:
    other = book(house, now, "2026-12-05 19:00", email="a@example.org", phone="07700 900003").guest
    merge_guests(restaurant=house.restaurant, stays_id=other.pk, goes_id=booking.guest_id)
    corrects(host, booking, phone="07700 900 555", profile_too="on")
    other.refresh_from_db()
    assert (phones(booking)[1], other.phone) == ("+447700900555", "+447700900003")


@pytest.mark.rule("D8")
def test_a_link_stays_and_reaches_nobody_elses_bookings_unasked(
    house: House, host: Desk, now: datetime, booking: Booking
) -> None:
    connect(house.restaurant)
    book(house, now, "2026-12-05 19:00", first_name="Rob", email="rob@example.org", phone="07700 900002")
    columns = {"client_name": "alder", "customer_id": "I-1", "verified_at": now}
    Link.objects.create(restaurant=house.restaurant, guest=booking.guest, **columns)
    asked = corrects(host, booking, phone="07700 900002", profile_too="on")
    assert (asked.status_code, "Rob Lima has this e-mail" in text_of(asked)) == (422, True)
    assert phones(booking) == ("+44 7700 900001", "+447700900001")
    assert corrects(host, booking, phone="07700 900002").status_code == 302
    assert phones(booking) == ("07700 900002", "+447700900001")
    answer = corrects(host, booking, 2, phone="07700 900 555", same_person="on", profile_too="on")
    assert answer.status_code == 302
    assert Link.objects.get().guest_id == booking.guest_id


def test_the_form_opens_next_to_the_list_and_as_a_page(host: Desk, booking: Booking) -> None:
    part = host.opens(f"bookings/{booking.code}/correct/", part=True).content.decode()
    whole = host.opens(f"bookings/{booking.code}/correct/").content.decode()
    assert ("<html" in part, "<html" in whole) == (False, True)
    assert all("Correct the guest" in each for each in (part, whole))

"""What do staff see of a guest, and what may they do?"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.bookings.models import Booking
from entracte.boxoffice.models import Link
from entracte.guests.models import Guest
from tests.bridge import connect
from tests.builders import at
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House, book, edit, make_house

PROFILE: dict[str, Any] = {
    "first_name": "Ana",
    "last_name": "Lima",
    "email": "ana@example.org",
    "phone": "",
}


@pytest.fixture
def guest(house: House, now: datetime) -> Guest:
    return book(house, now, "2026-12-04 19:00").guest


def link(house: House, guest: Guest, now: datetime) -> Link:
    return Link.objects.create(
        restaurant=house.restaurant, guest=guest, client_name="alder", customer_id="I-1", verified_at=now
    )


def test_guests_are_found_by_the_beginning_of_a_name(host: Desk, guest: Guest) -> None:
    assert "Ana Lima" in host.sees("guests/", q="lim")
    assert "Nobody is called so" in host.sees("guests/", q="zz")


@pytest.mark.parametrize("how", [str, str.lower, lambda code: f" {code[:4]}-{code[4:]} "])
def test_the_code_that_a_guest_quotes_leads_to_the_booking(
    house: House, host: Desk, now: datetime, how: Callable[[str], str]
) -> None:
    booking = book(house, now)
    found = host.opens("guests/", q=how(booking.code))
    assert (found.status_code, found["Location"]) == (302, host.address(f"bookings/{booking.code}/"))
    typed = text_of(host.opens("guests/", part=True, q=how(booking.code)))
    assert (booking.code in typed, "Ana Lima" in typed, "Nobody is called so" in typed) == (True, True, False)


def test_a_code_of_another_restaurant_or_of_none_leads_nowhere(
    house: House, host: Desk, now: datetime
) -> None:
    foreign = book(make_house(now, slug="stalls"), now)
    for code in (foreign.code, "ABCD2345"):
        page = host.sees("guests/", q=code)
        assert ("Nobody is called so" in page, foreign.last_name in page) == (True, False)


@pytest.mark.parametrize("path", ["", "bookings/"])
def test_the_search_stands_above_the_diary(host: Desk, path: str) -> None:
    page = host.opens(path).content.decode()
    assert ('role="search"' in page, f'action="{host.address("guests/")}"' in page) == (True, True)


def test_a_search_as_one_types_brings_the_list_alone(host: Desk, guest: Guest) -> None:
    assert "<html" not in host.opens("guests/", part=True, q="lim").content.decode()


def test_the_page_of_a_guest_shows_bookings_and_link(house: House, host: Desk, guest: Guest) -> None:
    page = host.sees(f"guests/{guest.key}/")
    assert ("Fri 4 Dec 2026" in page, "Not linked" in page) == (True, True)


def test_a_host_corrects_a_profile_and_neither_unlinks_nor_merges_it(host: Desk, guest: Guest) -> None:
    assert host.sends(f"guests/{guest.key}/edit/", version=1, **PROFILE).status_code == 302
    assert host.sends(f"guests/{guest.key}/unlink/").status_code == 403
    assert host.sends(f"guests/{guest.key}/merge/", other=guest.key).status_code == 403
    assert host.sends(f"guests/{guest.key}/note/", note="x").status_code == 403


def test_a_manager_writes_the_profile(manager: Desk, guest: Guest) -> None:
    manager.sends(f"guests/{guest.key}/edit/", **{**PROFILE, "first_name": "Anna"})
    guest.refresh_from_db()
    assert guest.first_name == "Anna"


def test_notes_are_added_and_struck_out_by_name_and_none_is_replaced(
    house: House, manager: Desk, host: Desk, guest: Guest
) -> None:
    for text in ("Allergic to nuts", "Window table"):
        manager.sends(f"guests/{guest.key}/note/", note=text)
    manager.sends(f"guests/{guest.key}/edit/", **PROFILE)
    nuts, _ = guest.notes.all()
    answer = manager.sends(f"guests/{guest.key}/note/", strike=nuts.key)
    assert answer.status_code == 302
    page = host.sees(f"guests/{guest.key}/")
    assert ("Allergic to nuts" in page, "struck out by Manager" in page, "Window table" in page) == (
        True,
    ) * 3
    listed = host.sees("guests/")
    assert ("Allergic to nuts" in listed, "Window table" in listed) == (False, True)
    assert "Add note" not in page


def test_a_note_of_nothing_is_refused_and_one_too_long_is_kept_in_its_field(
    manager: Desk, guest: Guest
) -> None:
    nothing = manager.sends(f"guests/{guest.key}/note/", note=" \0\u200b ")
    assert (nothing.status_code, "Write the note first." in text_of(nothing)) == (422, True)
    long = manager.sends(f"guests/{guest.key}/note/", note="x" * 2001)
    assert (long.status_code, "x" * 2001 in text_of(long), guest.notes.count()) == (422, True, 0)


@pytest.mark.rule("D25")
@pytest.mark.parametrize("phone", ["twelve", "00000 000000", "020 7946 0018 ext. 12"])
def test_a_phone_that_reaches_nobody_is_saved_and_shown_as_typed(
    manager: Desk, guest: Guest, phone: str
) -> None:
    assert manager.sends(f"guests/{guest.key}/edit/", **{**PROFILE, "phone": phone}).status_code == 302
    page = manager.opens(f"guests/{guest.key}/").content.decode()
    assert f'value="{phone}"' in page


def test_two_profiles_with_one_email_are_offered_to_be_merged(
    house: House, manager: Desk, guest: Guest, now: datetime
) -> None:
    other = book(house, now, "2026-12-04 20:00", first_name="Rob", email="rob@example.org", phone="").guest
    assert "May be the same guest" not in manager.sees(f"guests/{guest.key}/")
    assert "may be one person" not in manager.sees("guests/", q="lima")
    manager.sends(f"guests/{other.key}/edit/", **{**PROFILE, "first_name": "Rob"})
    assert "May be the same guest: Rob Lima" in manager.sees(f"guests/{guest.key}/")
    assert "may be one person" in manager.sees("guests/", q="lima")
    manager.sends(f"guests/{guest.key}/merge/", other=other.key)
    assert "May be the same guest" not in manager.sees(f"guests/{guest.key}/")


@pytest.mark.rule("D16")
def test_a_manager_unlinks_a_guest(house: House, manager: Desk, guest: Guest, now: datetime) -> None:
    connect(house.restaurant)
    link(house, guest, now)
    assert "Linked to Spektrix" in manager.sees(f"guests/{guest.key}/")
    manager.sends(f"guests/{guest.key}/unlink/")
    assert Link.objects.count() == 0


@pytest.mark.rule("D7")
def test_two_profiles_of_one_customer_are_offered_to_be_merged_and_parted_again(
    house: House, manager: Desk, guest: Guest, now: datetime
) -> None:
    other = book(house, now, "2026-12-04 20:00", email="a.lima@work.example", phone="").guest
    connect(house.restaurant)
    link(house, guest, now)
    link(house, other, now)
    assert "The same person in Spektrix" in manager.sees(f"guests/{guest.key}/")
    manager.sends(f"guests/{guest.key}/merge/", other=other.key)
    other.refresh_from_db()
    assert other.merged_into == guest
    assert "was merged into this profile" in manager.sees(f"guests/{guest.key}/")
    manager.sends(f"guests/{guest.key}/merge/", other=other.key, apart="yes")
    other.refresh_from_db()
    assert other.merged_into is None


@pytest.mark.rule("D26")
def test_the_notes_of_merged_profiles_are_read_together_and_part_with_them(
    house: House, manager: Desk, guest: Guest, now: datetime
) -> None:
    other = book(house, now, "2026-12-04 20:00", first_name="Rob", email="rob@example.org", phone="").guest
    third = book(house, now, "2026-12-04 20:30", first_name="Kim", email="kim@example.org", phone="").guest
    for row, note in ((other, "Coeliac"), (third, "Wheelchair")):
        manager.sends(f"guests/{row.key}/note/", note=note)
    manager.sends(f"guests/{other.key}/merge/", other=third.key)
    manager.sends(f"guests/{guest.key}/merge/", other=other.key)
    for path in (f"guests/{guest.key}/", f"bookings/new/guests/{guest.key}/"):
        page = manager.sees(path)
        assert ("Coeliac" in page, "Wheelchair" in page) == (True, True)
    manager.sends(f"guests/{guest.key}/note/", note="Window table")
    manager.sends(f"guests/{guest.key}/merge/", other=other.key, apart="yes")
    page = manager.sees(f"guests/{guest.key}/")
    assert ("Window table" in page, "Coeliac" in page, "Wheelchair" in page) == (True, False, False)
    assert other.notes.get().text == "Coeliac"


def test_the_list_takes_as_many_queries_for_three_guests_as_for_one(
    house: House, host: Desk, guest: Guest, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5):
        host.opens("guests/")
    book(house, now, "2026-12-04 20:00", email="b@example.org", phone="", last_name="Berg")
    book(house, now, "2026-12-04 20:30", email="c@example.org", phone="", last_name="Costa")
    with django_assert_num_queries(5):
        assert "Costa" in text_of(host.opens("guests/"))


def test_a_profile_keeps_no_character_that_nobody_sees(manager: Desk, guest: Guest) -> None:
    manager.sends(
        f"guests/{guest.key}/edit/",
        first_name="\u200b",
        last_name="Li\u202ema\u2069",
        email="ana@exam\u200bple.org",
        phone="\u2066+44 7700 900001\u2069",
    )
    guest.refresh_from_db()
    assert (guest.first_name, guest.last_name, guest.email) == ("", "Lima", "ana@example.org")
    assert guest.phone == "+447700900001"


@pytest.mark.parametrize("email", ["ana@localhost", "ana@[127.0.0.1]", "a" * 65 + "@example.org"])
def test_an_address_that_no_mail_can_reach_stays_in_its_field(
    manager: Desk, guest: Guest, email: str
) -> None:
    answer = manager.sends(f"guests/{guest.key}/edit/", **{**PROFILE, "email": email})
    page = answer.content.decode()
    assert (answer.status_code, f'value="{email}"' in page, "such as ana@example.org" in page) == (
        422,
        True,
        True,
    )


@pytest.mark.parametrize("first_name", ["\u05d0\u05e0\u05d4", "\u0622\u0646\u0627"])
def test_a_name_from_right_to_left_is_isolated_wherever_it_stands(
    house: House, manager: Desk, now: datetime, first_name: str
) -> None:
    booking = book(house, now, "2026-12-04 19:00", first_name=first_name)
    other = book(house, now, "2026-12-04 20:30", first_name=first_name, email="b@example.org", phone="").guest
    manager.sends(f"guests/{booking.guest.key}/merge/", other=other.key)
    for path in (
        "",
        "bookings/?date=2026-12-04",
        f"bookings/{booking.code}/",
        "guests/",
        f"guests/{booking.guest.key}/",
        f"guests/{other.key}/",
        f"bookings/new/guests/?look={first_name}",
        f"bookings/new/guests/{booking.guest.key}/",
    ):
        page = manager.opens(path).content.decode()
        shown = re.sub(
            r"<title>.*?</title>|<textarea.*?</textarea>|<option.*?</option>", "", page, flags=re.DOTALL
        )
        alone = re.sub(r"<bdi>[^<]*</bdi>|\u2068[^\u2069]*\u2069", "", re.sub(r'"[^"]*"', "", shown))
        assert (first_name in page, first_name in alone) == (True, False), path


def test_the_latest_consent_to_news_stands_on_the_guests_page_with_its_words_and_date(
    house: House, host: Desk, now: datetime
) -> None:
    booking = book(house, now, "2026-12-05 19:00")
    path = f"guests/{booking.guest.key}/"
    assert "news" not in host.sees(path).lower()
    edit(house, house.restaurant, asks_for_news=True)
    assert "Has not agreed to news." in host.sees(path)
    words = {"2026-11-02 18:30": "Write to me now and then.", "2026-11-20 09:05": "Write to me <monthly>."}
    for day, (agreed_at, wording) in zip(("06", "07"), words.items(), strict=True):
        later = book(house, now, f"2026-12-{day} 19:00")
        Booking.objects.filter(pk=later.pk).update(news_consent=wording, news_consent_at=at(agreed_at))
    page = host.sees(path)
    assert ("Fri 20 Nov 2026, 09:05" in page, "Write to me &lt;monthly&gt;." in page) == (True, True)
    assert "Write to me now and then." not in page
    edit(house, house.restaurant, asks_for_news=False)
    assert "Write to me &lt;monthly&gt;." in host.sees(path)


def test_a_consent_that_came_with_a_merged_profile_stands_on_the_one_that_stays(
    house: House, manager: Desk, now: datetime
) -> None:
    kept = book(house, now, "2026-12-05 19:00").guest
    other = book(
        house, now, "2026-12-06 19:00", first_name="Anna", email="anna@example.org", phone="+44 7700 900077"
    )
    Booking.objects.filter(pk=other.pk).update(news_consent="Write to me.", news_consent_at=now)
    manager.sends(f"guests/{kept.key}/merge/", other=other.guest.key)
    page = manager.sees(f"guests/{kept.key}/")
    assert ("Write to me." in page, "anna@example.org" in page) == (True, True)

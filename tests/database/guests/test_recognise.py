"""Is a returning guest recognised, and is nobody's profile altered from outside?"""

from typing import Any

import pytest

from entracte.bookings.queries import bookings_of, visits_of
from entracte.guests.actions import merge_guests, unmerge_guest
from entracte.guests.corrections import edit_guest
from entracte.guests.models import Guest
from entracte.guests.queries import person_ids
from entracte.guests.recognise import recognise_or_create
from tests.builders import NOON_BEFORE
from tests.house import House, book, make_house


def recognised(house: House, **typed: str) -> Guest:
    ana: dict[str, Any] = {
        "first_name": "Ana",
        "last_name": "Lima",
        "email": "ana@example.org",
        "phone": "07700 900001",
    }
    return recognise_or_create(restaurant=house.restaurant, now=NOON_BEFORE, **(ana | typed))


def test_a_new_guest_gets_a_profile_of_what_was_typed(house: House) -> None:
    guest = Guest.objects.get(pk=recognised(house, email=" Ana@Example.org ", last_name=" de la Cruz").pk)
    assert (guest.first_name, guest.last_name, guest.email) == ("Ana", "de la Cruz", "Ana@Example.org")
    assert (guest.phone, guest.email_folded) == ("+447700900001", "ana@example.org")
    assert (guest.surname_folded, guest.notes.count(), guest.created_at) == ("delacruz", 0, NOON_BEFORE)


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"email": " ANA@Example.ORG "},
        {"email": "new@example.org", "phone": "٠٧٧٠٠٩٠٠٠٠١"},
        {"first_name": "Somebody", "last_name": "Else", "phone": "020 7946 0018"},
        {"email": "other@example.org"},
        {"email": "", "phone": "+44 (0)7700 900001"},
        {"email": "", "first_name": "A.", "last_name": "LÎMA"},
    ],
)
def test_a_returning_guest_is_recognised_by_email_or_by_phone_and_surname(
    house: House, typed: dict[str, str]
) -> None:
    assert recognised(house, **typed) == recognised(house)
    assert Guest.objects.count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"last_name": "\u00df" * 80},
        {"last_name": "\ufdfa" * 80},
        {"email": "ana@" + ".".join(["\u00df" * 60] * 4) + ".de"},
    ],
    ids=["sharp s", "a ligature of eighteen letters", "domain"],
)
def test_what_grows_when_it_is_folded_never_costs_a_booking(house: House, typed: dict[str, Any]) -> None:
    assert recognised(house, **typed) == recognised(house, **typed)
    guest = recognised(house)
    edit_guest(
        restaurant=house.restaurant,
        guest_id=guest.pk,
        **({"first_name": "", "last_name": "", "email": "", "phone": ""} | typed),
    )


@pytest.mark.parametrize(
    "typed",
    [
        {"email": "other@example.org", "phone": "07700 900002"},
        {"email": "other@example.org", "last_name": "Souza"},
        {"email": "", "phone": ""},
        {"email": "", "last_name": ""},
        {"email": "", "phone": "12", "last_name": "Lima"},
    ],
)
def test_anybody_else_is_a_new_guest(house: House, typed: dict[str, str]) -> None:
    assert recognised(house) != recognised(house, **typed)
    assert Guest.objects.count() == 2


def test_one_mailbox_is_one_guest_in_every_browser_and_two_stay_two(house: House) -> None:
    ana = recognised(house, email="ana@straße.de", phone="")
    assert recognised(house, email="ANA@xn--strae-oqa.de", phone="") == ana
    assert recognised(house, email="ana@strasse.de", phone="") != ana


@pytest.mark.rule("D25")
@pytest.mark.parametrize(
    "phone", ["00000", "00000 000000", "01234 567890", "+44 0000 000000", "020 7946 0018 ext 5", "7946 0018"]
)
def test_a_junk_phone_never_makes_two_people_one_and_is_kept_as_typed(house: House, phone: str) -> None:
    ana = recognised(house, email="ana@example.org", phone=phone)
    rob = recognised(house, first_name="Rob", email="rob@example.org", phone=phone)
    nobody = recognised(house, first_name="Kim", email="", phone=phone)
    assert len({ana.pk, rob.pk, nobody.pk}) == 3
    assert (ana.phone, ana.phone_folded) == (phone, "")


@pytest.mark.rule("D25")
def test_who_has_no_name_is_not_found_by_a_junk_phone_either(house: House) -> None:
    first = recognised(house, first_name="", last_name="", email="", phone="00000")
    assert recognised(house, first_name="", last_name="", email="", phone="00000") != first


def test_the_email_wins_over_phone_and_surname(house: House) -> None:
    ana = recognised(house)
    ben = recognised(house, email="ben@example.org", phone="07700 900002", last_name="Okri")
    assert recognised(house, email="ben@example.org") == ben != ana


def test_who_gives_neither_email_nor_phone_is_new_each_time(house: House) -> None:
    nobody = {"email": "", "phone": "", "first_name": "", "last_name": ""}
    assert recognised(house, **nobody) != recognised(house, **nobody)


def test_a_number_is_read_with_the_restaurants_country(house: House) -> None:
    dublin = make_house(NOON_BEFORE, slug="stalls", country="IE")
    assert recognised(dublin, phone="085 123 4569").phone == "+353851234569"
    assert recognised(house, phone="085 123 4569", email="b@example.org").phone != "+353851234569"


def test_restaurants_do_not_share_guests(house: House) -> None:
    other = make_house(NOON_BEFORE, slug="stalls")
    assert recognised(house).restaurant_id == house.restaurant.pk
    assert recognised(other).restaurant_id == other.restaurant.pk


@pytest.mark.rule("D26")
def test_a_booking_joins_the_profile_that_it_matches_merged_or_not(house: House) -> None:
    first = recognised(house)
    second = recognised(house, email="lima@example.org", phone="")
    third = recognised(house, email="a.lima@example.org", phone="020 7946 0018")
    merge_guests(restaurant=house.restaurant, stays_id=second.pk, goes_id=third.pk)
    merge_guests(restaurant=house.restaurant, stays_id=first.pk, goes_id=second.pk)
    assert recognised(house) == first
    assert recognised(house, email="lima@example.org") == second
    assert recognised(house, email="A.Lima@example.org") == third
    assert recognised(house, email="new@example.org", phone="020 7946 0018") == third


@pytest.mark.rule("D26")
def test_what_is_booked_while_two_are_one_goes_its_own_way_when_the_merge_is_undone(house: House) -> None:
    ana = book(house, NOON_BEFORE).guest
    rob = {"first_name": "Rob", "email": "rob@example.org", "phone": "020 7946 0018"}
    stray = book(house, NOON_BEFORE, "2026-12-04 20:30", **rob).guest
    merge_guests(restaurant=house.restaurant, stays_id=ana.pk, goes_id=stray.pk)
    meanwhile = book(house, NOON_BEFORE, "2026-12-05 19:00", **rob)
    own = book(house, NOON_BEFORE, "2026-12-06 19:00")
    for guest in (ana, stray):
        assert visits_of(person_ids(guest)) == 4
        assert {meanwhile, own} < set(bookings_of(person_ids(guest)))
    unmerge_guest(restaurant=house.restaurant, guest_id=stray.pk)
    assert meanwhile in bookings_of(person_ids(stray))
    assert (meanwhile.guest, own.guest) == (stray, ana)
    assert (visits_of(person_ids(ana)), visits_of(person_ids(stray))) == (2, 2)


def test_a_booking_never_alters_a_profile_and_keeps_what_was_typed(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    edit_guest(
        restaurant=house.restaurant,
        guest_id=booking.guest_id,
        first_name="Ana Maria",
        last_name="Lima",
        email="ana@example.org",
        phone="07700 900001",
    )
    before = Guest.objects.values().get()
    again = book(
        house,
        NOON_BEFORE,
        "2026-12-05 19:00",
        first_name="Annie",
        last_name="Smith",
        phone="020 7946 0018",
    )
    assert Guest.objects.values().get() == before
    assert (again.first_name, again.last_name, again.phone) == ("Annie", "Smith", "020 7946 0018")


@pytest.mark.rule("D10")
def test_a_phone_booking_joins_the_profile_that_is_known(house: House) -> None:
    known = recognised(house)
    assert book(house, NOON_BEFORE, email="", phone="07700 900001").guest == known

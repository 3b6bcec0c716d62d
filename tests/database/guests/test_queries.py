"""Do staff find a guest as they type, and which profiles are one person?"""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.guests import queries
from entracte.guests.actions import NotMergeable, merge_guests, unmerge_guest
from entracte.guests.corrections import edit_guest
from entracte.guests.models import Guest
from entracte.guests.recognise import recognise_or_create
from entracte.restaurants.models import Restaurant
from tests.builders import NOON_BEFORE
from tests.house import House, make_house

PEOPLE = (
    ("Ana", "Lima", "ana@example.org", "07700 900001"),
    ("Ben", "Núñez", "ben@example.org", "07700 900002"),
    ("Anabel", "O’Neill", "oneill@example.com", "020 7946 0018"),
    ("Lee", "Smith-Jones", "", "07700 900123"),
    ("", "", "", ""),
)


@pytest.fixture
def people(house: House) -> dict[str, Guest]:
    made = {}
    for first_name, last_name, email, phone in PEOPLE:
        made[first_name] = recognise_or_create(
            restaurant=house.restaurant,
            first_name=first_name,
            last_name=last_name,
            email=email,
            phone=phone,
            now=NOON_BEFORE,
        )
    return made


@pytest.mark.parametrize(
    "text,found",
    [
        ("an", ["Ana", "Anabel"]),
        ("lim", ["Ana"]),
        ("nunez", ["Ben"]),
        ("ana lima", ["Ana"]),
        ("Lima, Ana", ["Ana"]),
        ("oneill", ["Anabel"]),
        ("smithj", ["Lee"]),
        ("ANA@EX", ["Ana"]),
        ("0770090000", ["Ana", "Ben"]),
        ("+44 20 7946", ["Anabel"]),
        ("123", ["Lee"]),
        ("12", []),
        ("", []),
        ("  ", []),
        ("%", []),
        ("\x00", []),
        ("zz", []),
    ],
)
def test_staff_find_a_guest_as_they_type(
    house: House, people: dict[str, Guest], text: str, found: list[str]
) -> None:
    assert [guest.first_name for guest in queries.guests_like(house.restaurant, text)] == found
    assert queries.guests_like(make_house(NOON_BEFORE, slug="stalls").restaurant, text) == []


def test_typing_asks_one_query_and_a_few_answers(
    house: House, people: dict[str, Guest], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert len(queries.guests_like(house.restaurant, "a", limit=1)) == 1
    with django_assert_num_queries(1):
        assert len(queries.guests_like(house.restaurant, "a")) == 2


def test_a_merged_profile_is_found_as_the_one_that_stays(house: House, people: dict[str, Guest]) -> None:
    merge_guests(restaurant=house.restaurant, stays_id=people["Ana"].pk, goes_id=people["Anabel"].pk)
    assert queries.guests_like(house.restaurant, "oneill") == [people["Ana"]]
    assert queries.guests_like(house.restaurant, "ana") == [people["Ana"]]


def test_a_key_finds_its_guest_in_its_restaurant_only(house: House, people: dict[str, Guest]) -> None:
    other = make_house(NOON_BEFORE, slug="stalls")
    assert queries.guest_by_key(house.restaurant, people["Ana"].key) == people["Ana"]
    assert queries.guest_by_key(other.restaurant, people["Ana"].key) is None
    assert queries.guest_by_key(house.restaurant, "\x00") is None


@pytest.mark.rule("D7")
def test_merged_profiles_are_one_person_and_a_merge_is_undone(
    house: House, people: dict[str, Guest], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ana, anabel, ben = people["Ana"], people["Anabel"], people["Ben"]
    assert queries.person_ids(ana) == {ana.pk}
    merge_guests(restaurant=house.restaurant, stays_id=anabel.pk, goes_id=ben.pk)
    merge_guests(restaurant=house.restaurant, stays_id=ana.pk, goes_id=anabel.pk)
    for guest in (ana, anabel, ben):
        with django_assert_num_queries(1):
            assert queries.person_ids(guest) == {ana.pk, anabel.pk, ben.pk}
    for _ in range(2):
        unmerge_guest(restaurant=house.restaurant, guest_id=anabel.pk)
    assert queries.person_ids(ana) == {ana.pk}
    assert queries.person_ids(ben) == {anabel.pk, ben.pk}


def test_odd_merges_are_refused(house: House, people: dict[str, Guest]) -> None:
    ana, ben, lee = people["Ana"], people["Ben"], people["Lee"]
    other = make_house(NOON_BEFORE, slug="stalls").restaurant

    def refuse(stays: Guest, goes: Guest, restaurant: Restaurant = house.restaurant) -> None:
        with pytest.raises(NotMergeable):
            merge_guests(restaurant=restaurant, stays_id=stays.pk, goes_id=goes.pk)

    refuse(ana, ana)
    refuse(ana, ben, other)
    merge_guests(restaurant=house.restaurant, stays_id=ana.pk, goes_id=ben.pk)
    refuse(ben, ana)
    refuse(ben, lee)
    refuse(lee, ben)


def test_staff_edit_a_profile_and_it_is_recognised_by_the_new_words(
    house: House, people: dict[str, Guest]
) -> None:
    words: dict[str, Any] = {"first_name": "Ana", "last_name": "Silva", "email": "Silva@Example.org"}
    edit_guest(restaurant=house.restaurant, guest_id=people["Ana"].pk, phone="(0)7700 900 555", **words)
    guest = Guest.objects.get(pk=people["Ana"].pk)
    assert (guest.phone, guest.last_name) == ("+447700900555", "Silva")
    assert (guest.email_folded, guest.surname_folded) == ("silva@example.org", "silva")
    other = make_house(NOON_BEFORE, slug="stalls").restaurant
    with pytest.raises(Guest.DoesNotExist):
        edit_guest(restaurant=other, guest_id=guest.pk, phone="", **words)


@pytest.mark.rule("D25")
@pytest.mark.parametrize("phone", ["ring me", "00000 000000", "020 7946 0018 ext. 12", "7946 0018"])
def test_a_phone_that_is_no_evidence_is_saved_as_typed_and_counts_as_none(
    house: House, people: dict[str, Guest], phone: str
) -> None:
    words: dict[str, Any] = {"first_name": "Ana", "last_name": "Lima", "email": ""}
    edit_guest(restaurant=house.restaurant, guest_id=people["Ana"].pk, phone=f" {phone} ", **words)
    guest = Guest.objects.get(pk=people["Ana"].pk)
    assert (guest.phone, guest.phone_folded) == (phone, "")
    assert guest not in queries.guests_like(house.restaurant, phone)


@pytest.mark.rule("D25")
def test_a_junk_phone_hints_at_no_merge_and_a_phone_that_counts_does(
    house: House, people: dict[str, Guest]
) -> None:
    words: dict[str, Any] = {"first_name": "Rob", "last_name": "Lima", "email": "rob@example.org"}
    ana, lee = people["Ana"], people["Lee"]
    for phone, alike in (("00000 000000", []), ("7700 900001", [lee])):
        for guest in (ana, lee):
            edit_guest(restaurant=house.restaurant, guest_id=guest.pk, phone=phone, **words | {"email": ""})
        ana.refresh_from_db()
        assert queries.guests_alike(ana) == alike
        found = queries.guests_like(house.restaurant, "lima")
        assert [each.pk for each in found if getattr(each, "meets_another", False)] == (
            [ana.pk, lee.pk] if alike else []
        )


def test_profiles_that_meet_are_offered_until_they_are_merged(house: House, people: dict[str, Guest]) -> None:
    ana, ben, lee = people["Ana"], people["Ben"], people["Lee"]
    for guest, email in ((ben, "lima@example.org"), (lee, "LIMA@example.org")):
        edit_guest(
            restaurant=house.restaurant,
            guest_id=guest.pk,
            first_name="B",
            last_name=guest.last_name,
            email=email,
            phone="",
        )
    assert (queries.guests_alike(ben), queries.guests_alike(lee)) == ([lee], [ben])
    assert queries.guests_alike(ana) == []
    merge_guests(restaurant=house.restaurant, stays_id=ana.pk, goes_id=lee.pk)
    assert (queries.guests_alike(ana), queries.guests_alike(ben)) == ([ben], [ana])
    merge_guests(restaurant=house.restaurant, stays_id=ana.pk, goes_id=ben.pk)
    assert queries.guests_alike(ana) == []
    assert queries.guests_alike(make_nameless(house)) == []


def make_nameless(house: House) -> Guest:
    return recognise_or_create(
        restaurant=house.restaurant, first_name="", last_name="", email="", phone="", now=NOON_BEFORE
    )

"""Does a note on a profile stay with its guest, whoever else writes and however profiles are merged?"""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.guests.actions import merge_guests, unmerge_guest
from entracte.guests.models import Guest, GuestNote
from entracte.guests.notes import (
    add_guest_note,
    notes_of,
    standing_notes_of,
    standing_notes_on,
    strike_guest_note,
)
from tests.builders import NOON_BEFORE
from tests.house import House, book


@pytest.fixture
def ana(house: House) -> Guest:
    return book(house, NOON_BEFORE).guest


@pytest.fixture
def rob(house: House) -> Guest:
    return book(
        house, NOON_BEFORE, "2026-12-04 20:00", last_name="Riley", email="r@example.org", phone=""
    ).guest


def notes(house: House, guest: Guest, text: str) -> bool:
    return add_guest_note(guest=guest, text=text, author=house.host, now=NOON_BEFORE)


def test_notes_are_added_and_none_replaces_another(house: House, ana: Guest) -> None:
    assert [notes(house, ana, text) for text in (" Nuts\u202e ", "Window", "Nuts")] == [True, True, False]
    assert [(note.text, note.author, note.added_at) for note in notes_of(ana)] == [
        ("Nuts", house.host, NOON_BEFORE),
        ("Window", house.host, NOON_BEFORE),
    ]


def test_a_note_is_struck_out_once_by_a_named_person_and_stays(house: House, ana: Guest, rob: Guest) -> None:
    notes(house, ana, "Nuts")
    [note] = notes_of(ana)
    by: dict[str, Any] = {"by": house.host, "now": NOON_BEFORE}
    assert not strike_guest_note(guest=rob, key=note.key, **by)
    assert [strike_guest_note(guest=ana, key=note.key, **by) for _ in range(2)] == [True, False]
    [note] = notes_of(ana)
    assert (note.text, note.struck_by, standing_notes_of(ana)) == ("Nuts", house.host, [])


@pytest.mark.rule("D26")
def test_notes_of_merged_profiles_are_read_together_and_part_with_them(
    house: House, ana: Guest, rob: Guest, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    notes(house, rob, "Coeliac")
    notes(house, ana, "Nuts")
    merge_guests(restaurant=house.restaurant, stays_id=ana.pk, goes_id=rob.pk)
    assert standing_notes_of(ana) == ["Nuts", "Coeliac"]
    with django_assert_num_queries(1):
        assert standing_notes_on([ana]) == {ana.pk: ["Coeliac", "Nuts"]}
    unmerge_guest(restaurant=house.restaurant, guest_id=rob.pk)
    assert standing_notes_on([ana, rob]) == {ana.pk: ["Nuts"], rob.pk: ["Coeliac"]}


def test_notes_are_erased_with_the_profile(house: House) -> None:
    guest = Guest.objects.create(restaurant=house.restaurant, created_at=NOON_BEFORE)
    notes(house, guest, "Coeliac")
    guest.delete()
    assert not GuestNote.objects.exists()

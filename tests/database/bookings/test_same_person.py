"""How many tables may one person have at once, online, and who reads why?"""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from entracte.bookings.actions.book import Booked, make_booking
from entracte.bookings.actions.milestones import Milestone, mark_milestone
from entracte.bookings.actions.status import change_status, receive_deposit
from entracte.bookings.actions.walk_in import book_walk_in
from entracte.bookings.asker import Asker
from entracte.bookings.choices import Source
from entracte.bookings.errors import IllegalChange, PleaseCall
from entracte.bookings.models import Booking, Change
from entracte.bookings.tables.same_person import fold_coming_bookings, other_sittings
from tests.builders import NOON_BEFORE, at
from tests.house import House, at_the_door, book, edit, make_house, request_for

pytestmark = pytest.mark.rule("D23")
SEVEN = "2026-12-04 19:00"
# Ana, known by her e-mail, or by her phone and surname
NO_EMAIL, NO_PHONE = {"email": ""}, {"phone": ""}
OTHER_PHONE, OTHER_EMAIL = {"phone": "07700 900777"}, {"email": "other@example.org"}


def online(house: House, starts_at: str = SEVEN, *, source: Source = Source.WIDGET, **typed: Any) -> Booking:
    return submitted(house, starts_at, source, **typed).booking


def submitted(house: House, starts_at: str, source: Source, **typed: Any) -> Booked:
    return make_booking(
        restaurant=house.restaurant,
        request=request_for(starts_at, **typed),
        asker=Asker(actor=None, now=NOON_BEFORE, source=source),
        widget=house.widgets["none"],
    )


def reason_of(booking: Booking) -> str:
    return str(Change.objects.get(booking=booking, what="made").reason)


def by_staff(house: House) -> Asker:
    return Asker(actor=house.host, now=NOON_BEFORE)


@pytest.mark.parametrize("source", [Source.WIDGET, Source.HOSTED_PAGE])
def test_the_second_table_at_once_waits_for_the_restaurant_and_says_why(house: House, source: Source) -> None:
    first, second = online(house), online(house, "2026-12-04 20:00", source=source)
    assert (first.status, second.status) == ("confirmed", "pending")
    assert (first.is_second_table, second.is_second_table) == (False, True)
    assert reason_of(second) == f"The same guest has another table then, {first.code}."
    assert reason_of(first) == ""
    confirmed = change_status(
        booking_id=second.pk, restaurant=house.restaurant, to="confirmed", asker=by_staff(house)
    )
    assert confirmed.status == "confirmed"


@pytest.mark.parametrize("source", [Source.WIDGET, Source.HOSTED_PAGE])
def test_the_third_is_refused_online_and_nothing_is_kept(house: House, source: Source) -> None:
    online(house)
    online(house)
    with pytest.raises(PleaseCall):
        online(house, source=source)
    assert Booking.objects.count() == 2


@pytest.mark.parametrize(
    "typed,is_same",
    [
        (NO_PHONE, True),
        (NO_EMAIL, True),
        (OTHER_PHONE, True),
        (OTHER_EMAIL, True),
        ({"email": "ANA@Example.ORG"}, True),
        ({"email": "", "last_name": "LÍMA", "phone": "07700 900 001"}, True),
        ({"email": "", "first_name": "Rob"}, True),
        ({"email": "other@example.org", "last_name": "Okafor"}, False),
        ({"email": "", "last_name": "Okafor"}, False),
        (OTHER_EMAIL | OTHER_PHONE, False),
        ({"email": "", "phone": "00000"}, False),
        ({"email": "", "phone": ""}, False),
    ],
)
def test_a_person_is_known_by_e_mail_or_by_phone_and_surname(
    house: House, typed: dict[str, Any], is_same: bool
) -> None:
    online(house)
    assert online(house, **typed).status == ("pending" if is_same else "confirmed")


def test_junk_phones_and_empty_fields_make_no_two_people_one(house: House) -> None:
    for _ in range(3):
        assert online(house, email="", phone="00000").status == "confirmed"


def test_what_was_typed_counts_and_not_the_profile_that_was_found(house: House) -> None:
    one = online(house)
    other = online(house, email="second@example.org", phone="07700 900002")
    assert (one.guest_id != other.guest_id, other.status) == (True, "confirmed")
    with pytest.raises(PleaseCall):
        online(house, phone="07700 900002")


@pytest.mark.parametrize(
    "starts_at,status",
    [
        ("2026-12-04 17:30", "confirmed"),
        ("2026-12-04 18:00", "pending"),
        ("2026-12-04 20:00", "pending"),
        ("2026-12-04 20:30", "confirmed"),
        ("2026-12-05 19:00", "confirmed"),
    ],
)
def test_only_an_overlapping_sitting_counts_and_a_reset_is_none(
    house: House, starts_at: str, status: str
) -> None:
    edit(house, house.dinner, reset_minutes=30)
    online(house)
    assert online(house, starts_at).status == status


@pytest.mark.parametrize("end", ["cancelled", "no_show", "left"])
def test_a_sitting_without_a_table_does_not_count(house: House, end: str) -> None:
    first = online(house)
    asker = Asker(actor=house.host, now=at("2026-12-04 19:20"))
    if end == "left":
        for milestone in (Milestone.SEATED, Milestone.LEFT):
            mark_milestone(booking_id=first.pk, restaurant=house.restaurant, milestone=milestone, asker=asker)
    else:
        change_status(booking_id=first.pk, restaurant=house.restaurant, to=end, asker=asker)
    assert online(house, "2026-12-04 19:30").status == "confirmed"


def test_every_source_counts_and_staff_are_never_held_back(house: House) -> None:
    booked = [book(house, NOON_BEFORE, SEVEN) for _ in range(3)]
    assert {each.status for each in booked} == {"confirmed"}
    assert [each.code for each in other_sittings(booked[2])] == [each.code for each in booked[:2]]
    with pytest.raises(PleaseCall):
        online(house)


def test_a_party_at_the_door_counts_and_is_not_held_back(house: House) -> None:
    now = at("2026-12-04 18:50")
    typed = at_the_door(email="ana@example.org", first_name="Ana")
    asker = Asker(actor=house.host, now=now, source=Source.WALK_IN)
    seated = book_walk_in(restaurant=house.restaurant, typed=typed, asker=asker).booking
    assert online(house, "2026-12-04 20:00").status == "pending"
    assert seated.status == "confirmed"


def test_where_a_deposit_is_due_it_comes_first_and_then_a_person(house: House) -> None:
    edit(house, house.restaurant, deposit_from_party=2)
    first, second = online(house), online(house)
    assert (first.status, second.status) == ("pending_payment", "pending_payment")
    with pytest.raises(IllegalChange):
        change_status(
            booking_id=second.pk, restaurant=house.restaurant, to="confirmed", asker=by_staff(house)
        )
    paid = [
        receive_deposit(booking_id=each.pk, restaurant=house.restaurant, asker=by_staff(house)).status
        for each in (first, second)
    ]
    assert paid == ["confirmed", "pending"]


def test_where_staff_confirm_by_hand_the_second_is_pending_as_any(house: House) -> None:
    edit(house, house.restaurant, confirms_by_hand=True)
    assert {online(house).status, online(house).status} == {"pending"}


def test_another_restaurants_tables_do_not_count(house: House) -> None:
    other = make_house(NOON_BEFORE, slug="next-door")
    online(house)
    assert online(other).status == "confirmed"


def test_bookings_to_come_are_folded_by_the_migration_and_none_changes_its_status(house: House) -> None:
    coming = book(house, NOON_BEFORE, SEVEN)
    Booking.objects.update(email_folded="", surname_folded="", phone_folded="")
    Booking.objects.filter(pk=coming.pk).update(ends_at=coming.ends_at + timedelta(days=30_000))
    fold_coming_bookings(apps)
    fold_coming_bookings(apps)
    coming.refresh_from_db()
    folded = (coming.email_folded, coming.surname_folded, coming.phone_folded)
    assert folded == ("ana@example.org", "lima", "+447700900001")
    assert coming.status == "confirmed"

"""Are stored profiles compared by today's rules after a migration, without joining any two?"""

import pytest
from django.apps import apps
from pytest_django import DjangoAssertNumQueries

from entracte.guests.fold_again import fold_again
from entracte.guests.models import Guest
from entracte.guests.queries import guests_alike
from tests.builders import NOON_BEFORE
from tests.house import House


def stored(house: House, **columns: str) -> Guest:
    """A profile as an earlier version wrote it, its folded texts perhaps by other rules."""
    return Guest.objects.create(restaurant=house.restaurant, created_at=NOON_BEFORE, **columns)


@pytest.mark.rule("D25")
@pytest.mark.parametrize("junk", ["+4400000", "+440000000000", "+15550123", "+441234567890"])
def test_a_stored_junk_phone_is_emptied_and_a_number_that_counts_is_kept(house: House, junk: str) -> None:
    ana = stored(house, first_name="Ana", last_name="Lima", phone=junk)
    rob = stored(house, first_name="Rob", last_name="Lima", phone="+447700900001")
    fold_again(apps)
    ana.refresh_from_db()
    rob.refresh_from_db()
    assert (ana.phone, ana.phone_folded) == ("", "")
    assert (rob.phone, rob.phone_folded) == ("+447700900001", "+447700900001")


@pytest.mark.rule("D25")
def test_folding_again_keeps_a_phone_that_staff_wrote_in_words(house: House) -> None:
    guest = stored(house, last_name="Lima", phone="020 7946 0018 ext. 12")
    fold_again(apps)
    guest.refresh_from_db()
    assert (guest.phone, guest.phone_folded) == ("020 7946 0018 ext. 12", "")


def test_two_profiles_that_now_meet_are_offered_a_merge_and_stay_two(house: House) -> None:
    one = stored(house, last_name="Núñez", email="Ana@example.org", email_folded="Ana@example.org")
    two = stored(house, last_name="Lima", email="ana@example.org", email_folded="ana@example.org")
    assert guests_alike(one) == []
    fold_again(apps)
    one.refresh_from_db()
    assert (one.email_folded, one.surname_folded, one.merged_into_id) == ("ana@example.org", "nunez", None)
    assert guests_alike(one) == [two]


def test_folding_many_profiles_takes_few_queries(
    house: House, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Guest.objects.bulk_create(
        Guest(restaurant=house.restaurant, created_at=NOON_BEFORE, last_name=f"Lima {number}")
        for number in range(1200)
    )
    with django_assert_max_num_queries(6):
        fold_again(apps)
    assert Guest.objects.filter(surname_folded="").count() == 0

"""Does the book explain by its own rows, in one query, what it offers and what it does not?"""

from datetime import date, datetime, time, timedelta

from pytest_django import DjangoAssertNumQueries

from entracte.availability.explaining.reasons import Explanation, StartReason
from entracte.availability.fit import Wish
from entracte.bookings.actions.hold import hold_slot
from entracte.bookings.queries import explain_start, offers_for
from entracte.dining.seating_rules import rules_for
from entracte.restaurants.details import Seating, raise_rules_version, save_seating
from tests.builders import FRIDAY, LONDON, NOON_BEFORE, at
from tests.house import House, book

SEVEN = time(19)


def dinner_explained(
    house: House, *, date: date = FRIDAY, at: time = SEVEN, party_size: int = 2, now: datetime = NOON_BEFORE
) -> Explanation:
    """What dinner says to a party online."""
    [dinner] = explain_start(restaurant=house.restaurant, date=date, at=at, wish=Wish(party_size), now=now)
    return dinner


def test_a_start_is_explained_in_one_query_and_five_after_an_edit(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    raise_rules_version(house.restaurant.pk)
    house.restaurant.refresh_from_db()
    with django_assert_num_queries(5):
        assert dinner_explained(house).headline == "on offer: table 1, seats 1 to 2, no seat wasted"
    for _ in range(3):
        book(house, NOON_BEFORE)
    with django_assert_num_queries(1):
        assert dinner_explained(house).headline == "on offer: table 4, seats 2 to 6, 4 seats wasted"


def test_parties_of_the_book_are_named_by_their_size_and_never_by_name(house: House) -> None:
    save_seating(restaurant=house.restaurant, seating=Seating(False, 5, 15, None, None, 0))
    house.restaurant.refresh_from_db()
    for party_size in (2, 2, 3, 6):
        book(house, NOON_BEFORE, party_size=party_size, last_name="Secretname")
    found = dinner_explained(house, at=time(20))
    assert (found.reason, (found.headline, *found.details)) == (
        StartReason.TAKEN,
        (
            "all 4 tables for 2 are taken",
            "table 1 is taken by a party of 2 until 20:30",
            "table 2 is taken by a party of 2 until 20:30",
            "table 3 is taken by a party of 3 until 20:45",
            "table 4 is taken by a party of 6 until 21:00",
        ),
    )


def test_a_hold_is_named_until_it_ends_and_not_after(house: House) -> None:
    held = hold_slot(
        restaurant=house.restaurant,
        widget=house.widgets["none"],
        visitor="a visitor",
        address="an address",
        starts_at=at("2026-12-04 19:00"),
        party_size=6,
        now=NOON_BEFORE,
    )
    until = held.expires_at.astimezone(LONDON)
    assert dinner_explained(house, party_size=5).headline == f"held until {until:%H:%M}"
    after = held.expires_at + timedelta(seconds=1)
    assert dinner_explained(house, party_size=5, now=after).reason is StartReason.ON_OFFER


def test_each_start_of_an_evening_is_explained_as_it_is_offered(house: House) -> None:
    for party_size in (2, 2, 4, 5):
        book(house, NOON_BEFORE, "2026-12-04 19:30", party_size=party_size)
    offered = {
        offer.starts_at
        for offer in offers_for(
            restaurant=house.restaurant, date=FRIDAY, wish=Wish(3), now=NOON_BEFORE
        ).offers
    }
    zone = rules_for(house.restaurant).zone
    for start in rules_for(house.restaurant).services[0].starts(FRIDAY, zone):
        assert dinner_explained(house, at=start.astimezone(zone).time(), party_size=3).is_offered == (
            start in offered
        )


def test_a_date_at_the_end_of_the_calendar_gets_an_answer(house: House) -> None:
    assert dinner_explained(house, date=date.min).reason is StartReason.NOT_A_START
    assert dinner_explained(house, date=date.max).reason is StartReason.NOT_A_START

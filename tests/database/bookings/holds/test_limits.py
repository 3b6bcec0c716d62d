"""Do holds leave most of the room to whoever books, whoever asks for them and from wherever?"""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from entracte.bookings.actions.hold import hold_slot
from entracte.bookings.errors import TooManyHolds
from entracte.bookings.models import BookedTable, Hold
from tests.builders import NOON_BEFORE, at
from tests.database.bookings.test_races import at_once
from tests.house import House, book, edit, join, make_service

SEVEN, NINE = "2026-12-04 19:00", "2026-12-04 21:00"
MINUTE = timedelta(minutes=1)


def hold(house: House, number: int, starts_at: str = SEVEN, **more: Any) -> Hold:
    """Hold for a visitor of their own, at an address and in a network of their own."""
    usual: dict[str, Any] = {
        "party_size": 2,
        "now": NOON_BEFORE,
        "address": f"address {number}",
        "network": "",
    }
    return hold_slot(
        restaurant=house.restaurant,
        widget=house.widgets["none"],
        visitor=f"visitor-{number}",
        starts_at=at(starts_at),
        **(usual | more),
    )


@pytest.mark.django_db
def test_holds_have_at_most_a_third_of_an_evenings_tables_rounded_up(house: House) -> None:
    for number in range(2):
        hold(house, number, now=NOON_BEFORE + number * MINUTE)
    with pytest.raises(TooManyHolds) as refused:
        hold(house, 2, now=NOON_BEFORE + 2 * MINUTE)
    assert refused.value.retry_at == NOON_BEFORE + 5 * MINUTE
    assert BookedTable.objects.count() == 2
    assert book(house, NOON_BEFORE, SEVEN).pk
    assert hold(house, 3, "2026-12-05 19:00").pk
    assert hold(house, 4, now=NOON_BEFORE + 6 * MINUTE).pk


@pytest.mark.django_db
def test_a_table_that_is_held_twice_in_an_evening_counts_once(house: House) -> None:
    assert [hold(house, number, start).pk for number, start in enumerate((SEVEN, NINE, SEVEN, NINE))]
    with pytest.raises(TooManyHolds):
        hold(house, 5, NINE)
    assert len({row.table_id for row in BookedTable.objects.all()}) == 2


@pytest.mark.django_db
def test_the_tables_of_all_services_of_the_day_count_and_booked_ones_too(house: House) -> None:
    book(house, NOON_BEFORE, SEVEN, party_size=6)
    make_service(house.restaurant, house.plan, name="Supper")
    for number in range(2):
        hold(house, number, service_key=house.dinner.key)
    with pytest.raises(TooManyHolds):
        hold(house, 3, service_key=house.dinner.key)


@pytest.mark.django_db
def test_one_hold_is_taken_however_small_the_room(house: House) -> None:
    for name in ("1", "2"):
        edit(house, house.tables[name], is_active=False)
    edit(house, house.dinner, largest_party_online=10)
    join(house, "3", "4")
    assert hold(house, 1, party_size=9).booked_tables.count() == 2
    with pytest.raises(TooManyHolds):
        hold(house, 2, NINE)


@pytest.mark.django_db
def test_a_visitor_who_chooses_again_is_not_refused_for_their_own_hold(house: House) -> None:
    hold(house, 0)
    hold(house, 1)
    assert hold(house, 1, NINE).starts_at == at(NINE)
    assert Hold.objects.count() == 2


@pytest.mark.django_db
def test_the_share_is_a_setting(house: House, settings: Settings) -> None:
    settings.HELD_TABLES_ONE_IN = 1
    for number in range(4):
        hold(house, number)
    settings.HELD_TABLES_ONE_IN = 0
    assert hold(house, 5, NINE).pk


@pytest.mark.django_db
def test_addresses_of_one_network_are_counted_together(house: House, settings: Settings) -> None:
    settings.HOLDS_PER_NETWORK = 2
    days = [f"2026-12-{day:02} 19:00" for day in range(4, 8)]
    for number in range(2):
        hold(house, number, days[number], network="one /48")
    with pytest.raises(TooManyHolds):
        hold(house, 2, days[2], network="one /48")
    assert hold(house, 3, days[2], network="another /48").pk
    assert hold(house, 4, days[3]).pk


@pytest.mark.django_db(transaction=True)
def test_twenty_visitors_at_once_take_no_more_than_the_share(house: House) -> None:
    def take(number: int) -> Hold:
        return hold(house, number, SEVEN if number % 2 else NINE)

    answers = at_once([lambda number=number: take(number) for number in range(12)])
    assert set(Counter(type(answer) for answer in answers)) == {Hold, TooManyHolds}
    assert len({row.table_id for row in BookedTable.objects.all()}) == 2


@pytest.mark.django_db(transaction=True)
def test_one_network_at_once_passes_no_limit(house: House, settings: Settings) -> None:
    settings.HOLDS_PER_NETWORK = 3
    days = [f"2026-12-{day:02} 19:00" for day in range(4, 10)]
    answers = at_once(
        [lambda n=number, on=on: hold(house, n, on, network="one /48") for number, on in enumerate(days)]
    )
    assert Counter(type(answer) for answer in answers) == {Hold: 3, TooManyHolds: 3}

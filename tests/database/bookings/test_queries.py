"""Does the book answer what it holds, by few queries, and to its own restaurant only?"""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from entracte.availability.day_states import DayState
from entracte.availability.fit import Wish
from entracte.bookings import queries
from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.choices import Status
from entracte.bookings.models import BookedTable, Booking
from entracte.guests.actions import merge_guests
from entracte.guests.queries import person_ids
from tests.builders import FRIDAY, NOON_BEFORE, at
from tests.house import House, book, edit, make_house, make_service


def starts(house: House, on: date = FRIDAY, party_size: int = 2, is_online: bool = True) -> list[str]:
    wish = Wish(party_size, is_online=is_online)
    answer = queries.offers_for(restaurant=house.restaurant, date=on, wish=wish, now=NOON_BEFORE)
    return [f"{offer.starts_at:%H:%M}" for offer in answer.offers]


def test_offers_leave_out_what_is_taken_in_one_query_and_four_more_after_an_edit(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    evening = ["17:30", "18:00", "18:30", "19:00", "19:30", "20:00", "20:30", "21:00", "21:30"]
    with django_assert_num_queries(5):
        assert starts(house, party_size=6) == evening
    book(house, NOON_BEFORE, party_size=6)
    with django_assert_num_queries(1):
        assert starts(house, party_size=6) == ["21:00", "21:30"]


def test_staff_are_offered_what_guests_are_not(house: House) -> None:
    assert starts(house, date(2028, 12, 1)) == []
    assert len(starts(house, date(2028, 12, 1), is_online=False)) == 9


def test_a_sitting_of_the_day_before_is_seen_past_midnight(house: House) -> None:
    make_service(house.restaurant, house.plan, name="Late", last_start=time(0, 30), weekdays=[4])
    make_service(
        house.restaurant,
        house.plan,
        name="Early",
        first_start=time(1),
        last_start=time(2),
        weekdays=[5],
        turn_times=[[20, 30]],
    )
    book(house, NOON_BEFORE, "2026-12-05 00:00", party_size=6)
    early = starts(house, date(2026, 12, 5), party_size=6)
    assert early[:1] == ["02:00"]


def test_a_month_is_answered_in_one_query(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    book(house, NOON_BEFORE, "2026-12-04 18:30", party_size=6)
    book(house, NOON_BEFORE, "2026-12-04 20:30", party_size=6)
    edit(house, house.dinner, first_start=time(18, 30), last_start=time(20, 30))
    starts(house)
    with django_assert_num_queries(1):
        days = dict(
            queries.days_for(restaurant=house.restaurant, year=2026, month=12, party_size=6, now=NOON_BEFORE)
        )
    assert len(days) == 31
    assert days[date(2026, 12, 2)] == DayState.TOO_SOON
    assert days[date(2026, 12, 3)] == DayState.OPEN
    assert days[FRIDAY] == DayState.FULL
    months = queries.days_for(restaurant=house.restaurant, year=2027, month=4, party_size=6, now=NOON_BEFORE)
    assert {state for _, state in months} == {DayState.TOO_FAR}


@pytest.mark.rule("D11")
@pytest.mark.parametrize(
    "asked,expected",
    [
        ("2026-12-04", ["2026-12-06", "2026-12-07", "2026-12-08"]),
        ("2026-11-01", ["2026-12-03", "2026-12-06", "2026-12-07"]),
        ("2027-06-01", ["2027-03-01", "2027-03-02", "2027-03-03"]),
    ],
)
def test_the_nearest_open_dates_are_found(house: House, asked: str, expected: list[str]) -> None:
    edit(house, house.dinner, first_start=time(19), last_start=time(19))
    for day in (4, 5):
        book(house, NOON_BEFORE, f"2026-12-0{day} 19:00", party_size=6)
    if asked == "2026-12-04":
        book(house, NOON_BEFORE, "2026-12-03 19:00", party_size=6)
    found = queries.nearest_open_dates(
        restaurant=house.restaurant, date=date.fromisoformat(asked), party_size=6, now=NOON_BEFORE
    )
    assert [each.isoformat() for each in found] == expected


def test_open_dates_far_off_are_found_and_without_a_service_there_are_none(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for day in range(60):
        book(house, NOON_BEFORE, f"{FRIDAY + timedelta(days=day - 1)} 19:00", party_size=6)
    edit(house, house.dinner, first_start=time(19), last_start=time(19))
    starts(house)
    with django_assert_num_queries(3):
        [first, *_] = queries.nearest_open_dates(
            restaurant=house.restaurant, date=FRIDAY, party_size=6, now=NOON_BEFORE
        )
    assert first == FRIDAY + timedelta(days=59)
    edit(house, house.dinner, is_active=False)
    assert not queries.nearest_open_dates(
        restaurant=house.restaurant, date=FRIDAY, party_size=6, now=NOON_BEFORE
    )
    assert queries.largest_party_online(house.restaurant) == 0


def test_the_largest_party_online_is_one_that_a_table_seats(house: House) -> None:
    assert queries.largest_party_online(house.restaurant) == 6
    edit(house, house.dinner, largest_party_online=12)
    assert queries.largest_party_online(house.restaurant) == 6
    edit(house, house.dinner, largest_party_online=3)
    assert queries.largest_party_online(house.restaurant) == 3


def test_the_diary_asks_the_same_queries_for_one_booking_and_for_three(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def read() -> list[tuple[str, str, str]]:
        with django_assert_num_queries(3):
            return [
                (f"{row.starts_at:%H:%M}", row.guest.full_name, row.booked_tables.all()[0].table.name)
                for row in queries.diary_for(house.restaurant, FRIDAY)
                if row.service and row.service.name and row.restaurant.name
            ]

    book(house, NOON_BEFORE, "2026-12-04 20:00")
    assert read() == [("20:00", "Ana Lima", "1")]
    book(house, NOON_BEFORE, "2026-12-04 18:00", first_name="Ben", last_name="Okri", email="b@example.org")
    book(house, NOON_BEFORE, "2026-12-04 20:00", party_size=5)
    book(house, NOON_BEFORE, "2026-12-05 20:00")
    book(make_house(NOON_BEFORE, slug="stalls"), NOON_BEFORE)
    assert [row[0] for row in read()] == ["18:00", "20:00", "20:00"]


def test_a_booking_is_found_by_its_code_in_its_own_restaurant_only(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    booking = book(house, NOON_BEFORE)
    other = make_house(NOON_BEFORE, slug="stalls")
    typed = f" {booking.code[:4].lower()} {booking.code[4:].lower()}"
    with django_assert_num_queries(3):
        found = queries.booking_by_code(house.restaurant, typed)
        assert found == booking
        assert [row.table.name for row in found.booked_tables.all()] == ["1"]
    assert queries.booking_by_code(other.restaurant, booking.code) is None
    assert queries.booking_by_code(house.restaurant, "nonsense\x00") is None


def ended(house: House, status: str, starts_at: str) -> Booking:
    booking = book(house, NOON_BEFORE, starts_at)
    Booking.objects.filter(pk=booking.pk).update(status=status)
    return booking


@pytest.mark.rule("R10")
@pytest.mark.parametrize("status", Status.values)
def test_a_visit_counts_unless_it_was_cancelled_or_nobody_came(house: House, status: str) -> None:
    booking = ended(house, status, "2026-12-04 19:00")
    counts = status in {"confirmed", "completed", "pending", "pending_payment"}
    assert queries.visits_of([booking.guest_id]) == int(counts)


@pytest.mark.rule("D4")
def test_the_latest_end_is_that_of_completed_bookings_whatever_their_order(house: House) -> None:
    newer, older = (book(house, NOON_BEFORE, f"2026-12-0{day} 19:00") for day in (6, 4))
    book(house, NOON_BEFORE, "2026-12-08 19:00")
    ids = [newer.guest_id]
    assert queries.latest_end_of_completed(ids) is None

    def set_status(booking: Booking, to: str) -> None:
        change_status(
            booking_id=booking.pk,
            restaurant=house.restaurant,
            to=to,
            asker=Asker(actor=None, now=NOON_BEFORE),
        )

    set_status(newer, "completed")
    set_status(older, "completed")
    assert queries.latest_end_of_completed(ids) == at("2026-12-06 20:30")
    set_status(newer, "confirmed")
    assert queries.latest_end_of_completed(ids) == at("2026-12-04 20:30")


@pytest.mark.rule("D7")
@pytest.mark.rule("R10")
def test_merged_profiles_are_counted_as_one_person(house: House) -> None:
    ana = ended(house, "completed", "2026-12-04 19:00").guest
    anna = book(house, NOON_BEFORE, "2026-12-07 19:00", email="anna@example.org", phone="").guest
    assert ana != anna
    merge_guests(restaurant=house.restaurant, stays_id=ana.pk, goes_id=anna.pk)
    ids = person_ids(anna)
    assert queries.visits_of(ids) == 2
    assert queries.latest_end_of_completed(ids) == at("2026-12-04 20:30")
    assert [booking.guest for booking in queries.bookings_of(ids)] == [anna, ana]


def test_bookings_of_a_person_and_a_history_ask_a_fixed_number_of_queries(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    booking = book(house, NOON_BEFORE)
    for expected in (1, 3):
        with django_assert_num_queries(2):
            rows = queries.bookings_of([booking.guest_id])
            assert len([row.booked_tables.all()[0].table.name for row in rows]) == expected
        with django_assert_num_queries(1):
            assert len([line.actor.name for line in queries.history_of(booking) if line.actor]) == expected
        for to in ("cancelled", "confirmed"):
            change_status(
                booking_id=booking.pk,
                restaurant=house.restaurant,
                to=to,
                asker=Asker(actor=house.host, now=NOON_BEFORE),
            )
            if expected == 1:
                book(house, NOON_BEFORE, "2026-12-09 19:00")


def test_taken_tables_are_found_through_an_index(house: House) -> None:
    """A book of ten years must not make the evening slow."""
    booking = book(house, NOON_BEFORE)
    other = make_house(NOON_BEFORE, slug="stalls")
    elsewhere = book(other, NOON_BEFORE)
    for made, tables in ((booking, house.tables), (elsewhere, other.tables)):
        BookedTable.objects.bulk_create(
            BookedTable(
                restaurant=made.restaurant,
                booking=made,
                table=table,
                span=(made.starts_at + timedelta(days=day), made.ends_at + timedelta(days=day)),
            )
            for day in range(1, 1500)
            for table in tables.values()
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE bookings_bookedtable")
        rows = BookedTable.objects.filter(
            restaurant_id=house.restaurant.pk, span__overlap=(booking.starts_at, booking.ends_at)
        )
        plan = rows.explain()
    assert "Index Cond: (span &&" in plan, plan

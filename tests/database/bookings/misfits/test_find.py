"""Does an edit leave every booking as it is, and is what no longer fits listed, in the words of the rule?"""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.bookings.actions.book import make_booking
from entracte.bookings.actions.status import change_status
from entracte.bookings.asker import Asker
from entracte.bookings.misfits.find import misfits_for
from entracte.bookings.models import BookedTable, Booking
from entracte.bookings.overrides import Override
from entracte.dining.actions import Placed, remove_combination, save_plan, save_service, save_table
from entracte.dining.dates import remove_special_day, save_closure, save_special_day
from entracte.dining.models import Closure, FloorPlan, SpecialDay
from tests.builders import FRIDAY, NOON_BEFORE, at
from tests.house import House, book, edit, join, make_house, make_service, request_for


def rows() -> list[list[dict[str, Any]]]:
    """All that the book holds, to the last column."""
    kinds = (Booking, BookedTable)
    return [[dict(row) for row in kind._default_manager.order_by("pk").values()] for kind in kinds]


def listed(house: House) -> list[tuple[str, tuple[str, ...]]]:
    house.restaurant.refresh_from_db()
    found = misfits_for(house.restaurant, NOON_BEFORE)
    return [(each.booking.code, tuple(reason.sentence for reason in each.reasons)) for each in found]


def chosen(house: House, *names: str, **typed: Any) -> Booking:
    return make_booking(
        restaurant=house.restaurant,
        request=request_for(**typed),
        asker=Asker(actor=None, now=NOON_BEFORE, source=Booking.Source.PHONE),
        tables=[house.tables[name] for name in names],
    ).booking


def save(house: House, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(house.dinner, name, value)
    save_service(service=house.dinner)


def close(house: House, **columns: Any) -> None:
    dates = {"first_date": FRIDAY, "last_date": FRIDAY}
    save_closure(closure=Closure(restaurant=house.restaurant, name="Staff party", **(dates | columns)))


def make_special(house: House, **columns: Any) -> SpecialDay:
    dates = {"first_date": FRIDAY, "last_date": FRIDAY}
    special = SpecialDay(restaurant=house.restaurant, name="Press night", **(dates | columns))
    return save_special_day(special_day=special)


def resize(house: House, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(house.tables["1"], name, value)
    save_table(table=house.tables["1"])


def take_off_the_plan(house: House) -> None:
    save_plan(plan=house.plan, placed=[Placed(house.tables[name]) for name in ("2", "3", "4")])


def take_another_plan(house: House) -> None:
    bar = FloorPlan(restaurant=house.restaurant, name="Bar")
    save_plan(plan=bar, placed=[Placed(house.tables["4"])])
    save(house, plan=bar)


EDITS: list[tuple[Callable[[House], object], str]] = [
    (lambda house: save(house, is_active=False), "Dinner is out of use."),
    (lambda house: house.dinner.delete(), "Its service is gone."),
    (lambda house: save(house, weekdays=[0, 1, 2]), "Dinner does not run on Fridays."),
    (lambda house: save(house, last_date=date(2026, 12, 1)), "Dinner does not run on that date."),
    (lambda house: make_special(house), "Dinner does not run on that date: Press night."),
    (lambda house: close(house), "Closed: Staff party."),
    (lambda house: close(house, service=house.dinner), "Closed: Staff party."),
    (
        lambda house: close(house, from_time=time(20, 15), until_time=time(23)),
        "Closed for part of that time: Staff party.",
    ),
    (lambda house: save(house, first_start=time(19, 15)), "Dinner has no start at 19:00."),
    (lambda house: save(house, fixed_starts=[time(18), time(20)]), "Dinner has no start at 19:00."),
    (
        lambda house: save(house, last_departure=time(20, 15)),
        "It ends after the last departure of Dinner at 20:15.",
    ),
    (lambda house: resize(house, is_active=False), "Table 1 is out of use."),
    (lambda house: resize(house, max_covers=1), "Table 1 takes parties of 1 to 1."),
    (lambda house: resize(house, min_covers=3, max_covers=4), "Table 1 takes parties of 3 to 4."),
    (take_off_the_plan, "Table 1 is not on the floor plan of Dinner."),
    (take_another_plan, "Table 1 is not on the floor plan of Dinner."),
    (lambda house: save(house, largest_party_in_house=1), "Dinner takes parties of up to 1."),
]


@pytest.mark.parametrize(
    "change,reason", EDITS, ids=[f"{number}-{text}" for number, (_, text) in enumerate(EDITS)]
)
def test_no_edit_changes_a_booking_and_what_no_longer_fits_is_listed(
    house: House, change: Callable[[House], object], reason: str
) -> None:
    booking = book(house, NOON_BEFORE)
    assert listed(house) == []
    before = rows()
    change(house)
    if reason == "Its service is gone.":
        before[0][0]["service_id"] = None
    assert rows() == before
    assert listed(house) == [(booking.code, (reason,))]


EDITS_THAT_MATTER_NOT: list[Callable[[House], object]] = [
    lambda house: save(house, notice_minutes=10_000, horizon_days=0, largest_party_online=1),
    lambda house: save(house, max_parties=0, max_covers=0),
    lambda house: save(house, turn_times=[[20, 300]], reset_minutes=30),
    lambda house: save(house, last_departure=time(20, 30)),
    lambda house: close(house, from_time=time(20, 30), until_time=time(23)),
    lambda house: close(house, first_date=date(2026, 12, 5), last_date=date(2026, 12, 6)),
    lambda house: make_special(house, keeps_usual=True),
    lambda house: resize(house, kept_for="walk_ins", priority=9),
]


@pytest.mark.parametrize("change", EDITS_THAT_MATTER_NOT)
def test_rules_for_new_bookings_do_not_list_old_ones(house: House, change: Callable[[House], object]) -> None:
    book(house, NOON_BEFORE)
    change(house)
    assert listed(house) == []


def test_all_that_is_wrong_is_said_at_once(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    save(house, first_start=time(19, 15), largest_party_in_house=1)
    resize(house, is_active=False)
    assert listed(house) == [
        (
            booking.code,
            ("Dinner has no start at 19:00.", "Dinner takes parties of up to 1.", "Table 1 is out of use."),
        )
    ]


def test_a_combination_that_is_no_more_is_listed_and_one_that_shrinks(house: House) -> None:
    joined = join(house, "3", "4")
    booking = book(house, NOON_BEFORE, party_size=9)
    assert sorted(row.table.name for row in booking.booked_tables.all()) == ["3", "4"]
    edit(house, joined, max_covers=8)
    assert listed(house) == [(booking.code, ("The tables 3 and 4 take parties of 5 to 8.",))]
    before = rows()
    remove_combination(combination=joined)
    assert rows() == before
    assert listed(house) == [(booking.code, ("The tables 3 and 4 are no combination.",))]


def test_tables_chosen_by_hand_take_any_party_but_must_be_there(house: House) -> None:
    one, split = chosen(house, "1", party_size=5), chosen(house, "2", "3", party_size=3)
    assert listed(house) == []
    resize(house, is_active=False)
    assert listed(house) == [(one.code, ("Table 1 is out of use.",))]
    take_off_the_plan(house)
    save_plan(plan=house.plan, placed=[Placed(house.tables["3"])])
    assert listed(house) == [
        (one.code, ("Table 1 is out of use.",)),
        (split.code, ("Table 2 is not on the floor plan of Dinner.",)),
    ]


def test_what_a_party_needs_of_its_table_counts(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    Booking.objects.filter(pk=booking.pk).update(needs_step_free=True, high_chairs=2)
    edit(house, house.tables["1"], high_chairs=1)
    assert listed(house) == [
        (booking.code, ("Table 1 is not step-free.", "2 high chairs are asked for, and 1 fit."))
    ]


def test_a_booking_that_lost_its_table_is_listed(house: House) -> None:
    booking = book(house, NOON_BEFORE)
    BookedTable.objects.all().delete()
    assert listed(house) == [(booking.code, ("It has no table.",))]


def test_a_special_days_own_service_is_asked_by_its_dates(house: House) -> None:
    special = make_special(house)
    gala = make_service(house.restaurant, house.plan, name="Gala", special_day=special, weekdays=[])
    booking = book(house, NOON_BEFORE)
    assert (booking.service, listed(house)) == (gala, [])
    edit(house, special, first_date=date(2026, 12, 5), last_date=date(2026, 12, 5))
    assert listed(house) == [(booking.code, ("Gala does not run on that date.",))]
    remove_special_day(special_day=special)
    assert listed(house) == [(booking.code, ("Its service is gone.",))]
    assert Booking.objects.get(pk=booking.pk).booked_tables.count() == 1


def test_where_staff_went_past_a_limit_the_list_says_so(house: House) -> None:
    booking = make_booking(
        restaurant=house.restaurant,
        request=request_for("2026-12-04 19:10"),
        asker=Asker(actor=None, now=NOON_BEFORE, source=Booking.Source.PHONE),
        override=Override("The director's mother"),
    ).booking
    known = "Done knowingly. Past a limit: no start at that time. The director's mother"
    assert listed(house) == [(booking.code, ("Dinner has no start at 19:10.", known))]


def test_only_open_bookings_to_come_of_this_restaurant_are_listed(house: House) -> None:
    other = make_house(NOON_BEFORE, slug="stalls")
    book(other, NOON_BEFORE)
    past, over, open_one = (book(house, NOON_BEFORE, f"2026-12-0{day} 19:00") for day in (3, 4, 5))
    change_status(
        booking_id=over.pk,
        restaurant=house.restaurant,
        to="cancelled",
        asker=Asker(actor=None, now=NOON_BEFORE),
    )
    save(house, is_active=False)
    house.restaurant.refresh_from_db()
    found = misfits_for(house.restaurant, at("2026-12-03 19:00"))
    assert [misfit.booking for misfit in found] == [open_one]
    assert misfits_for(other.restaurant, NOON_BEFORE) == []
    assert past.starts_at == at("2026-12-03 19:00")


def test_the_list_takes_four_queries_however_long_it_is(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for day in range(3):
        for start in ("17:30", "19:30"):
            book(house, NOON_BEFORE, f"2026-12-0{day + 4} {start}")
    make_special(house, last_date=date(2026, 12, 6))
    house.restaurant.refresh_from_db()
    assert len(misfits_for(house.restaurant, NOON_BEFORE)) == 6
    with django_assert_num_queries(4):
        assert len(misfits_for(house.restaurant, NOON_BEFORE)) == 6

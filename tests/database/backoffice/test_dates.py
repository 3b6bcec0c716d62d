"""How are dates closed, and given services of their own?"""

from datetime import date, datetime, time

import pytest
from pytest_django import DjangoAssertNumQueries

from entracte.bookings.models import Booking
from entracte.dining.models import Closure, Service, SpecialDay
from tests.database.backoffice.desk import Desk, text_of
from tests.database.backoffice.test_floor import supper
from tests.house import House, book, edit, make_service

CLOSURE = {"name": "Christmas Day", "first_date": "2026-12-25", "closes": "all_day", "service": ""}
EVE = date(2026, 12, 31)


@pytest.fixture
def new_years_eve(house: House) -> SpecialDay:
    dates = {"first_date": EVE, "last_date": EVE}
    return SpecialDay.objects.create(restaurant=house.restaurant, name="New Year’s Eve", **dates)


def test_a_date_is_closed_for_all_services(manager: Desk) -> None:
    manager.sends("floor/closures/new/", **CLOSURE, from_time="12:00")
    row = Closure.objects.get()
    assert (row.first_date, row.last_date, row.from_time) == (date(2026, 12, 25), date(2026, 12, 25), None)
    assert (row.service, row.name) == (None, "Christmas Day")
    assert "Fri 25 Dec 2026 Closed Christmas Day All services, all day" in manager.sees("floor/dates/")


def test_some_hours_of_one_service_are_closed(house: House, manager: Desk) -> None:
    row = Closure.objects.create(
        restaurant=house.restaurant, name="?", first_date=date(2026, 12, 25), last_date=date(2026, 12, 25)
    )
    hours = {"closes": "hours", "from_time": "20:00", "until_time": "01:00", "last_date": "2026-12-26"}
    manager.sends(f"floor/closures/{row.key}/", **{**CLOSURE, **hours, "service": house.dinner.key})
    row.refresh_from_db()
    assert (row.from_time, row.until_time, row.service) == (time(20), time(1), house.dinner)
    line = "Fri 25 – Sat 26 Dec 2026 Closed Christmas Day Dinner, 20:00–01:00"
    assert line in manager.sees("floor/dates/")
    page = manager.opens(f"floor/closures/{row.key}/").content.decode()
    assert ('value="20:00"' in page, 'value="hours" checked' in " ".join(page.split())) == (True, True)


@pytest.mark.parametrize(
    "changes,sentence",
    [
        ({"name": ""}, "This field is required."),
        ({"first_date": ""}, "This field is required."),
        ({"last_date": "2026-12-24"}, "The last date is before the first."),
        ({"closes": "hours", "from_time": "12:00"}, "Say from when until when."),
        ({"closes": "hours", "from_time": "12:00", "until_time": "12:00"}, "It ends as it begins."),
        ({"service": "nothing"}, "Select a valid choice."),
    ],
)
def test_a_closure_that_makes_no_sense_is_told_and_what_was_typed_kept(
    manager: Desk, changes: dict[str, str], sentence: str
) -> None:
    answer = manager.sends("floor/closures/new/", **{**CLOSURE, **changes})
    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    kept = "Christmas Day" if changes.get("name") != "" else "2026-12-25"
    assert (f'value="{kept}"' in answer.content.decode(), Closure.objects.count()) == (True, 0)


def test_the_service_of_another_restaurant_is_not_closed(manager: Desk, other: House) -> None:
    answer = manager.sends("floor/closures/new/", **{**CLOSURE, "service": other.dinner.key})
    assert (answer.status_code, Closure.objects.count()) == (422, 0)


def test_a_closure_is_removed_and_the_date_open_again(house: House, manager: Desk) -> None:
    manager.sends("floor/closures/new/", **CLOSURE)
    manager.sends(f"floor/closures/{Closure.objects.get().key}/remove/")
    assert Closure.objects.count() == 0
    assert "Dates that differ from the usual stand here" in manager.sees("floor/dates/")


def test_a_special_day_is_added_and_leads_on_to_its_services(house: House, manager: Desk) -> None:
    typed = {"name": "New Year’s Eve", "first_date": "2026-12-31"}
    answer = manager.sends("floor/special-days/new/", **typed)
    day = SpecialDay.objects.get()
    assert answer["Location"] == manager.address(f"floor/special-days/{day.key}/")
    assert (day.first_date, day.last_date, day.keeps_usual) == (EVE, EVE, False)
    assert "Nobody can book on this day yet." in manager.sees(f"floor/special-days/{day.key}/")
    assert "Special day New Year’s Eve No service yet" in manager.sees("floor/dates/")
    gala = supper(house, name="Gala", starts="fixed", fixed_starts="18:00, 21:00")
    answer = manager.sends(f"floor/special-days/{day.key}/services/new/", **gala)
    assert answer["Location"] == manager.address(f"floor/special-days/{day.key}/")
    service = Service.objects.get(name="Gala")
    assert (service.special_day, service.weekdays) == (day, [])
    assert "Gala 18:00, 21:00" in manager.sees(f"floor/special-days/{day.key}/")
    assert "New Year’s Eve Gala 18:00, 21:00" in manager.sees("floor/dates/")
    assert "Gala" not in manager.sees("floor/")


def test_a_service_of_a_special_day_has_no_weekdays_to_choose(
    house: House, manager: Desk, new_years_eve: SpecialDay
) -> None:
    gala = make_service(house.restaurant, house.plan, name="Gala", weekdays=[], special_day=new_years_eve)
    page = manager.sees(f"floor/services/{gala.key}/")
    assert ("Weekdays" in page, "Thu 31 Dec 2026" in page) == (False, True)
    wish = supper(house, name="Ball", weekdays=["3"], first_date="2026-12-01")
    answer = manager.sends(f"floor/services/{gala.key}/", **wish)
    gala.refresh_from_db()
    assert answer["Location"] == manager.address(f"floor/special-days/{new_years_eve.key}/")
    assert (gala.name, gala.weekdays, gala.first_date) == ("Ball", [], None)


def test_the_usual_services_may_run_on_a_special_day_too(manager: Desk, new_years_eve: SpecialDay) -> None:
    typed = {"name": "New Year’s Eve", "first_date": "2026-12-31", "keeps_usual": "on"}
    manager.sends(f"floor/special-days/{new_years_eve.key}/", **typed)
    new_years_eve.refresh_from_db()
    assert new_years_eve.keeps_usual is True
    assert "New Year’s Eve The usual services" in manager.sees("floor/dates/")


def test_a_special_day_that_makes_no_sense_is_told(manager: Desk, new_years_eve: SpecialDay) -> None:
    typed = {"name": "Ball", "first_date": "2026-12-31", "last_date": "2026-12-01"}
    answer = manager.sends(f"floor/special-days/{new_years_eve.key}/", **typed)
    told = "The last date is before the first." in text_of(answer)
    assert (answer.status_code, told, 'value="Ball"' in answer.content.decode()) == (422, True, True)


def test_removing_a_special_day_asks_once_where_somebody_is_booked(
    house: House, manager: Desk, new_years_eve: SpecialDay, now: datetime
) -> None:
    make_service(house.restaurant, house.plan, name="Gala", weekdays=[], special_day=new_years_eve)
    edit(house, house.dinner, is_active=False)
    booking = book(house, now, "2026-12-31 19:00")
    answer = manager.sends(f"floor/special-days/{new_years_eve.key}/remove/")
    assert (answer.status_code, "1 booking to come has it." in text_of(answer)) == (409, True)
    manager.sends(f"floor/special-days/{new_years_eve.key}/remove/", sure="yes")
    assert (SpecialDay.objects.count(), Service.objects.filter(name="Gala").count()) == (0, 0)
    assert Booking.objects.get(pk=booking.pk).service is None


def test_a_special_day_without_bookings_is_removed_at_once(manager: Desk, new_years_eve: SpecialDay) -> None:
    manager.sends(f"floor/special-days/{new_years_eve.key}/remove/")
    assert SpecialDay.objects.count() == 0


def test_past_dates_are_folded_away_and_today_is_not_past(house: House, manager: Desk) -> None:
    for name, day in (("Long ago", 1), ("Tonight", 4), ("Soon", 6)):
        on = date(2026, 12, day)
        Closure.objects.create(restaurant=house.restaurant, name=name, first_date=on, last_date=on)
    to_come, past = manager.opens("floor/dates/").content.decode().split('class="past"')
    assert [name in to_come for name in ("Long ago", "Tonight", "Soon")] == [False, True, True]
    assert "Long ago" in past


def test_dates_take_as_many_queries_for_more_of_them(
    house: House,
    manager: Desk,
    new_years_eve: SpecialDay,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_service(house.restaurant, house.plan, name="Gala", weekdays=[], special_day=new_years_eve)
    for number in (1, 3):
        for day in range(number):
            on = date(2026, 12, 10 + 5 * number + day)
            row = {"restaurant": house.restaurant, "first_date": on, "last_date": on}
            Closure.objects.create(**row, name="Closed", service=house.dinner)
            SpecialDay.objects.create(**row, name="Special")
        with django_assert_num_queries(6):
            manager.opens("floor/dates/")

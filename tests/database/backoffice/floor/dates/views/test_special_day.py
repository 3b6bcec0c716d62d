"""How is a special day added, changed and removed?"""

from datetime import date, datetime
from typing import Any

import pytest

from entracte.bookings.models import Booking
from entracte.dining.models import Service, SpecialDay
from tests.database.backoffice.desk import Desk, text_of
from tests.database.backoffice.floor.supper import supper
from tests.house import House, book, edit, make_service

EVE = date(2026, 12, 31)


@pytest.fixture
def new_years_eve(house: House) -> SpecialDay:
    dates = {"first_date": EVE, "last_date": EVE}
    return SpecialDay.objects.create(restaurant=house.restaurant, name="New Year’s Eve", **dates)


def test_a_special_day_is_added_and_leads_on_to_its_services(house: House, manager: Desk) -> None:
    typed: dict[str, Any] = {"name": "New Year’s Eve", "first_date": "2026-12-31"}
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
    typed: dict[str, Any] = {"name": "New Year’s Eve", "first_date": "2026-12-31", "keeps_usual": "on"}
    manager.sends(f"floor/special-days/{new_years_eve.key}/", **typed)
    new_years_eve.refresh_from_db()
    assert new_years_eve.keeps_usual is True
    assert "New Year’s Eve The usual services" in manager.sees("floor/dates/")


def test_a_special_day_that_makes_no_sense_is_shown(manager: Desk, new_years_eve: SpecialDay) -> None:
    typed: dict[str, Any] = {"name": "Ball", "first_date": "2026-12-31", "last_date": "2026-12-01"}
    answer = manager.sends(f"floor/special-days/{new_years_eve.key}/", **typed)
    shown = "The last date is before the first." in text_of(answer)
    assert (answer.status_code, shown, 'value="Ball"' in answer.content.decode()) == (422, True, True)


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

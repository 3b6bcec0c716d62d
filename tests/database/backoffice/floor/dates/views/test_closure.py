"""How are dates closed and opened again?"""

from datetime import date, time
from typing import Any

import pytest

from entracte.dining.models import Closure
from tests.database.backoffice.desk import Desk, text_of
from tests.house import House

CLOSURE: dict[str, Any] = {
    "name": "Christmas Day",
    "first_date": "2026-12-25",
    "closes": "all_day",
    "service": "",
}


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
    hours: dict[str, Any] = {
        "closes": "hours",
        "from_time": "20:00",
        "until_time": "01:00",
        "last_date": "2026-12-26",
    }
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
        ({"name": ""}, "Fill this in."),
        ({"first_date": ""}, "Choose a date."),
        ({"last_date": "2026-12-24"}, "The last date is before the first."),
        ({"closes": "hours", "from_time": "12:00"}, "Say from when until when."),
        ({"closes": "hours", "from_time": "12:00", "until_time": "12:00"}, "It ends as it begins."),
        ({"service": "nothing"}, "This can no longer be chosen."),
    ],
)
def test_a_closure_that_makes_no_sense_is_shown_and_what_was_typed_kept(
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

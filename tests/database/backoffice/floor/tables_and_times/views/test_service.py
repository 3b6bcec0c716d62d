"""How is a service added and changed?"""

from datetime import date, time
from typing import Any

import pytest

from entracte.dining.models import Service
from tests.database.backoffice.desk import Desk, text_of
from tests.database.backoffice.floor.supper import supper
from tests.house import House


def test_a_service_is_added(house: House, manager: Desk) -> None:
    manager.sends("floor/services/new/", **supper(house))
    row = Service.objects.get(name="Supper")
    assert (row.weekdays, row.first_start, row.turn_times) == ([4, 5], time(21), [[2, 60], [8, 90]])


def test_a_service_is_changed_and_shown_as_it_stands(house: House, manager: Desk) -> None:
    page = manager.opens(f"floor/services/{house.dinner.key}/").content.decode()
    assert ('value="17:30"' in page, page.count("checked")) == (True, 9)
    manager.sends(f"floor/services/{house.dinner.key}/", **supper(house, name="Late dinner"))
    house.dinner.refresh_from_db()
    assert house.dinner.name == "Late dinner"


def test_a_service_keeps_its_dates_its_reset_who_may_book_and_its_pacing(house: House, manager: Desk) -> None:
    more: dict[str, Any] = {
        "first_date": "2026-12-01",
        "last_date": "2027-03-31",
        "online_from": "2026-12-08",
        "last_departure": "01:00",
        "reset_minutes": "15",
        "largest_party_in_house": "20",
        "pacing_minutes": "30",
        "max_parties": "5",
        "max_covers": "24",
        "covers_kept_in_house": "4",
    }
    manager.sends(f"floor/services/{house.dinner.key}/", **supper(house, **more))
    row = Service.objects.get(pk=house.dinner.pk)
    assert (row.first_date, row.last_date) == (date(2026, 12, 1), date(2027, 3, 31))
    assert (row.online_from, row.last_departure) == (date(2026, 12, 8), time(1))
    assert (row.reset_minutes, row.largest_party_in_house) == (15, 20)
    pacing = (row.pacing_minutes, row.max_parties, row.max_covers, row.covers_kept_in_house)
    assert pacing == (30, 5, 24, 4)
    assert "from 1 Dec 2026 · until 31 Mar 2027 · online from 8 Dec 2026" in manager.sees("floor/")
    manager.sends(f"floor/services/{house.dinner.key}/", **supper(house))
    row.refresh_from_db()
    assert (row.first_date, row.last_departure, row.max_covers, row.reset_minutes) == (None, None, None, 0)


@pytest.mark.parametrize(
    "typed,starts",
    [
        ("18:00, 20:30", [time(18), time(20, 30)]),
        (" 18.00;20.30 ", [time(18), time(20, 30)]),
        ("22:00 0:30", [time(22), time(0, 30)]),
    ],
)
def test_first_and_last_start_follow_from_fixed_starts(
    house: House, manager: Desk, typed: str, starts: list[time]
) -> None:
    wish = supper(
        house, starts="fixed", fixed_starts=typed, first_start="", last_start="", interval_minutes=""
    )
    manager.sends("floor/services/new/", **wish)
    row = Service.objects.get(name="Supper")
    assert (row.fixed_starts, row.first_start, row.last_start) == (starts, starts[0], starts[-1])
    assert f"{starts[0]:%H:%M}, {starts[1]:%H:%M}" in manager.sees("floor/")
    manager.sends(f"floor/services/{row.key}/", **supper(house, starts="grid", fixed_starts="what?"))
    row.refresh_from_db()
    assert (row.fixed_starts, row.first_start) == ([], time(21))


@pytest.mark.parametrize(
    "changes,sentence",
    [
        ({"weekdays": []}, "Choose one weekday or more."),
        ({"party_1": ""}, "a party and minutes, or neither"),
        ({"party_0": "9"}, "from the smallest party to the largest"),
        ({"party_0": "", "minutes_0": "", "party_1": "", "minutes_1": ""}, "how long a party has its table"),
        ({"interval_minutes": "1"}, "At least 5."),
        ({"first_start": "late"}, "Write a time such as 18:00."),
        ({"plan": "nowhere"}, "This can no longer be chosen."),
        ({"first_date": "2026-12-10", "last_date": "2026-12-01"}, "The last date is before the first."),
        ({"starts": "fixed", "fixed_starts": ""}, "Write the starts, such as 18:00, 20:30."),
        ({"starts": "fixed", "fixed_starts": "six"}, "“six” is no time."),
        ({"starts": "fixed", "fixed_starts": "25:00"}, "“25:00” is no time."),
        ({"starts": "fixed", "fixed_starts": "20:30, 18:00"}, "Write the earliest start first."),
        ({"starts": "fixed", "fixed_starts": "18:00, 18:00"}, "Each start once."),
        ({"covers_kept_in_house": "4"}, "Say first how many covers may start."),
        ({"max_covers": "3", "covers_kept_in_house": "4"}, "No more than may start at all."),
        ({"reset_minutes": "500"}, "No more than 120."),
    ],
)
def test_a_service_that_makes_no_sense_is_shown(
    house: House, manager: Desk, changes: dict[str, object], sentence: str
) -> None:
    answer = manager.sends("floor/services/new/", **supper(house, **changes))
    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert 'value="Supper"' in answer.content.decode()


FIXED = {"starts": "fixed", "first_start": "", "last_start": "", "interval_minutes": ""}


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"last_departure": "21:30"}, "A party that starts at 21:00 sits until 22:00."),
        ({"last_departure": "21:59"}, "A party that starts at 21:00 sits until 22:00."),
        ({"last_departure": "21:00"}, "A party that starts at 21:00 sits until 22:00."),
        (
            {"first_start": "23:30", "last_departure": "00:15"},
            "A party that starts at 23:30 sits until 00:30.",
        ),
        ({"minutes_0": "90", "minutes_1": "45", "last_departure": "21:40"}, "at 21:00 sits until 21:45."),
        ({**FIXED, "fixed_starts": "18:00, 20:30", "last_departure": "18:45"}, "at 18:00 sits until 19:00."),
        ({**FIXED, "fixed_starts": "23:30, 0:30", "last_departure": "0:20"}, "at 23:30 sits until 00:30."),
    ],
)
def test_a_service_that_everybody_has_left_before_its_first_turn_ends_is_refused(
    house: House, manager: Desk, typed: dict[str, str], sentence: str
) -> None:
    """Nobody could ever come, and no page would say why."""
    for path in ("floor/services/new/", f"floor/services/{house.dinner.key}/"):
        answer = manager.sends(path, **supper(house, **typed))
        assert answer.status_code == 422
        assert sentence in text_of(answer)
    assert list(Service.objects.values_list("name", "last_departure")) == [("Dinner", None)]


@pytest.mark.parametrize("last_departure", ["22:00", "22:30", "00:30", "20:59"])
def test_a_service_that_its_first_party_can_leave_in_time_is_saved(
    house: House, manager: Desk, last_departure: str
) -> None:
    manager.sends("floor/services/new/", **supper(house, last_departure=last_departure))
    assert f"{Service.objects.get(name='Supper').last_departure:%H:%M}" == last_departure

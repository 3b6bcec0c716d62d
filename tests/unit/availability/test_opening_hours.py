"""Does the week of the opening hours go on from Sunday to Monday?"""

from datetime import time

from entracte.availability.opening_hours import Difference, WeekdayHours, disagreements, first_overlap
from tests.builders import service

SUNDAY_NIGHT = WeekdayHours(6, time(20), time(3))


def test_the_night_from_sunday_overlaps_what_begins_in_it_on_monday() -> None:
    for opens, overlaps in ((time(2), True), (time(3), False)):
        monday = WeekdayHours(0, opens, time(5))
        found = (SUNDAY_NIGHT, monday) if overlaps else None
        assert first_overlap([monday, SUNDAY_NIGHT]) == found


def test_a_service_of_mondays_first_hours_runs_in_those_of_sunday() -> None:
    late = service(
        weekdays=frozenset({0}), first_start=time(0, 30), last_start=time(1), turn_times=((8, 60),)
    )
    assert disagreements([SUNDAY_NIGHT], [late]) == []
    [other] = disagreements([SUNDAY_NIGHT], [])
    assert (other.weekday, other.difference, other.service) == (6, Difference.NO_SERVICE, None)

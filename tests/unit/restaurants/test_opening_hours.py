"""How are opening hours said to guests?"""

from datetime import time

import pytest
from django.utils.translation import override

from entracte.availability.opening_hours import WeekdayHours
from entracte.dates_in_words import days_in_words
from entracte.restaurants.opening_hours.in_words import lines_of


def week(*rows: tuple[str, str]) -> tuple[WeekdayHours, ...]:
    """Hours by the weekdays' numbers: ("0123", "17:00-23:00 …")."""
    return tuple(
        WeekdayHours(int(day), *(time.fromisoformat(each) for each in span.split("-")))
        for days, spans in rows
        for day in days
        for span in spans.split()
    )


@pytest.mark.parametrize(
    "rows,lines",
    [
        ([], []),
        (
            [("0123", "17:00-23:00"), ("45", "17:00-00:30")],
            ["Mon–Thu 17:00–23:00", "Fri–Sat 17:00–00:30", "Sun closed"],
        ),
        (
            [("135", "12:00-14:30 17:00-23:00"), ("2", "17:00-23:00")],
            [
                "Mon closed",
                "Tue 12:00–14:30, 17:00–23:00",
                "Wed 17:00–23:00",
                "Thu 12:00–14:30, 17:00–23:00",
                "Fri closed",
                "Sat 12:00–14:30, 17:00–23:00",
                "Sun closed",
            ],
        ),
        ([("0123456", "00:00-00:00")], ["Mon–Sun 00:00–24:00"]),
        ([("06", "18:00-00:00")], ["Mon 18:00–00:00", "Tue–Sat closed", "Sun 18:00–00:00"]),
    ],
)
def test_days_in_a_row_with_the_same_hours_are_one_line(
    rows: list[tuple[str, str]], lines: list[str]
) -> None:
    with override("en"):
        assert lines_of(week(*rows)) == lines


@pytest.mark.parametrize(
    "days,words",
    [
        ([0], "Mon"),
        ([6, 5], "Sat–Sun"),
        ([0, 2, 3, 4, 6], "Mon, Wed–Fri, Sun"),
        (range(7), "Mon–Sun"),
        ([], ""),
    ],
)
def test_days_are_said_together_where_they_follow_one_another(days: list[int], words: str) -> None:
    with override("en"):
        assert days_in_words(days) == words

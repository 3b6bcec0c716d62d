"""What is typed about the opening hours: a line for each weekday, such as 12:00–14:30, 17:00–23:00."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time
from typing import TYPE_CHECKING

from django import forms
from django.utils.dates import WEEKDAYS

from entracte.availability.opening_hours import WeekdayHours, first_overlap
from entracte.backoffice.house.forms import PageForm
from entracte.dates_in_words import days_in_words
from entracte.restaurants.details import OpeningHours
from entracte.restaurants.opening_hours.in_words import span_in_words

if TYPE_CHECKING:
    from django.forms import BoundField

    from entracte.restaurants.opening_hours.week import Week

DAY = "hours_"
CLOSED = "closed"
CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?"
AS_WRITTEN = re.compile(rf"{CLOCK}\s*(?:[-‐‑–—]|to|until)\s*{CLOCK}", re.IGNORECASE)
HOW = "Write it as 17:00–23:00."
WHOLE_DAY = "It opens and closes at the same time. For a whole day write 00:00–24:00."


class HoursField(forms.CharField):
    """The hours of one weekday, as many as there are; empty is closed."""

    def __init__(self, weekday: int) -> None:
        super().__init__(label=str(WEEKDAYS[weekday]), max_length=120, required=False)
        self.weekday = weekday

    def clean(self, value: object) -> list[WeekdayHours]:
        """Return what was typed, in its order. Raises ValidationError for what is no time."""
        typed = str(super().clean(value))
        pieces = [] if typed.casefold() == CLOSED else re.split(r"[,;]|\band\b", typed)
        return [_read(piece.strip(), self.weekday) for piece in pieces if piece.strip()]


class OpeningHoursForm(PageForm):
    """The opening hours alone: what a manager may change of the restaurant."""

    opening_hours = forms.CharField(
        label="Note below the opening hours",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="In your own words, such as when the kitchen closes. Guests read it below the hours.",
    )

    def __init__(self, *args: object, week: Week, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for weekday in WEEKDAYS:
            field = HoursField(weekday)
            field.initial = hours_as_typed(each for each in week if each.weekday == weekday)
            self.fields[f"{DAY}{weekday}"] = field

    @property
    def days(self) -> list[BoundField]:
        """The fields of the weekdays, Monday first."""
        return [self[f"{DAY}{weekday}"] for weekday in WEEKDAYS]

    def clean(self) -> dict[str, object]:
        typed = super().clean() or self.cleaned_data
        is_read = all(field.name in self.cleaned_data for field in self.days)
        overlap = first_overlap(self.week()) if is_read else None
        if overlap:
            before, after = (_in_words(each) for each in overlap)
            sentence = f"{before} and {after} overlap. Let one end before the other begins."
            self.add_error(f"{DAY}{overlap[1].weekday}", sentence)
        return typed

    def hours(self) -> OpeningHours:
        """Return the note that was typed, ready to be saved."""
        return OpeningHours(opening_hours=self.cleaned_data["opening_hours"])

    def week(self) -> Week:
        """Return the hours that were typed, Monday's first."""
        return tuple(each for day in WEEKDAYS for each in sorted(self.cleaned_data[f"{DAY}{day}"]))


def hours_as_typed(hours: Iterable[WeekdayHours]) -> str:
    """Return the hours of one weekday as its line is typed."""
    return ", ".join(span_in_words(each.opens, each.closes) for each in hours)


def _read(piece: str, weekday: int) -> WeekdayHours:
    found = AS_WRITTEN.fullmatch(piece)
    if found is None:
        raise forms.ValidationError(f"“{piece}” says no from and until. {HOW}")
    opens, closes = _time(found[1], found[2]), _time(found[3], found[4], is_end=True)
    if opens is None or closes is None:
        raise forms.ValidationError(f"“{piece}” is no time of a clock. {HOW}")
    if opens == closes and opens != time(0):
        raise forms.ValidationError(WHOLE_DAY)
    return WeekdayHours(weekday, opens, closes)


def _time(hours: str, minutes: str | None, *, is_end: bool = False) -> time | None:
    """Return a time of the clock, or None; 24:00 ends a day."""
    hour, minute = int(hours), int(minutes or 0)
    if is_end and (hour, minute) == (24, 0):
        return time(0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _in_words(hours: WeekdayHours) -> str:
    return f"{days_in_words([hours.weekday])} {span_in_words(hours.opens, hours.closes)}"

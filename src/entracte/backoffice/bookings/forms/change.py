"""What is typed when a booking gets another time, party or tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict

from entracte.backoffice.bookings.forms.letter_tick import LetterTick
from entracte.backoffice.bookings.forms.service_choice import ServiceChoiceForm, ServiceField
from entracte.backoffice.bookings.forms.table_choice import TableChoiceForm
from entracte.backoffice.house.forms import DateField, TimeField, number
from entracte.backoffice.house.versioned_form import RemembersShown
from entracte.bookings.actions.move_request import MoveRequest

if TYPE_CHECKING:
    from entracte.dining.models import Table

SAME_TABLE = "Keep it, or the best free one"


class ChangeForm(RemembersShown, ServiceChoiceForm, TableChoiceForm):
    """Another date, time, service, end, party or tables for a booking."""

    remembered = ("date", "time", "service_key", "end", "party_size")

    date = DateField(label="Date")
    time = TimeField(label="Start")
    end = TimeField(label="End", required=False, help_text="Follows party and start until it is typed.")
    usual_end = forms.TimeField(required=False, widget=forms.HiddenInput)
    party_size = number("Party", 1, 500)
    service_key = ServiceField(without_choice="The one that has this time")
    write_to_guest = LetterTick("A letter goes out where date, start or party change.")

    def __init__(self, *args: object, tables: Sequence[Table], **kwargs: object) -> None:
        super().__init__(*args, tables=tables, without_choice=SAME_TABLE, **kwargs)

    def over(self, now: Mapping[str, object]) -> QueryDict:
        """Return what is sent where what was typed here stands over the present values."""
        together = super().over(now)
        together["usual_end"] = "" if "end" in self.changed_data else str(together["end"])
        return together

    @property
    def is_end_typed(self) -> bool:
        """Say whether the end is another than the one that was worked out for the form."""
        typed, usual = self.cleaned_data.get("end"), self.cleaned_data.get("usual_end")
        return bool(typed) and (typed != usual if usual else "end" in self.changed_data)

    def move(self, zone: ZoneInfo) -> MoveRequest:
        """Return what shall be different. An end earlier than the start is on the next day."""
        typed = self.cleaned_data
        start, end = at(typed["date"], typed["time"], zone), None
        if self.is_end_typed:
            over = timedelta(days=1) if typed["end"] <= typed["time"] else timedelta()
            end = at(typed["date"] + over, typed["end"], zone)
        return MoveRequest(
            starts_at=start if {"date", "time"} & set(self.changed_data) else None,
            ends_at=end,
            party_size=typed["party_size"] if "party_size" in self.changed_data else None,
            tables=self.chosen_tables,
            override=self.override,
            service_key=typed["service_key"] if "service_key" in self.changed_data else "",
        )


def at(day: date, wall_time: time, zone: ZoneInfo) -> datetime:
    """Return the instant of a wall time; the first of two where it occurs twice."""
    return datetime.combine(day, wall_time, zone)

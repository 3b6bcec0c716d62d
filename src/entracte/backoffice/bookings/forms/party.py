"""What is asked when staff take a booking, seat a walk-in, or move a booking?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django import forms
from django.utils.timezone import make_aware

from entracte.backoffice.bookings.forms.past_limit import HandForm
from entracte.backoffice.house.forms import DateField, TimeField, number
from entracte.bookings.actions.book import BookingRequest
from entracte.bookings.actions.move_request import MoveRequest

if TYPE_CHECKING:
    from entracte.dining.models import Table

BEST_TABLE = "Best free table"
SAME_TABLE = "Keep it, or the best free one"
PARTIES = tuple((str(size), str(size)) for size in range(1, 11))


class PartyForm(HandForm):
    """A party, picked from ten buttons or written, and perhaps tables of the staff's choice."""

    party_size = forms.TypedChoiceField(label="Party", coerce=int, choices=PARTIES, required=False)
    larger_party = number("More than 10", 1, 500, required=False)

    def __init__(self, *args: object, tables: Sequence[Table], **kwargs: object) -> None:
        super().__init__(*args, tables=tables, without_choice=BEST_TABLE, **kwargs)

    def clean(self) -> dict[str, object]:
        typed = super().clean()
        typed["party_size"] = typed.get("larger_party") or typed.get("party_size")
        if not typed["party_size"] and "larger_party" not in self.errors:
            self.add_error("party_size", "Say how many people come.")
        return typed

    @property
    def party(self) -> int:
        return int(self.cleaned_data["party_size"])


class GuestFields(forms.Form):
    """Who comes."""

    first_name = forms.CharField(label="First name", max_length=80, required=False)
    last_name = forms.CharField(label="Last name", max_length=80, required=False)
    email = forms.EmailField(label="E-mail", max_length=254, required=False)
    phone = forms.CharField(
        label="Phone", max_length=40, required=False, widget=forms.TextInput({"type": "tel"})
    )


class BookForm(GuestFields, PartyForm):
    """A booking by phone."""

    date = DateField(label="Date")
    starts_at = forms.DateTimeField(required=False, error_messages={"invalid": "Choose a time."})
    other_time = TimeField(
        label="Another time", required=False, help_text="Between the times above, past a limit."
    )
    requests = forms.CharField(
        label="Asked for", max_length=1000, required=False, widget=forms.Textarea({"rows": 2})
    )
    needs_step_free = forms.BooleanField(label="Step-free", required=False)
    high_chairs = number("High chairs", 0, 20, required=False)
    section = forms.ChoiceField(label="Section", required=False)

    field_order = ("party_size", "date")

    def __init__(self, *args: object, tables: Sequence[Table], **kwargs: object) -> None:
        super().__init__(*args, tables=tables, **kwargs)
        sections = sorted({table.section for table in self.tables.values() if table.section})
        self.fields["section"].choices = [("", "Any"), *((each, each) for each in sections)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        typed = super().clean()
        day, other_time = typed.get("date"), typed.get("other_time")
        if isinstance(day, date) and isinstance(other_time, time):
            typed["starts_at"] = make_aware(datetime.combine(day, other_time))
        if not typed.get("starts_at") and "starts_at" not in self.errors:
            self.add_error("starts_at", "Choose a time.")
        if not (typed.get("last_name") or typed.get("first_name")):
            self.add_error("last_name", "Write a name.")
        return typed

    def request(self) -> BookingRequest:
        """Return what is to be booked."""
        typed = self.cleaned_data
        names = ("first_name", "last_name", "email", "phone", "requests", "needs_step_free", "section")
        return BookingRequest(
            starts_at=typed["starts_at"],
            party_size=self.party,
            high_chairs=typed["high_chairs"] or 0,
            **{name: typed[name] for name in names},
        )


class ChangeForm(HandForm):
    """Another date, time, end, party or tables for a booking."""

    date = DateField(label="Date")
    time = TimeField(label="Start")
    end = TimeField(label="End", required=False, help_text="Empty: the usual turn.")
    party_size = number("Party", 1, 500)

    def __init__(self, *args: object, tables: Sequence[Table], **kwargs: object) -> None:
        super().__init__(*args, tables=tables, without_choice=SAME_TABLE, **kwargs)

    def move(self, zone: ZoneInfo) -> MoveRequest:
        """Return what shall be different. An end earlier than the start is on the next day."""
        typed = self.cleaned_data
        start, end = at(typed["date"], typed["time"], zone), None
        if typed["end"] and "end" in self.changed_data:
            over = timedelta(days=1) if typed["end"] <= typed["time"] else timedelta()
            end = at(typed["date"] + over, typed["end"], zone)
        return MoveRequest(
            starts_at=start if {"date", "time"} & set(self.changed_data) else None,
            ends_at=end,
            party_size=typed["party_size"] if "party_size" in self.changed_data else None,
            tables=self.chosen_tables,
            override=self.override,
        )


def at(day: date, wall_time: time, zone: ZoneInfo) -> datetime:
    """Return the instant of a wall time; the first of two where it occurs twice."""
    return datetime.combine(day, wall_time, zone)

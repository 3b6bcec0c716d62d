"""What is typed about a service."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from django import forms
from django.utils.dates import WEEKDAYS_ABBR

from entracte.backoffice.floor.pacing_form import PACING_FIELDS, PacingForm
from entracte.backoffice.floor.tables_and_times.forms.fixed_starts import read_starts
from entracte.backoffice.house.forms import DateField, TimeField, number
from entracte.backoffice.house.templatetags.house import clock_times

if TYPE_CHECKING:
    from entracte.dining.models import FloorPlan, Service

TURNS = 5
ANY_DAY = date(2001, 1, 1)
GRID, FIXED = "grid", "fixed"
GRID_FIELDS = ("first_start", "last_start", "interval_minutes")
PLAIN_FIELDS = (
    *("name", "is_active", "first_date", "last_date", "online_from", "last_departure", "notice_minutes"),
    *("horizon_days", "largest_party_online", "largest_party_in_house", "reset_minutes"),
    *(*GRID_FIELDS, *PACING_FIELDS),
)


class ServiceForm(PacingForm):
    """A service; its starts are a grid or fixed, its turn times pairs of a party and minutes.

    One of a special day has no weekdays and no dates: they are the day's.
    """

    name = forms.CharField(label="Name", max_length=60)
    is_active = forms.BooleanField(
        label="In use", required=False, help_text="One out of use takes no bookings. Those that it has stay."
    )
    weekdays = forms.TypedMultipleChoiceField(
        label="Weekdays",
        coerce=int,
        choices=list(WEEKDAYS_ABBR.items()),
        error_messages={"required": "Choose one weekday or more."},
    )
    first_date = DateField(label="First date", required=False, help_text="Empty: runs already.")
    last_date = DateField(label="Last date", required=False, help_text="Empty: without end.")
    starts = forms.ChoiceField(
        label="Starts", required=False, choices=[(GRID, "Every few minutes"), (FIXED, "At fixed times")]
    )
    first_start = TimeField(label="First start")
    last_start = TimeField(label="Last start", help_text="Earlier than the first: after midnight.")
    interval_minutes = number("A start every", 5, 240, help_text="Minutes.")
    fixed_starts = forms.CharField(
        label="Start times",
        max_length=200,
        required=False,
        widget=forms.TextInput({"placeholder": "18:00, 20:30"}),
        help_text="The earliest first. Those after midnight last.",
    )
    last_departure = TimeField(
        label="Everybody has left by",
        required=False,
        help_text="No party starts whose turn would end later. Empty: no limit.",
    )
    plan = forms.ChoiceField(label="Floor plan")
    reset_minutes = number(
        "Laying up again", 0, 120, required=False, help_text="Minutes between two parties."
    )
    notice_minutes = number("Shortest notice", 0, 43_200, help_text="Minutes before the start.")
    horizon_days = number("Furthest ahead", 0, 730, help_text="Days.")
    online_from = DateField(
        label="Online from", required=False, help_text="Until then only your team can book. Empty: at once."
    )
    largest_party_online = number("Largest party online", 1, 60, help_text="Larger ones call you.")
    largest_party_in_house = number(
        "Largest party by phone", 1, 500, required=False, help_text="Empty: what the tables take."
    )

    def __init__(self, *args: object, plans: Sequence[FloorPlan], service: Service, **kwargs: object) -> None:
        initial = {name: getattr(service, name) for name in PLAIN_FIELDS}
        initial["weekdays"] = [str(day) for day in service.weekdays]
        initial["plan"] = next((plan.key for plan in plans if plan.pk == service.plan_id), None)
        initial["starts"] = FIXED if service.fixed_starts else GRID
        initial["fixed_starts"] = clock_times(service.fixed_starts)
        super().__init__(*args, initial=initial, **kwargs)
        self.plans = {plan.key: plan for plan in plans}
        self.fields["plan"].choices = [(plan.key, plan.name) for plan in plans]  # type: ignore[attr-defined]
        if service.special_day is not None:
            for name in ("weekdays", "first_date", "last_date"):
                del self.fields[name]
        for name in GRID_FIELDS:
            self.fields[name].required = not self.has_fixed_starts
        pairs = [*service.turn_times, *[(None, None)] * TURNS][:TURNS]
        for row, (party, minutes) in enumerate(pairs):
            self.fields[f"party_{row}"] = number("Up to a party of", 1, 200, required=False, initial=party)
            self.fields[f"minutes_{row}"] = number("Minutes", 15, 720, required=False, initial=minutes)

    @property
    def has_fixed_starts(self) -> bool:
        """Whether the starts are written one by one, as typed or stored."""
        return bool(self["starts"].value() == FIXED)

    def weekdays_chosen(self) -> list[int]:
        """Return the weekdays that are ticked, typed or stored."""
        return [day for day in WEEKDAYS_ABBR if str(day) in map(str, self["weekdays"].value() or [])]

    def turns(self) -> list[dict[str, object]]:
        """Return the pairs of fields, for the template."""
        return [{"party": self[f"party_{row}"], "minutes": self[f"minutes_{row}"]} for row in range(TURNS)]

    def clean(self) -> dict[str, object]:
        typed = super().clean()
        self._clean_turns(typed)
        if self.has_fixed_starts:
            self._clean_fixed_starts(typed)
        else:
            typed["fixed_starts"] = []
        typed["reset_minutes"] = typed.get("reset_minutes") or 0
        first, departure = typed.get("first_start"), typed.get("last_departure")
        if isinstance(first, time) and isinstance(departure, time):
            self._refuse_early_departure(first, departure, cast("list[list[int]]", typed["turn_times"]))
        return typed

    def apply_to(self, service: Service) -> Service:
        """Put what was typed on the row; saving is the action's part."""
        for name in (*PLAIN_FIELDS, "turn_times", "fixed_starts"):
            if name in self.cleaned_data:
                setattr(service, name, self.cleaned_data[name])
        service.weekdays = sorted(self.cleaned_data.get("weekdays", []))
        service.plan = self.plans[self.cleaned_data["plan"]]
        return service

    def _refuse_early_departure(self, first: time, departure: time, turns: Sequence[Sequence[int]]) -> None:
        """Refuse a departure before the first start's shortest turn has ended: all would be closed."""
        start = datetime.combine(ANY_DAY, first)
        leaves = datetime.combine(ANY_DAY + timedelta(days=departure < first), departure)
        earliest = start + timedelta(minutes=min((minutes for _, minutes in turns), default=0))
        if leaves < earliest:
            self.add_error(
                "last_departure",
                f"A party that starts at {first:%H:%M} sits until {earliest:%H:%M}. Choose that or later.",
            )

    def _clean_fixed_starts(self, typed: dict[str, object]) -> None:
        """First and last start follow from the list; whatever else stands in the grid's fields is let be."""
        for name in GRID_FIELDS:
            self.errors.pop(name, None)
            typed.pop(name, None)
        try:
            starts = read_starts(str(typed.get("fixed_starts") or ""))
        except forms.ValidationError as error:
            self.add_error("fixed_starts", error)
            return
        if starts:
            typed |= {"fixed_starts": starts, "first_start": starts[0], "last_start": starts[-1]}
        else:
            self.add_error("fixed_starts", "Write the starts, such as 18:00, 20:30.")

    def _clean_turns(self, typed: dict[str, object]) -> None:
        pairs = [(typed.get(f"party_{row}"), typed.get(f"minutes_{row}")) for row in range(TURNS)]
        full = [[party, minutes] for party, minutes in pairs if party and minutes]
        parties = [pair[0] for pair in full]
        if any((party is None) != (minutes is None) for party, minutes in pairs):
            self.add_error("party_0", "Each row needs a party and minutes, or neither.")
        elif not full:
            self.add_error("party_0", "Say how long a party has its table.")
        elif any(after <= before for before, after in pairwise(parties)):  # type: ignore[operator]
            self.add_error("party_0", "Go from the smallest party to the largest.")
        typed["turn_times"] = full

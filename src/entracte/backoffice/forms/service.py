"""What describes a service?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import forms
from django.utils.dates import WEEKDAYS_ABBR

from entracte.backoffice.forms.plain import PlainForm, TimeField, number

if TYPE_CHECKING:
    from entracte.dining.models import FloorPlan, Service

TURNS = 5
PLAIN_FIELDS = (
    *("name", "first_start", "last_start", "interval_minutes", "notice_minutes"),
    *("horizon_days", "largest_party_online", "is_active"),
)


class ServiceForm(PlainForm):
    """A service; turn times are pairs of a party and minutes, in up to five rows."""

    name = forms.CharField(label="Name", max_length=60)
    weekdays = forms.TypedMultipleChoiceField(
        label="Weekdays",
        coerce=int,
        choices=list(WEEKDAYS_ABBR.items()),
        error_messages={"required": "Choose one weekday or more."},
    )
    first_start = TimeField(label="First start")
    last_start = TimeField(label="Last start", help_text="Earlier than the first: after midnight.")
    interval_minutes = number("A start every", 5, 240, help_text="Minutes.")
    plan = forms.ChoiceField(label="Floor plan")
    notice_minutes = number("Shortest notice", 0, 43_200, help_text="Minutes before the start.")
    horizon_days = number("Furthest ahead", 0, 730, help_text="Days.")
    largest_party_online = number("Largest party online", 1, 60, help_text="Larger ones call you.")
    is_active = forms.BooleanField(label="In use", required=False)

    def __init__(self, *args: object, plans: Sequence[FloorPlan], service: Service, **kwargs: object) -> None:
        initial = {name: getattr(service, name) for name in PLAIN_FIELDS}
        initial["weekdays"] = [str(day) for day in service.weekdays]
        initial["plan"] = next((plan.key for plan in plans if plan.pk == service.plan_id), None)
        super().__init__(*args, initial=initial, **kwargs)
        self.plans = {plan.key: plan for plan in plans}
        self.fields["plan"].choices = [(plan.key, plan.name) for plan in plans]  # type: ignore[attr-defined]
        pairs = [*service.turn_times, *[(None, None)] * TURNS][:TURNS]
        for row, (party, minutes) in enumerate(pairs):
            self.fields[f"party_{row}"] = number("Up to a party of", 1, 200, required=False, initial=party)
            self.fields[f"minutes_{row}"] = number("Minutes", 15, 720, required=False, initial=minutes)

    def weekdays_chosen(self) -> list[int]:
        """Return the weekdays that are ticked, typed or stored."""
        return [int(day) for day in self["weekdays"].value() or [] if str(day).isdigit()]

    def turns(self) -> list[dict[str, object]]:
        """Return the pairs of fields, for the template."""
        return [{"party": self[f"party_{row}"], "minutes": self[f"minutes_{row}"]} for row in range(TURNS)]

    def clean(self) -> dict[str, object]:
        typed = self.cleaned_data
        pairs = [(typed.get(f"party_{row}"), typed.get(f"minutes_{row}")) for row in range(TURNS)]
        full = [[party, minutes] for party, minutes in pairs if party and minutes]
        if any((party is None) != (minutes is None) for party, minutes in pairs):
            self.add_error("party_0", "Each row needs a party and minutes, or neither.")
        elif not full:
            self.add_error("party_0", "Say how long a party has its table.")
        elif [pair[0] for pair in full] != sorted({pair[0] for pair in full}):
            self.add_error("party_0", "Go from the smallest party to the largest.")
        typed["turn_times"] = full
        return typed

    def apply_to(self, service: Service) -> Service:
        """Put what was typed on the row; saving is the action's part."""
        for name in (*PLAIN_FIELDS, "turn_times"):
            setattr(service, name, self.cleaned_data[name])
        service.weekdays = sorted(self.cleaned_data["weekdays"])
        service.plan = self.plans[self.cleaned_data["plan"]]
        return service

"""What is typed about a closure, and about a special day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms

from entracte.backoffice.house.forms import DateField, PageForm, TimeField

if TYPE_CHECKING:
    from entracte.dining.models import Closure, Service, SpecialDay

ALL_DAY, HOURS = "all_day", "hours"
ONE_DAY = "Empty: one day."


class DatesForm(PageForm):
    """A name, and a date or some in a row."""

    name = forms.CharField(label="Name", max_length=60)
    first_date = DateField(label="First date")
    last_date = DateField(label="Last date", required=False, help_text=ONE_DAY)

    def clean(self) -> dict[str, object]:
        typed = self.cleaned_data
        first, last = typed.get("first_date"), typed.get("last_date")
        if first and last and last < first:
            self.add_error("last_date", "The last date is before the first.")
        if "last_date" not in self.errors:
            typed["last_date"] = last or first
        return typed


class ClosureForm(DatesForm):
    """A closure: whole days or some hours of each, of one service or of all."""

    closes = forms.ChoiceField(
        label="Closed", required=False, choices=[(ALL_DAY, "All day"), (HOURS, "Some hours")]
    )
    from_time = TimeField(label="From", required=False)
    until_time = TimeField(label="Until", required=False, help_text="Earlier than From: after midnight.")
    service = forms.ChoiceField(label="Which services", required=False)

    def __init__(
        self, *args: object, closure: Closure, services: Iterable[Service], **kwargs: object
    ) -> None:
        columns = ("name", "first_date", "last_date", "from_time", "until_time")
        initial: dict[str, object] = {name: getattr(closure, name) for name in columns}
        initial["closes"] = HOURS if closure.from_time else ALL_DAY
        self.services = {each.key: each for each in services}
        initial["service"] = next(
            (key for key, each in self.services.items() if each.pk == closure.service_id), ""
        )
        super().__init__(*args, initial=initial, **kwargs)
        named = [(key, _name_of(each)) for key, each in self.services.items()]
        self.fields["name"].help_text = "Why, as your team reads it."
        self.fields["service"].choices = [("", "All services"), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        typed = super().clean()
        if self["closes"].value() != HOURS:
            self.errors.pop("from_time", None)
            self.errors.pop("until_time", None)
            return {**typed, "from_time": None, "until_time": None}
        for name in ("from_time", "until_time"):
            if typed.get(name) is None and name not in self.errors:
                self.add_error(name, "Say from when until when.")
        if typed.get("from_time") and typed.get("from_time") == typed.get("until_time"):
            self.add_error("until_time", "It ends as it begins. For a whole day choose All day.")
        return typed

    def apply_to(self, closure: Closure) -> Closure:
        """Put what was typed on the row; saving is the action's part."""
        for name in ("name", "first_date", "last_date", "from_time", "until_time"):
            setattr(closure, name, self.cleaned_data[name])
        closure.service = self.services.get(self.cleaned_data["service"])
        return closure


class SpecialDayForm(DatesForm):
    """A special day; its services have forms of their own."""

    keeps_usual = forms.BooleanField(
        label="The usual services run too",
        required=False,
        help_text="Otherwise only the services of this special day take bookings.",
    )

    def __init__(self, *args: object, special_day: SpecialDay, **kwargs: object) -> None:
        initial = {name: getattr(special_day, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, **kwargs)
        if not special_day.pk:
            self.fields["name"].help_text = "Such as New Year’s Eve."

    def apply_to(self, special_day: SpecialDay) -> SpecialDay:
        """Put what was typed on the row; saving is the action's part."""
        for name, typed in self.cleaned_data.items():
            setattr(special_day, name, typed)
        return special_day


def _name_of(service: Service) -> str:
    return f"{service.name} ({service.special_day.name})" if service.special_day else service.name

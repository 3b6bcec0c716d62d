"""What is typed when tables are taken out of use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django import forms
from django.utils.timezone import make_aware

from entracte.backoffice.house.forms import DateField, PageForm, TimeField

if TYPE_CHECKING:
    from entracte.dining.models import Table


class BlockForm(PageForm):
    """A block; its last date may be a later one."""

    tables = forms.MultipleChoiceField(
        label="Tables",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose one table or more."},
    )
    first_date = DateField(label="From")
    first_time = TimeField(label="Time")
    last_date = DateField(label="Until")
    last_time = TimeField(label="Time")
    reason = forms.CharField(
        label="Why", max_length=120, required=False, help_text="Such as: wobbly leg, or kept for the cast."
    )

    def __init__(self, *args: object, tables: Sequence[Table], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {table.key: table for table in tables if table.is_active}
        names = [(key, table.name) for key, table in self.by_key.items()]
        self.fields["tables"].choices = names  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        if not self.errors and self.ends_at <= self.starts_at:
            self.add_error("last_time", "The end must be after the start.")
        return self.cleaned_data

    @property
    def chosen_tables(self) -> list[Table]:
        return [self.by_key[key] for key in self.cleaned_data["tables"]]

    @property
    def starts_at(self) -> datetime:
        """Return the beginning, in the time zone that is active."""
        return make_aware(datetime.combine(self.cleaned_data["first_date"], self.cleaned_data["first_time"]))

    @property
    def ends_at(self) -> datetime:
        """Return the end, in the time zone that is active."""
        return make_aware(datetime.combine(self.cleaned_data["last_date"], self.cleaned_data["last_time"]))

"""What is typed about a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms

from entracte.backoffice.house.forms import PageForm, kept_for, number, priority
from entracte.dining.new_rows import KEPT_FOR

if TYPE_CHECKING:
    from entracte.dining.models import Table


class TableForm(PageForm):
    """One table."""

    name_taken = "Another table has this name."

    name = forms.CharField(label="Name", max_length=24, help_text="As your team calls it.")
    min_covers = number("Smallest party", 1, 60)
    max_covers = number("Largest party", 1, 60)
    section = forms.CharField(
        label="Section",
        max_length=24,
        required=False,
        help_text="The part of the room, such as Window or Gallery.",
        widget=forms.TextInput({"list": "sections", "autocomplete": "off"}),
    )
    kept_for = kept_for()
    priority = priority("tables")
    is_step_free = forms.BooleanField(label="Step-free", required=False)
    high_chairs = number("High chairs", 0, 20, required=False, help_text="How many fit at it.")
    is_active = forms.BooleanField(
        label="In use",
        required=False,
        help_text="A table out of use is not offered. Bookings that it has stay.",
    )

    def __init__(self, *args: object, table: Table, others: Iterable[Table], **kwargs: object) -> None:
        initial = {name: getattr(table, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, **kwargs)
        self.sections = sorted({each.section for each in others if each.section}, key=str.casefold)

    def clean(self) -> dict[str, object]:
        typed = self.cleaned_data
        smallest, largest = typed.get("min_covers"), typed.get("max_covers")
        if smallest and largest and smallest > largest:
            self.add_error("max_covers", "The largest party is smaller than the smallest.")
        return typed

    def apply_to(self, table: Table) -> Table:
        """Put what was typed on the row; saving is the action's part."""
        for name, typed in self.cleaned_data.items():
            setattr(table, name, typed)
        table.section = table.section.strip()
        table.kept_for = table.kept_for or KEPT_FOR[0][0]
        table.priority, table.high_chairs = table.priority or 0, table.high_chairs or 0
        return table

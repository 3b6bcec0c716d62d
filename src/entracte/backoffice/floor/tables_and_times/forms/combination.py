"""What is typed about a combination."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import forms

from entracte.backoffice.house.forms import PageForm, kept_for, number, priority
from entracte.dining.new_rows import KEPT_FOR

if TYPE_CHECKING:
    from entracte.dining.models import Combination, Table

PLAIN_FIELDS = ("name", "min_covers", "max_covers", "kept_for", "priority", "is_active")


class CombinationForm(PageForm):
    """A combination; name and covers that are left empty follow from its tables."""

    name_taken = "Another combination has this name."

    name = forms.CharField(
        label="Name", max_length=60, required=False, help_text="Empty: after its tables, such as 7 + 8."
    )
    tables = forms.MultipleChoiceField(
        label="Tables", error_messages={"required": "Choose two tables or more."}
    )
    min_covers = number("Smallest party", 1, 200, required=False)
    max_covers = number("Largest party", 1, 200, required=False)
    kept_for = kept_for()
    priority = priority("combinations")
    is_active = forms.BooleanField(
        label="In use",
        required=False,
        help_text="One out of use is not offered. Bookings that have it stay.",
    )

    def __init__(
        self, *args: object, combination: Combination, tables: Sequence[Table], **kwargs: object
    ) -> None:
        initial: dict[str, object] = {name: getattr(combination, name) for name in PLAIN_FIELDS}
        joined = {each.table_id for each in combination.combined_tables.all()} if combination.pk else set()
        if not combination.pk:
            initial["min_covers"] = None
        initial["tables"] = [table.key for table in tables if table.pk in joined]
        super().__init__(*args, initial=initial, **kwargs)
        self.rows = {table.key: table for table in tables if table.is_active or table.pk in joined}
        choices = [(key, table.name) for key, table in self.rows.items()]
        self.fields["tables"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> list[Table]:
        """Return the tables that were ticked."""
        return [self.rows[key] for key in self.cleaned_data["tables"]]

    def ticked(self) -> list[str]:
        """Return the keys of the tables that are ticked, typed or stored, for the template."""
        return [str(key) for key in self["tables"].value() or []]

    def clean(self) -> dict[str, object]:
        typed = self.cleaned_data
        chosen = [self.rows[key] for key in typed.get("tables", [])]
        if len(chosen) < 2:
            if "tables" not in self.errors:
                self.add_error("tables", "Choose two tables or more.")
            return typed
        typed["name"] = typed.get("name") or " + ".join(table.name for table in chosen)[:60]
        least, most = covers_together(chosen)
        smallest, largest = typed.get("min_covers") or least, typed.get("max_covers") or most
        if smallest > largest and not {"min_covers", "max_covers"} & set(self.errors):
            self.add_error("max_covers", "The largest party is smaller than the smallest.")
        return {**typed, "min_covers": smallest, "max_covers": largest}

    def apply_to(self, combination: Combination) -> Combination:
        """Put what was typed on the row; saving is the action's part."""
        for name in PLAIN_FIELDS:
            setattr(combination, name, self.cleaned_data[name])
        combination.kept_for = combination.kept_for or KEPT_FOR[0][0]
        combination.priority = combination.priority or 0
        return combination


def covers_together(tables: Sequence[Table]) -> tuple[int, int]:
    """Suggest for whom these tables join: more than the largest seats alone, and as many as all seat."""
    together = sum(table.max_covers for table in tables)
    return min(max(table.max_covers for table in tables) + 1, together), together

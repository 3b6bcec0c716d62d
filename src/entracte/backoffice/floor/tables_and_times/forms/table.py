"""What describes a table, and where do tables stand on a plan?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django import forms

from entracte.backoffice.house.forms import PlainForm, kept_for, number, priority
from entracte.dining.actions import Placed
from entracte.dining.new_rows import KEPT_FOR, SHAPES

if TYPE_CHECKING:
    from django.forms import BoundField

    from entracte.dining.models import FloorPlan, Table

# The picture's size in centimetres; tables are kept inside.
WIDTH, HEIGHT = 1000, 640


class TableForm(PlainForm):
    """One table."""

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


class PlanForm(PlainForm):
    """A floor plan: its name, and for each table whether and where it stands."""

    name = forms.CharField(label="Name", max_length=60)

    def __init__(self, *args: object, tables: Sequence[Table], plan: FloorPlan, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.tables = [table for table in tables if table.is_active]
        stands = {one.table_id: one for one in plan.placements.all()} if plan.pk else {}
        self.fields["name"].initial = plan.name
        for place, table in enumerate(self.tables):
            at = stands.get(table.pk)
            free = (90 + 150 * (place % 6), 90 + 150 * (place // 6))
            self._field(f"on_{table.key}", forms.BooleanField(required=False), at is not None or not plan.pk)
            self._field(f"x_{table.key}", _centimetres(WIDTH), at.x if at else free[0])
            self._field(f"y_{table.key}", _centimetres(HEIGHT), at.y if at else min(free[1], HEIGHT))
            shape = forms.ChoiceField(choices=SHAPES, required=False)
            self._field(f"shape_{table.key}", shape, at.shape if at else _usual_shape(table))

    def _field(self, name: str, field: forms.Field, initial: object) -> None:
        field.initial = initial
        self.fields[name] = field

    def rows(self) -> list[dict[str, object]]:
        """Return each table with its four fields, for the template."""
        names = ("on", "x", "y", "shape")
        return [
            {"table": table, **{name: self._bound(name, table) for name in names}} for table in self.tables
        ]

    def _bound(self, name: str, table: Table) -> BoundField:
        return self[f"{name}_{table.key}"]

    def placed(self) -> list[Placed]:
        """Return where the chosen tables stand."""
        typed = self.cleaned_data
        return [
            Placed(
                table=table,
                x=typed[f"x_{table.key}"] or 0,
                y=typed[f"y_{table.key}"] or 0,
                shape=typed[f"shape_{table.key}"] or _usual_shape(table),
            )
            for table in self.tables
            if typed[f"on_{table.key}"]
        ]


def _centimetres(most: int) -> forms.IntegerField:
    return forms.IntegerField(min_value=0, max_value=most, required=False)


def _usual_shape(table: Table) -> str:
    if table.max_covers <= 2:
        return "round"
    return "square" if table.max_covers <= 4 else "long"

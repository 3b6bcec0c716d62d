"""What is typed about a floor plan: its name, and where its tables stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import forms

from entracte.backoffice.house.forms import PageForm
from entracte.dining.actions import Placed
from entracte.dining.new_rows import SHAPES

if TYPE_CHECKING:
    from django.forms import BoundField

    from entracte.dining.models import FloorPlan, Table

# The picture's size in centimetres; tables are kept inside.
WIDTH, HEIGHT = 1000, 640


class PlanForm(PageForm):
    """A floor plan: its name, and for each table whether and where it stands."""

    name_taken = "Another plan has this name."

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

    def apply_to(self, plan: FloorPlan) -> FloorPlan:
        """Put the name on the row; saving, and placing the tables, is the action's part."""
        plan.name = self.cleaned_data["name"]
        return plan

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

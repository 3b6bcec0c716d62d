"""What is typed about the seating of the whole restaurant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from entracte.backoffice.floor.pacing_form import PACING_FIELDS, PacingForm
from entracte.backoffice.house.forms import number
from entracte.restaurants.details import Seating

if TYPE_CHECKING:
    from entracte.restaurants.models import Restaurant


class SeatingForm(PacingForm):
    """Making room, holds, and pacing over all services."""

    makes_room = forms.BooleanField(
        label="Make room by moving parties that are not pinned",
        required=False,
        help_text="They get another table that fits, never another time. Each move is in their history.",
    )
    hold_minutes = number(
        "Hold for", 0, 30, help_text="Minutes. 0: no holds, the first to finish has the table."
    )

    def seating(self) -> Seating:
        """Return what was typed, ready to be saved."""
        return Seating(**self.cleaned_data)


def seating_as_typed(restaurant: Restaurant) -> dict[str, object]:
    """Return the values that the form starts with."""
    return {name: getattr(restaurant, name) for name in (*PACING_FIELDS, "makes_room", "hold_minutes")}

"""What do staff type when they choose tables by hand, or go past a limit knowingly?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import forms

from entracte.backoffice.forms.plain import PlainForm
from entracte.bookings.seating import Override

if TYPE_CHECKING:
    from entracte.dining.models import Table

# The button that goes past a limit sends this name.
PAST_LIMIT = "past_limit"


class HandForm(PlainForm):
    """Tables chosen by hand: one from a list, more of them where a party is split; and the way past a limit.

    The way past is shown once something was refused: `is_refused`.
    """

    table = forms.ChoiceField(label="Table", required=False)
    more_tables = forms.MultipleChoiceField(
        label="And also", required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label="Why all the same?",
        max_length=120,
        required=False,
        help_text="Stands in the booking’s history.",
    )
    shares_tables = forms.BooleanField(
        label="Share the chosen tables with whoever has them",
        required=False,
        help_text="Both parties are then marked in the list.",
    )

    def __init__(self, *args: object, tables: Sequence[Table], without_choice: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.is_refused = PAST_LIMIT in self.data
        self.tables = {table.key: table for table in tables if table.is_active}
        choices = [(key, f"{table.name} (for {table.max_covers})") for key, table in self.tables.items()]
        self.fields["table"].choices = [("", without_choice), *choices]  # type: ignore[attr-defined]
        names = [(key, table.name) for key, table in self.tables.items()]
        self.fields["more_tables"].choices = names  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        if PAST_LIMIT in self.data and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", "Write why, in a few words.")
        return self.cleaned_data

    def refuse(self, field: str, sentence: str) -> None:
        """Put the book's refusal beside a field, and offer the way past it."""
        self.is_refused = True
        self.blame({field: sentence})

    @property
    def chosen_tables(self) -> list[Table]:
        """Return the tables that staff chose, each once."""
        keys = dict.fromkeys([self.cleaned_data["table"], *self.cleaned_data["more_tables"]])
        return [self.tables[key] for key in keys if key in self.tables]

    @property
    def override(self) -> Override | None:
        """Return the way past a limit where that button was pressed."""
        if PAST_LIMIT not in self.data:
            return None
        typed = self.cleaned_data
        return Override(reason=typed["reason"].strip(), shares_tables=typed["shares_tables"])

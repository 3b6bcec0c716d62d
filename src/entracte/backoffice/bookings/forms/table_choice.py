"""What is typed when staff choose tables by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import forms

if TYPE_CHECKING:
    from entracte.dining.models import Table
from entracte.backoffice.bookings.forms.past_limit import PastLimitForm


class TableChoiceForm(PastLimitForm):
    """Tables chosen by hand: one from a list, and more of them where a party is split."""

    table = forms.ChoiceField(label="Table", required=False)
    more_tables = forms.MultipleChoiceField(
        label="And also", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, tables: Sequence[Table], without_choice: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.tables = {table.key: table for table in tables if table.is_active}
        choices = [(key, f"{table.name} (for {table.max_covers})") for key, table in self.tables.items()]
        self.fields["table"].choices = [("", without_choice), *choices]  # type: ignore[attr-defined]
        names = [(key, table.name) for key, table in self.tables.items()]
        self.fields["more_tables"].choices = names  # type: ignore[attr-defined]

    @property
    def chosen_tables(self) -> list[Table]:
        """Return the tables that staff chose, each once."""
        keys = dict.fromkeys([self.cleaned_data["table"], *self.cleaned_data["more_tables"]])
        return [self.tables[key] for key in keys if key in self.tables]

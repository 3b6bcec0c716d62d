"""What do staff type when they choose tables by hand, or go past a limit knowingly?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django import forms
from django.utils import timezone

from entracte.backoffice.bookings.shown.diary import name_of, table_names
from entracte.backoffice.house.forms import PlainForm
from entracte.bookings.overrides import Override

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
    from entracte.dining.models import Table

# The button that goes past a limit sends this name.
PAST_LIMIT = "past_limit"


class PastLimitForm(PlainForm):
    """The way past a limit, with a reason. It is shown once something was refused: `is_refused`."""

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

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.is_refused = PAST_LIMIT in self.data

    def clean(self) -> dict[str, object]:
        if PAST_LIMIT in self.data and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", "Write why, in a few words.")
        return self.cleaned_data

    def refuse(self, field: str, sentence: str) -> None:
        """Put the book's refusal beside a field, and offer the way past it."""
        self.is_refused = True
        self.blame({field: sentence})

    @property
    def override(self) -> Override | None:
        """Return the way past a limit where that button was pressed."""
        if PAST_LIMIT not in self.data:
            return None
        typed = self.cleaned_data
        return Override(reason=typed["reason"].strip(), shares_tables=typed["shares_tables"])


class HandForm(PastLimitForm):
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


class SwapForm(PastLimitForm):
    """With whom a party swaps its tables."""

    other = forms.ChoiceField(
        label="Swap with", widget=forms.RadioSelect, error_messages={"required": "Choose a party."}
    )

    def __init__(self, *args: object, others: Iterable[Booking], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.by_code = {row.code: row for row in others}
        told = [(code, _told(row)) for code, row in self.by_code.items()]
        self.fields["other"].choices = told  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Booking:
        return self.by_code[self.cleaned_data["other"]]


def _told(row: Booking) -> str:
    start = timezone.localtime(row.starts_at)
    return f"Table {table_names(row)} · {start:%H:%M} · {row.party_size} · {name_of(row)}"

"""What is typed when two parties swap their tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.utils import timezone

from entracte.backoffice.bookings.shown.names import name_of, table_names

if TYPE_CHECKING:
    from entracte.bookings.models import Booking
from entracte.backoffice.bookings.forms.past_limit import PastLimitForm


class SwapForm(PastLimitForm):
    """With whom a party swaps its tables."""

    other = forms.ChoiceField(
        label="Swap with", widget=forms.RadioSelect, error_messages={"required": "Choose a party."}
    )

    def __init__(self, *args: object, others: Iterable[Booking], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.by_code = {row.code: row for row in others}
        choices = [(code, _in_words(row)) for code, row in self.by_code.items()]
        self.fields["other"].choices = choices  # type: ignore[attr-defined]
        for code, row in self.by_code.items():
            shown = forms.IntegerField(required=False, initial=row.version)
            self.fields[f"version_{code}"] = shown

    @property
    def versions(self) -> list[tuple[str, int]]:
        """Return the present version of each party, which the page shows."""
        return [(code, row.version) for code, row in self.by_code.items()]

    @property
    def chosen_version(self) -> int:
        """Return which version of the other party the page showed."""
        return self.cleaned_data[f"version_{self.chosen.code}"] or self.chosen.version

    @property
    def chosen(self) -> Booking:
        return self.by_code[self.cleaned_data["other"]]


def _in_words(row: Booking) -> str:
    start = timezone.localtime(row.starts_at)
    return f"Table {table_names(row)} · {start:%H:%M} · {row.party_size} · {name_of(row)}"
